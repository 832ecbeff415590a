import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createImapMailbox, type ImapMailboxOptions } from '../../src/gateway/imap/imap-mailbox';
import { createLog } from '../../src/gateway/log';
import type { Mailbox } from '../../src/gateway/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from './dovecot';

let dovecot: Dovecot;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.close());

export const mail = (subject: string, body = `About ${subject}.`, headers = '') =>
  `From: Jean Dupont <jean@example.org>\r\nTo: me@example.org\r\nDate: Mon, 23 Nov 2026 14:05:00 +0100\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(/\W/g, '')}@example.org>\r\n${headers}\r\n${body}\r\n`;

let users = 0;

/** A user with a mailbox of their own. */
async function newUser(): Promise<string> {
  users += 1;
  const user = `user${users}`;
  await dovecot.setPassword(user, 'secret');
  return user;
}

interface Opened {
  readonly mailbox: Mailbox;
  readonly lines: string[];
}

function open(user: string, options: Partial<ImapMailboxOptions> = {}): Opened {
  const lines: string[] = [];
  const mailbox = createImapMailbox({
    server: { host: '127.0.0.1', port: dovecot.imapsPort, security: 'tls', ca: dovecot.ca },
    login: { user, password: 'secret' },
    folders: ['INBOX'],
    linkTo: () => undefined,
    webmail: undefined,
    readsOnOpen: false,
    listLength: 20,
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    ...options,
  });
  onTestFinished(() => mailbox.close?.());
  return { mailbox, lines };
}

const unreadOf = async (mailbox: Mailbox) => (await mailbox.counts()).unread;
const subjectsOf = async (mailbox: Mailbox) => (await mailbox.unread(20)).map(({ subject }) => subject);

test('counts and lists what is unread, newest first', async () => {
  const user = await newUser();
  await dovecot.deliver(user, mail('read'), { seen: true });
  await dovecot.deliver(user, mail('one'));
  await dovecot.deliver(user, mail('=?utf-8?Q?d=C3=A9j=C3=A0_vu?='));
  const { mailbox } = open(user);
  expect(await mailbox.counts()).toEqual({ emails: 3, unread: 2, sms: undefined });
  const [newest, ...older] = await mailbox.unread(20);
  expect(newest).toMatchObject({
    from: { name: 'Jean Dupont', address: 'jean@example.org' },
    subject: 'déjà vu',
    date: new Date('2026-11-23T13:05:00Z'),
    beginning: expect.stringMatching(/^About/),
    read: false,
  });
  expect(older.map(({ subject }) => subject)).toEqual(['one']);
});

test('a delivered mail is known by itself, and one that is read elsewhere', async () => {
  const user = await newUser();
  const { mailbox } = open(user);
  expect(await unreadOf(mailbox)).toBe(0);
  await dovecot.deliver(user, mail('one'));
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 1,
  );
  await dovecot.admin(user, 'flags add', '\\Seen', 'mailbox', 'INBOX', 'all');
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 0,
  );
});

describe('reading', () => {
  test('shows all of a message, and marks it read only when told', async () => {
    const user = await newUser();
    await dovecot.deliver(user, mail('one'));
    const { mailbox } = open(user);
    const [{ id } = { id: '' }] = await mailbox.unread(20);
    expect(await mailbox.message(id)).toMatchObject({
      id,
      subject: 'one',
      text: 'About one.\r\n',
      read: false,
    });
    expect(await mailbox.latest(10)).toMatchObject([{ id, read: false }]);
    expect(await unreadOf(mailbox)).toBe(1);
    await mailbox.markRead(id);
    expect(await unreadOf(mailbox)).toBe(0);
    expect(await mailbox.message(id)).toMatchObject({ id, read: true });
    expect(await mailbox.message('none')).toBeUndefined();
  });
});

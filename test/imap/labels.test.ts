import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { type FakeServer, startFakeServer } from './fake-server';
import { gmail, type LabelledMail } from './gmail';
import { openAt, subjectsOf, unreadOf } from './post-office';

/** No test lasts an hour. */
const NEVER = 3_600_000;

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

function open(mails: readonly LabelledMail[], options: Partial<ImapMailboxOptions> = {}) {
  const script = gmail(mails);
  server.retort(script.retort);
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const { mailbox } = openAt(at, 'jean', {
    folders: ['INBOX', '*'],
    deadline: 1500,
    pollEvery: NEVER,
    ...options,
  });
  return { mailbox, script };
}

const ALL = ['INBOX', 'Work', 'Travel'];

/** The oldest first. */
const mails = (): LabelledMail[] => [
  { subject: 'old', labels: ALL, isRead: true },
  { subject: 'one', labels: ALL },
  { subject: 'two', labels: ['INBOX', 'Work'] },
  { subject: 'three', labels: ['Travel'] },
  { subject: 'four', labels: ALL },
];

const asksForIds = (line: string) => line.endsWith('(UID X-GM-MSGID)');

test('a mail with several labels is listed once and counts once, also beyond the list', async () => {
  const { mailbox } = open(mails(), { listLength: () => 2 });
  expect(await mailbox.counts()).toEqual({ emails: 5, unread: 4, sms: undefined });
  expect(await subjectsOf(mailbox)).toEqual(['four', 'three']);
  expect((await mailbox.latest(20)).map(({ subject }) => subject)).toEqual([
    'four',
    'three',
    'two',
    'one',
    'old',
  ]);
});

test('a mail with several labels that is read elsewhere is read in all of them without a poll', async () => {
  const { mailbox, script } = open(mails(), { listLength: () => 2 });
  expect(await unreadOf(mailbox)).toBe(4);
  script.read('one');
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 3,
  );
  script.read('four');
  await waitFor(
    () => subjectsOf(mailbox),
    list => list.join() === 'three,two',
  );
  expect(await mailbox.counts()).toMatchObject({ emails: 5, unread: 2 });
});

test('a mail with several labels that is read in the gateway leaves the list at once', async () => {
  const { mailbox } = open(mails());
  const [{ id } = { id: '' }] = await mailbox.unread(1);
  await mailbox.act('markRead', [id]);
  expect(await mailbox.counts()).toMatchObject({ emails: 5, unread: 3 });
  expect(await subjectsOf(mailbox)).toEqual(['three', 'two', 'one']);
});

test('archiving takes a mail out of the inbox only, and undo puts it back', async () => {
  const { mailbox, script } = open(mails());
  const idOf = async (subject: string) =>
    (await mailbox.unread(9)).find(it => it.subject === subject)?.id ?? '';
  const ids = [await idOf('four'), await idOf('three')];
  expect(await mailbox.act('archive', ids)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  expect(script.labelsOf('four')).toEqual(['Work', 'Travel']);
  expect(script.labelsOf('three')).toEqual(['Travel']);
  expect(await subjectsOf(mailbox)).toEqual(['two', 'one']);
  expect(await mailbox.act('restore', ids)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  expect(script.labelsOf('four')).toEqual(ALL);
  expect(script.labelsOf('three')).toEqual(['Travel']);
  expect(await subjectsOf(mailbox)).toEqual(['four', 'three', 'two', 'one']);
});

test('the counts of several folders don’t wait for mail that can’t be read', async () => {
  const { mailbox, script } = open(mails());
  server.retort((command, line, socket) =>
    command === 'FETCH' && /HEADER/i.test(line)
      ? void socket.destroy()
      : script.retort(command, line, socket),
  );
  expect(await mailbox.counts()).toMatchObject({ emails: 5, unread: 4 });
});

test('the ids are fetched once, whatever changes', async () => {
  const all = mails();
  const { mailbox, script } = open(all);
  expect(await unreadOf(mailbox)).toBe(4);
  const fetched: string[] = [];
  server.retort((command, line, socket) => {
    if (command === 'FETCH' && asksForIds(line)) fetched.push(line);
    return script.retort(command, line, socket);
  });
  script.read('two');
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 3,
  );
  expect(fetched).toEqual([]);
});

test('a server that refuses to send ids has counts: each copy counts', async () => {
  const { mailbox, script } = open(mails(), { listLength: () => 2 });
  server.retort((command, line, socket) =>
    command === 'FETCH' && asksForIds(line)
      ? ['NO [SERVERBUG] not today']
      : script.retort(command, line, socket),
  );
  expect(await mailbox.counts()).toMatchObject({ emails: 12, unread: 9 });
});

test('5,000 unread mails with three labels each are 5,000', async () => {
  const many = Array.from({ length: 5000 }, (_, i) => ({ subject: `mail ${i}`, labels: ALL }));
  const { mailbox } = open(many, { deadline: 20_000 });
  expect(await mailbox.counts()).toMatchObject({ emails: 5000, unread: 5000 });
  expect(await mailbox.unread(20)).toHaveLength(20);
});

import { chmod, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { expired } from '../gateway/certificate';
import { temporaryFolder } from '../gateway/folder';
import { type Dovecot, startDovecot } from './dovecot';
import { mail } from './mails';
import { newUser, openMailbox, seenUntilTrouble, subjectsOf, unreadOf } from './post-office';

let dovecot: Dovecot;
let user: string;
beforeEach(async () => {
  dovecot = await startDovecot();
  user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
});
afterEach(() => dovecot.close());

/** Opens the user's mailbox, which has one unread mail. */
async function open(options: Partial<ImapMailboxOptions> = {}) {
  const opened = openMailbox(dovecot, user, options);
  expect(await unreadOf(opened.mailbox)).toBe(1);
  return opened;
}

const becomes = (mailbox: GatewayMailbox, wanted: number | string) =>
  waitFor(
    () => unreadOf(mailbox),
    unread => unread === wanted,
  );

test('while a server is down its last result stays, and after its restart new mail is noticed', async () => {
  const { mailbox } = await open();
  await dovecot.kill();
  expect(await unreadOf(mailbox)).toBe(1);
  await dovecot.deliver(user, mail('two'));
  expect(await unreadOf(mailbox)).toBe(1);
  await dovecot.start();
  await becomes(mailbox, 2);
  expect(await subjectsOf(mailbox)).toEqual(['two', 'one']);
});

test('a server that stays down becomes an error, never an empty mailbox', async () => {
  const { mailbox, lines } = await open({ freshFor: 500 });
  await dovecot.kill();
  expect(await seenUntilTrouble(mailbox)).toEqual([1, 'unreachable']);
  await expect(mailbox.latest(5)).rejects.toMatchObject({ trouble: 'unreachable' });
  await dovecot.start();
  await becomes(mailbox, 1);
  expect(lines.filter(line => line.startsWith('warn')).length).toBeLessThanOrEqual(2);
});

test('a server that hangs becomes an error, and the gateway connects again', async () => {
  const { mailbox } = await open({ pollEvery: 100, freshFor: 1000, deadline: 1000 });
  dovecot.freeze();
  await becomes(mailbox, 'timeout');
  await expect(mailbox.latest(5)).rejects.toMatchObject({ trouble: 'timeout' });
  await dovecot.deliver(user, mail('two'));
  dovecot.resume();
  await becomes(mailbox, 2);
});

test('a server that hangs doesn’t delay other mailboxes', async () => {
  const other = await startDovecot();
  try {
    const fine = await newUser(other);
    await other.deliver(fine, mail('fine'));
    const { mailbox } = openMailbox(other, fine);
    expect(await unreadOf(mailbox)).toBe(1);
    const stuck = (await open()).mailbox;
    dovecot.freeze();
    const answers = [stuck.latest(5).catch(() => 'late'), mailbox.latest(5)];
    expect(await Promise.race(answers)).toMatchObject([{ subject: 'fine' }]);
    dovecot.resume();
    await Promise.all(answers);
    await mailbox.close?.();
  } finally {
    await other.close();
  }
});

describe('a password', () => {
  test('that is wrong is tried once', async () => {
    const { mailbox, lines } = openMailbox(dovecot, user, { login: { user, password: 'wrong' } });
    expect(await unreadOf(mailbox)).toBe('refused');
    expect(lines).toEqual([
      expect.stringMatching(/^error 127\.0\.0\.1.* doesn’t accept the user name or password/),
    ]);
    expect(lines.join()).not.toContain('wrong');
    await expect(mailbox.message('any')).rejects.toMatchObject({ trouble: 'refused' });
  });

  test('that was changed is an error at the next sign-in', async () => {
    const { mailbox } = await open();
    await dovecot.setPassword(user, 'new');
    await dovecot.kill();
    await dovecot.start();
    await becomes(mailbox, 'refused');
  });

  test('that is right now works after a sign-in with it', async () => {
    const { mailbox } = await open();
    await dovecot.setPassword(user, 'new');
    await dovecot.kill();
    await dovecot.start();
    await becomes(mailbox, 'refused');
    await expect(mailbox.tryPassword?.('wrong')).rejects.toMatchObject({
      trouble: 'refused',
      details: { said: 'Authentication failed.' },
    });
    const { mailbox: other } = openMailbox(dovecot, user);
    expect(await unreadOf(other)).toBe('refused');
    expect(await other.tryPassword?.('new')).toBe('accepted');
    await becomes(other, 1);
  });

  test('that can’t be checked now doesn’t count as wrong', async () => {
    const script = join(await temporaryFolder(), 'checkpassword');
    // Exit code of the checkpassword interface for a temporary failure.
    await writeFile(script, '#!/bin/sh\nexit 111\n', { mode: 0o755 });
    await chmod(dirname(script), 0o755);
    const ailing = await startDovecot(`passdb {\n  driver = checkpassword\n  args = ${script}\n}\n`);
    const { mailbox } = openMailbox(ailing, 'anybody');
    expect(await unreadOf(mailbox)).toBe('busy');
    await ailing.close();
  });
});

test('messages keep their ids after a new UIDVALIDITY', async () => {
  const { mailbox } = await open();
  const before = await mailbox.unread(5);
  const validity = () => dovecot.admin(user, 'mailbox status', 'uidvalidity', 'INBOX');
  const former = await validity();
  await dovecot.kill();
  await dovecot.recount(user);
  await dovecot.start();
  await dovecot.deliver(user, mail('two'));
  await becomes(mailbox, 2);
  expect(await validity()).not.toBe(former);
  expect((await mailbox.unread(5)).slice(1)).toEqual(before);
  expect(await mailbox.message(before[0]?.id ?? '')).toMatchObject({ subject: 'one' });
});

describe('the connection', () => {
  const server = () =>
    ({ host: '127.0.0.1', port: dovecot.imapsPort, security: 'tls', ca: dovecot.ca }) as const;
  const troubleWith = (changes: object) =>
    unreadOf(openMailbox(dovecot, user, { server: { ...server(), ...changes } }).mailbox);

  test('works with TLS, with STARTTLS, and without encryption on loopback', async () => {
    expect(await troubleWith({})).toBe(1);
    expect(await troubleWith({ port: dovecot.imapPort, security: 'starttls' })).toBe(1);
    expect(await troubleWith({ port: dovecot.imapPort, security: 'none' })).toBe(1);
  });

  test('fails with an untrusted certificate', async () => {
    expect(await troubleWith({ ca: undefined })).toBe('certificate');
    expect(await troubleWith({ ca: undefined, port: dovecot.imapPort, security: 'starttls' })).toBe(
      'certificate',
    );
  });

  test('fails with a certificate for another name', async () => {
    expect(await troubleWith({ host: 'localhost' })).toBe('certificate');
  });

  test.each(['tls', 'starttls'] as const)(
    'by %s fails with an expired certificate, and tells the date',
    async security => {
      const folder = await temporaryFolder();
      const { cert, key, pem } = await expired(folder);
      await Promise.all([chmod(folder, 0o755), chmod(key, 0o644)]);
      const old = await startDovecot(`ssl_cert = <${cert}\nssl_key = <${key}\n`);
      const port = security === 'tls' ? old.imapsPort : old.imapPort;
      const { mailbox } = openMailbox(old, user, { server: { ...server(), port, security, ca: `${pem}` } });
      await expect(mailbox.counts()).rejects.toMatchObject({
        trouble: 'certificate',
        details: { fault: 'its certificate expired on 2020-01-31' },
      });
      await old.close();
    },
  );

  test('fails without TLS', async () => {
    expect(await troubleWith({ port: dovecot.imapPort })).toBe('certificate');
    const plain = await startDovecot('ssl = no\n');
    expect(await troubleWith({ port: plain.imapPort, security: 'starttls' })).toBe('certificate');
    await plain.close();
  });

  test('fails for an unknown host name or a closed port', async () => {
    expect(await troubleWith({ port: 1 })).toBe('unreachable');
    expect(await troubleWith({ host: 'nowhere.invalid' })).toBe('unreachable');
  });
});

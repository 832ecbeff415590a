import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import { GRANT, MailboxError } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from './dovecot';
import { startFakeServer } from './fake-server';
import { mail, PASSWORD } from './mails';
import { newUser, openAt, openMailbox, subjectsOf, unreadOf } from './post-office';

const IDLE_AFTER = 300;

let dovecot: Dovecot;
let user: string;
beforeAll(async () => {
  dovecot = await startDovecot();
});
afterAll(() => dovecot.close());
beforeEach(async () => {
  user = await newUser(dovecot);
  await dovecot.deliver(user, mail('one'));
});

const signInsOf = async (name: string) => (await dovecot.logged(`Login: user=<${name}>`)).length;

/** A mailbox that rests soon, although its results would stay valid for long. */
const open = (options: Partial<ImapMailboxOptions> = {}) =>
  openMailbox(dovecot, user, { idleAfter: IDLE_AFTER, freshFor: 600_000, ...options });

const rests = (lines: readonly string[], times = 1) =>
  waitFor(
    async () => lines.filter(line => /^info nobody has asked .*: no connection/.test(line)).length,
    count => count === times,
  );

const hasSignedOut = (name: string) =>
  waitFor(
    () => dovecot.logged(`imap(${name})`),
    lines => lines.some(line => line.includes('Logged out')),
  );

test('a mailbox connects at the first call', async () => {
  const { mailbox, lines } = open();
  const other = await newUser(dovecot);
  expect(await unreadOf(openMailbox(dovecot, other).mailbox)).toBe(0);
  expect([await signInsOf(user), await signInsOf(other)]).toEqual([0, 1]);
  expect(lines).toEqual([]);
  expect(await unreadOf(mailbox)).toBe(1);
  expect(await signInsOf(user)).toBe(1);
});

describe('without calls', () => {
  test('the gateway signs out, and the next call gets a new result', async () => {
    const { mailbox, lines } = open();
    expect(await unreadOf(mailbox)).toBe(1);
    await hasSignedOut(user);
    await rests(lines);
    await dovecot.deliver(user, mail('two'));
    expect(await signInsOf(user)).toBe(1);
    expect(await subjectsOf(mailbox)).toEqual(['two', 'one']);
    expect(await signInsOf(user)).toBe(2);
    await rests(lines, 2);
  });

  test('any reading method connects again', async () => {
    const { mailbox, lines } = open();
    const [{ id } = { id: '' }] = await mailbox.latest(5);
    await rests(lines);
    expect(await mailbox.message(id)).toMatchObject({ subject: 'one' });
    await rests(lines, 2);
    await mailbox.act('markRead', [id]);
    expect(await unreadOf(mailbox)).toBe(0);
    await rests(lines, 3);
    await mailbox.retry?.();
    expect(await signInsOf(user)).toBe(4);
  });

  test('a mailbox keeps no access token, also if it was refused', async () => {
    let times = 0;
    const refuse = async () => {
      throw new MailboxError('refused', 'the sign-in has ended', GRANT);
    };
    const tokens = { get: refuse, insteadOf: refuse, rest: () => (times += 1) };
    const { mailbox } = open({ login: { user, tokens } });
    await expect(mailbox.counts()).rejects.toThrow('the sign-in has ended');
    await expect.poll(() => times).toBe(1);
  });

  test('a mailbox that fails rests, too, and the next call tries at once', async () => {
    const server = await startFakeServer();
    server.retort((command, _line, socket) => (command === 'EXAMINE' ? void socket.destroy() : undefined));
    onTestFinished(() => server.close());
    const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
    const { mailbox, lines } = openAt(at, 'jean', { idleAfter: IDLE_AFTER });
    expect(await unreadOf(mailbox)).toBe('unreachable');
    await rests(lines);
    server.retort(() => undefined);
    expect(await unreadOf(mailbox)).toBe(1);
  });

  test('a mailbox can be closed', async () => {
    const { mailbox, lines } = open();
    await mailbox.counts();
    await rests(lines);
    await mailbox.close?.();
    const unused = open().mailbox;
    await unused.close?.();
  });

  test('nothing is kept but the account, so that previews are read again', async () => {
    const server = await startFakeServer();
    onTestFinished(() => server.close());
    const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
    const { mailbox, lines } = openAt(at, 'jean', { idleAfter: IDLE_AFTER });
    const before = await mailbox.unread(5);
    const fetches = () => server.commands.filter(command => command === 'FETCH').length;
    const read = fetches();
    await rests(lines);
    expect(await mailbox.unread(5)).toEqual(before);
    expect(server.commands.filter(command => command === 'LOGIN')).toHaveLength(2);
    expect(fetches()).toBe(2 * read);
  });
});

test('after a lost connection a preview isn’t read again', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const { mailbox } = openAt(at, 'jean');
  const before = await mailbox.unread(5);
  const count = (wanted: string) => server.commands.filter(command => command === wanted).length;
  const read = count('FETCH');
  server.drop();
  await waitFor(
    async () => count('LOGIN'),
    signIns => signIns === 2,
  );
  await waitFor(
    async () => count('IDLE'),
    idles => idles === 2,
  );
  expect(await mailbox.unread(5)).toEqual(before);
  expect(count('FETCH')).toBe(read);
});

test('calls keep the connection, and new mail is noticed at once', async () => {
  const { mailbox, lines } = open({ idleAfter: 1000 });
  expect(await unreadOf(mailbox)).toBe(1);
  const end = performance.now() + 2500;
  await waitFor(
    () => mailbox.counts(),
    () => performance.now() > end,
  );
  await dovecot.deliver(user, mail('two'));
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 2,
  );
  expect(await signInsOf(user)).toBe(1);
  expect(lines.filter(line => line.includes('nobody has asked'))).toEqual([]);
});

describe('a refused password', () => {
  const wrong = () => ({ login: { user, password: 'wrong' } });
  const triesOf = async (name: string) =>
    (await dovecot.logged(`user=<${name}>`)).filter(line => line.includes('auth failed')).length;

  test('isn’t tried again by calls after a rest', async () => {
    const { mailbox } = open(wrong());
    expect(await unreadOf(mailbox)).toBe('refused');
    await sleep(2 * IDLE_AFTER);
    expect(await unreadOf(mailbox)).toBe('refused');
    expect(await unreadOf(mailbox)).toBe('refused');
    expect(await triesOf(user)).toBe(1);
  });

  test('is replaced at the first call, and the new one outlives a rest', async () => {
    const { mailbox, lines } = open(wrong());
    expect(await mailbox.tryPassword?.(PASSWORD)).toBe('accepted');
    expect(await unreadOf(mailbox)).toBe(1);
    await rests(lines);
    expect(await unreadOf(mailbox)).toBe(1);
    expect(await triesOf(user)).toBe(1);
  });

  test('isn’t tried again by a sign-in soon after a rest', async () => {
    const { mailbox } = open(wrong());
    expect(await unreadOf(mailbox)).toBe('refused');
    await sleep(2 * IDLE_AFTER);
    await mailbox.retry?.();
    expect(await unreadOf(mailbox)).toBe('refused');
    expect(await triesOf(user)).toBe(1);
  });

  test('can be replaced after a rest, and the new one is kept during the next', async () => {
    const { mailbox, lines } = open(wrong());
    expect(await unreadOf(mailbox)).toBe('refused');
    await sleep(2 * IDLE_AFTER);
    expect(await mailbox.tryPassword?.(PASSWORD)).toBe('accepted');
    expect(await unreadOf(mailbox)).toBe(1);
    await rests(lines);
    expect(await unreadOf(mailbox)).toBe(1);
    expect(await triesOf(user)).toBe(1);
  });

  test('is read again where it is configured, at the first sign-in', async () => {
    const { mailbox } = open({ ...wrong(), rereadPassword: async () => PASSWORD });
    await mailbox.retry?.();
    expect(await unreadOf(mailbox)).toBe(1);
  });
});

test('a mailbox that answers no more isn’t kept by a wait for its mail server', async () => {
  const { mailbox, lines } = openAt({ host: '127.0.0.1', port: 1, security: 'none' }, 'jean', {
    idleAfter: IDLE_AFTER,
  });
  expect(await unreadOf(mailbox)).toBe('unreachable');
  await rests(lines);
  expect(await unreadOf(mailbox)).toBe('unreachable');
});

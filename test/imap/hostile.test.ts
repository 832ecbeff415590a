import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { type FakeServer, type Retort, startFakeServer } from './fake-server';
import { openAt, seenUntilTrouble, unreadOf } from './post-office';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

function open(options: Partial<ImapMailboxOptions> = {}) {
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  return openAt(at, 'jean', { deadline: 500, freshFor: 1000, ...options });
}

/** Answers one command with these lines and all others normally. */
const to =
  (wanted: string, ...lines: readonly string[]): Retort =>
  command =>
    command === wanted ? lines : undefined;

const ENDLESS: Retort = (command, _line, socket) => {
  if (command !== 'SEARCH') return undefined;
  const write = () => {
    while (socket.writable && socket.write(`${'1 '.repeat(32_000)}`));
  };
  socket.on('drain', write);
  socket.write('* SEARCH ');
  write();
  return [];
};

test('a normal server works', async () => {
  const { mailbox } = open();
  expect(await mailbox.counts()).toEqual({ emails: 1, unread: 1, sms: undefined });
  expect(await mailbox.unread(5)).toMatchObject([{ subject: 'hello', beginning: '' }]);
});

test.each<[string, Retort, RegExp]>([
  ['refuses to search', to('SEARCH', 'NO [SERVERBUG] not today'), /unexpected/],
  ['answers a search with BAD', to('SEARCH', 'BAD what?'), /unexpected/],
  ['has no inbox', to('EXAMINE', 'NO [NONEXISTENT] no such mailbox'), /noFolder|unexpected/],
  ['sends no result of the search', to('SEARCH', 'OK done'), /unexpected/],
  ['finds more mails than there are', to('SEARCH', '* SEARCH 1 2 3', 'OK done'), /unexpected/],
  ['never answers', to('SEARCH'), /timeout/],
  [
    'closes the connection',
    (command, _line, socket) => (command === 'SEARCH' ? void socket.destroy() : undefined),
    /unreachable/,
  ],
  ['sends BYE', to('SEARCH', '* BYE going down'), /unreachable|timeout/],
  [
    'sends an invalid answer',
    to('SEARCH', '* )(', '* SEARCH x y z {', 'OK'),
    /unexpected|unreachable|timeout/,
  ],
  ['sends an endless answer', ENDLESS, /unexpected|unreachable|timeout/],
])('a server that %s is an error, not an empty mailbox', async (_what, retort, trouble) => {
  server.retort(retort);
  const { mailbox, lines } = open();
  expect(String(await unreadOf(mailbox))).toMatch(trouble);
  expect(lines.join('\n')).not.toContain('saw 0');
});

test('after an error the last result stays, and the gateway tries again', async () => {
  const { mailbox } = open({ pollEvery: 50 });
  expect(await unreadOf(mailbox)).toBe(1);
  server.retort(to('SEARCH', 'NO [SERVERBUG] not today'));
  expect(await seenUntilTrouble(mailbox)).toEqual([1, 'unexpected']);
  server.retort(() => undefined);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 1,
  );
});

test.each<[string, Retort]>([
  ['refuses to mark a message as read', to('STORE', 'NO [NOPERM] look, don’t touch')],
  [
    'can’t store flags',
    to(
      'SELECT',
      '* 1 EXISTS',
      '* OK [UIDVALIDITY 1] ok',
      '* OK [PERMANENTFLAGS ()] none',
      'OK [READ-ONLY] done',
    ),
  ],
])('a server that %s gives a warning, and still works', async (_what, retort) => {
  server.retort(retort);
  const { mailbox, lines } = open();
  const [{ id } = { id: '' }] = await mailbox.unread(5);
  await expect(mailbox.markRead(id)).rejects.toMatchObject({ trouble: 'unmarked' });
  expect(lines).toContainEqual(expect.stringMatching(/^warn 127\.0\.0\.1 refuses to mark /));
  expect(await mailbox.latest(5)).toMatchObject([{ id, read: false }]);
});

test('a connection lost while marking a message is no refusal', async () => {
  server.retort((command, _line, socket) => (command === 'STORE' ? void socket.destroy() : undefined));
  const { mailbox } = open();
  const [{ id } = { id: '' }] = await mailbox.unread(5);
  await expect(mailbox.markRead(id)).rejects.toMatchObject({ trouble: 'unreachable' });
});

test('a server that rejects IDLE is polled', async () => {
  server.retort(to('IDLE', 'NO not today'));
  const { mailbox } = open({ pollEvery: 50 });
  expect(await unreadOf(mailbox)).toBe(1);
  const READ: Readonly<Record<string, readonly string[]>> = {
    IDLE: ['NO not today'],
    SEARCH: ['* SEARCH', 'OK done'],
    STATUS: ['* STATUS INBOX (MESSAGES 1 UNSEEN 0)', 'OK done'],
  };
  server.retort(command => READ[command]);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 0,
  );
});

test('a server that ends IDLE at once gets pauses between them', async () => {
  server.retort(to('IDLE', '+ idling', 'OK done'));
  const { mailbox } = open({ pollEvery: 1000 });
  expect(await unreadOf(mailbox)).toBe(1);
  const looks = () => server.commands.filter(command => command === 'SEARCH').length;
  await waitFor(
    async () => looks(),
    count => count > 1,
  );
  expect(server.commands.filter(command => command === 'IDLE').length).toBeLessThan(10);
});

test('a server that hangs at sign-in gets a new connection', async () => {
  server.retort(to('LOGIN'));
  const { mailbox } = open();
  expect(await unreadOf(mailbox)).toBe('timeout');
  server.retort(() => undefined);
  await waitFor(
    () => unreadOf(mailbox),
    unread => unread === 1,
  );
});

test('closing doesn’t wait for a server that never lists its folders', async () => {
  server.retort(to('LIST'));
  const { mailbox } = open({ folders: ['INBOX', '*'], deadline: 30_000 });
  await waitFor(
    async () => server.commands,
    commands => commands.includes('LIST'),
  );
  const begin = performance.now();
  await mailbox.close?.();
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('closing doesn’t wait for a server that never answers', async () => {
  server.retort(to('LOGIN'));
  const { mailbox } = open();
  await waitFor(
    async () => server.commands,
    commands => commands.includes('LOGIN'),
  );
  const begin = performance.now();
  await mailbox.close?.();
  expect(performance.now() - begin).toBeLessThan(1000);
});

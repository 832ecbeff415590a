import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createConnections } from '../../src/gateway/mailbox/imap/connections';
import { serverKey } from '../../src/gateway/mailbox/imap/imap-server';
import { waitFor } from '../../src/launcher/wait-for';
import { createFakeClock } from '../gateway/mailbox/imap/fake-clock';
import { DECENT, startFakeServer } from './fake-server';
import { makeAt, openAt, unreadOf } from './post-office';

const LIMITS = { maxConnections: 1, signInsAtOnce: 1, signInsPerSecond: 500 };

/** A provider that answers when a test wants. */
function slowTokens() {
  let answer = () => {};
  let isAsked = false;
  const token = new Promise<string>(resolve => {
    answer = () => resolve('token');
  });
  const get = () => {
    isAsked = true;
    return token;
  };
  return { tokens: { get, insteadOf: get }, answer, isAsked: async () => isAsked };
}

test('a mailbox whose provider is slow keeps no place of others', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const connections = createConnections(LIMITS);
  const { tokens, answer } = slowTokens();
  const login = { user: 'jean*gateway', password: 'master', tokens };
  const slow = unreadOf(openAt(at, 'jean', { connections, login }).mailbox);
  expect(await unreadOf(openAt(at, 'anna', { connections }).mailbox)).toBe(1);
  answer();
  expect(await slow).toBe(1);
});

test('a mailbox closes at once while its provider is asked and its mail server is down', async () => {
  const clock = createFakeClock();
  const connections = createConnections(LIMITS, { clock, random: () => 0 });
  const down = { host: '127.0.0.1', port: 1, security: 'none' } as const;
  const { mailbox: other, lines } = openAt(down, 'other', { connections });
  expect(await unreadOf(other)).toBe('unreachable');
  await waitFor(
    async () => lines,
    () => lines.some(line => line.includes('next try')),
  );
  const { tokens, answer, isAsked } = slowTokens();
  const { mailbox } = makeAt(down, 'jean', { connections, login: { user: 'jean', tokens } });
  void unreadOf(mailbox);
  await waitFor(isAsked, Boolean);
  const closing = mailbox.close?.();
  answer();
  await closing;
});

test('a mailbox that closes while the mail server is slow to greet closes it to nobody', async () => {
  let isAsked = false;
  const silent = createServer(socket => {
    isAsked = true;
    socket.on('error', () => {});
  });
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const connections = createConnections({ ...LIMITS, maxConnections: 9, signInsAtOnce: 9 });
  const at = { host: '127.0.0.1', port, security: 'none' } as const;
  const { mailbox } = makeAt(at, 'jean', { connections });
  void unreadOf(mailbox);
  await waitFor(async () => isAsked, Boolean);
  await mailbox.close?.();
  const held: string[] = [];
  const entry = connections.enter({
    server: serverKey(at),
    isAwaited: () => true,
    usedAt: () => 0,
    held: ({ message }) => held.push(message),
    giveWay() {},
  });
  entry.cancel();
  expect(held).toEqual([]);
});

test('a person who opens a mail while the mailbox gives way waits for its next connection', async () => {
  const server = await startFakeServer();
  onTestFinished(() => server.close());
  const at = { host: '127.0.0.1', port: server.port, security: 'none' } as const;
  const connections = createConnections(LIMITS);
  let tellOfMail = () => {};
  let isSlow = false;
  const answers: Array<() => void> = [];
  server.retort((command, line, socket) => {
    if (command === 'IDLE') tellOfMail = () => void socket.write('* 2 EXISTS\r\n');
    if (!isSlow) return undefined;
    const [tag] = line.split(' ');
    const lines = DECENT[command] ?? ['OK done'];
    answers.push(() => {
      for (const text of lines) socket.write(text.startsWith('*') ? `${text}\r\n` : `${tag} ${text}\r\n`);
    });
    return [];
  });
  const { mailbox } = openAt(at, 'jean', { connections });
  expect(await unreadOf(mailbox)).toBe(1);
  await waitFor(
    async () => server.commands,
    commands => commands.includes('IDLE'),
  );
  isSlow = true;
  tellOfMail();
  await waitFor(
    async () => answers.length,
    count => count > 0,
  );
  const other = unreadOf(openAt(at, 'anna', { connections }).mailbox);
  await waitFor(
    async () => connections.metrics.sources.mailboxes?.(),
    states => states?.waiting === 1,
  );
  const reading = mailbox.latest?.(1);
  isSlow = false;
  for (const answer of answers) answer();
  expect(await reading).toHaveLength(1);
  expect(await other).toBe(1);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createConnections } from '../../src/gateway/mailbox/imap/connections';
import type { ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import type { GatewayMailbox } from '../../src/gateway/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { type Dovecot, startDovecot } from './dovecot';
import { startFakeServer } from './fake-server';
import { mail, PASSWORD } from './mails';
import { openAt, unreadOf } from './post-office';

let dovecot: Dovecot;
beforeEach(async () => {
  dovecot = await startDovecot();
});
afterEach(() => dovecot.close());

const LIMITS = { maxConnections: 1000, signInsAtOnce: 32, signInsPerSecond: 200 };

/** Without encryption, as Dovecot serves no more than 100 connections with TLS unless it is told to. */
const server = () => ({ host: '127.0.0.1', port: dovecot.imapPort, security: 'none' }) as const;

/** Mailboxes with one unread mail each, that share their connections. */
async function openMany(count: number, limits = LIMITS, options: Partial<ImapMailboxOptions> = {}) {
  const connections = createConnections(limits);
  const names = Array.from({ length: count }, (_, i) => `person${i}`);
  for (const name of names) {
    await dovecot.setPassword(name, PASSWORD);
    await dovecot.deliver(name, mail(`for ${name}`));
  }
  return names.map(name => openAt(server(), name, { connections, random: Math.random, ...options }).mailbox);
}

const signIns = async () => (await dovecot.logged('Login: user=<')).length;

const allSee = async (all: readonly GatewayMailbox[], count: number) => {
  const sees = (mailbox: GatewayMailbox) =>
    waitFor(
      async () => {
        await sleep(200);
        return unreadOf(mailbox);
      },
      unread => unread === count,
      40_000,
    );
  await Promise.all(all.map(sees));
};

test('300 mailboxes become ready with one sign-in each, and one that is asked meanwhile answers first', async () => {
  const all = await openMany(300, { ...LIMITS, signInsPerSecond: 50 });
  const [late] = all.splice(150, 1);
  const answers = allSee(all, 1);
  await waitFor(signIns, count => count > 10);
  const askedAt = performance.now();
  expect(await late?.counts()).toMatchObject({ unread: 1 });
  expect(performance.now() - askedAt).toBeLessThan(2000);
  expect(await signIns()).toBeLessThan(200);
  await answers;
  expect(await signIns()).toBe(300);
});

test('200 mailboxes come back with one sign-in each when the mail server was killed', async () => {
  const all = await openMany(200);
  await allSee(all, 1);
  await dovecot.kill();
  for (const [i] of all.entries()) await dovecot.deliver(`person${i}`, mail('second'));
  await dovecot.start();
  await allSee(all, 2);
  expect(await signIns()).toBe(400);
});

test('60 mailboxes come back with one sign-in each when the mail server has hung', async () => {
  const all = await openMany(
    60,
    { ...LIMITS, signInsAtOnce: 8 },
    { pollEvery: 1000, freshFor: 1000, deadline: 3000 },
  );
  await allSee(all, 1);
  dovecot.freeze();
  const troubles = all.map(mailbox =>
    waitFor(
      () => unreadOf(mailbox),
      unread => unread === 'timeout',
      40_000,
    ),
  );
  await Promise.all(troubles);
  for (const [i] of all.entries()) await dovecot.deliver(`person${i}`, mail('second'));
  dovecot.resume();
  await allSee(all, 2);
  expect(await signIns()).toBe(120);
});

test('30 mailboxes take turns with 10 connections, and each answers with its latest mail', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const all = await openMany(30, { ...LIMITS, maxConnections: 10 }, { pollEvery: 600_000 });
  for (const round of [1, 2]) {
    for (const mailbox of all) {
      vi.setSystemTime(Date.now() + 10_000);
      expect(await mailbox.counts()).toMatchObject({ unread: round });
      expect(await mailbox.unread(20)).toHaveLength(round);
    }
    for (const [i] of all.entries()) await dovecot.deliver(`person${i}`, mail('next'));
  }
  // The last ten of a round stay connected, until the first ones of the next round need their places.
  expect(await signIns()).toBe(60);
  const [first] = all;
  const [{ id } = { id: '' }] = (await first?.unread(20)) ?? [];
  expect(await first?.message(id)).toMatchObject({ subject: 'next' });
});

test('30 mailboxes that are asked at once all answer with 10 connections', async () => {
  const all = await openMany(30, { ...LIMITS, maxConnections: 10 });
  const answers = await Promise.all(
    all.map(async mailbox => [await mailbox.counts(), await mailbox.unread(20)]),
  );
  for (const [counts, unread] of answers) {
    expect(counts).toMatchObject({ unread: 1 });
    expect(unread).toHaveLength(1);
  }
  expect(await signIns()).toBe(30);
});

test('there are never more connections than may be', async () => {
  const fake = await startFakeServer();
  onTestFinished(() => fake.close());
  const connections = createConnections({ ...LIMITS, maxConnections: 3 });
  const at = { host: '127.0.0.1', port: fake.port, security: 'none' } as const;
  const all = Array.from({ length: 12 }, (_, i) => openAt(at, `person${i}`, { connections }).mailbox);
  expect(await Promise.all(all.map(unreadOf))).toEqual(Array(12).fill(1));
  for (const mailbox of all) expect(await unreadOf(mailbox)).toBe(1);
  let [open, most] = [0, 0];
  for (const command of fake.commands) {
    if (command === 'LOGIN') open += 1;
    if (command === 'LOGOUT') open -= 1;
    most = Math.max(most, open);
  }
  expect(most).toBe(3);
});

import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createConnections } from '../../src/gateway/mailbox/imap/connections';
import { createNoMetrics, type Metrics } from '../../src/gateway/shared/metrics';
import { waitFor } from '../../src/launcher/wait-for';
import { type FakeServer, startFakeServer } from './fake-server';
import { openAt, unreadOf } from './post-office';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
  onTestFinished(() => server.close());
});
const at = () => ({ host: '127.0.0.1', port: server.port, security: 'none' }) as const;

const LIMITS = { maxConnections: 2, signInsAtOnce: 1, signInsPerSecond: 1000 };

test('mailboxes that have signed in together look at everything apart, and then each interval', async () => {
  const POLL_EVERY = 2000;
  const looksOf = (phase: number) => {
    const looks: number[] = [];
    const metrics = { ...createNoMetrics(), looked: () => void looks.push(performance.now()) };
    const connections = createConnections(undefined, { metrics });
    const { mailbox } = openAt(at(), 'jean', { connections, pollEvery: POLL_EVERY, random: () => phase });
    return { mailbox, looks };
  };
  const [early, late] = [looksOf(0.1), looksOf(0.9)];
  await Promise.all([unreadOf(early.mailbox), unreadOf(late.mailbox)]);
  await waitFor(
    async () => Math.min(early.looks.length, late.looks.length),
    count => count >= 3,
    20_000,
  );
  const [first = 0, second = 0, third = 0] = late.looks;
  const [, secondEarly = 0] = early.looks;
  expect(second - first).toBeGreaterThan(0.85 * POLL_EVERY);
  expect(second - secondEarly).toBeGreaterThan(0.5 * POLL_EVERY);
  expect(third - second).toBeGreaterThan(0.85 * POLL_EVERY);
});

test('sign-ins, looks and the states of mailboxes are counted', async () => {
  const outcomes: string[] = [];
  const looks: boolean[] = [];
  const metrics: Metrics = {
    ...createNoMetrics(),
    mailSignIn: outcome => void outcomes.push(outcome),
    looked: (_ms, isFirst) => void looks.push(isFirst),
  };
  const connections = createConnections(LIMITS, { metrics });
  const open = (user: string) => openAt(at(), user, { connections }).mailbox;
  server.retort((command, line) =>
    command === 'LOGIN' && line.includes('wrong') ? ['NO [AUTHENTICATIONFAILED] no'] : undefined,
  );
  const [one, two, three, wrong] = [open('one'), open('two'), open('three'), open('wrong')];
  expect(metrics.sources.mailboxes?.()).toEqual({ resting: 4 });
  expect(await Promise.all([one, two, three].map(unreadOf))).toEqual([1, 1, 1]);
  expect(await unreadOf(wrong)).toBe('refused');
  expect(outcomes).toEqual(['done', 'done', 'done', 'refused']);
  expect(looks.filter(isFirst => isFirst)).toHaveLength(3);
  const states = metrics.sources.mailboxes?.();
  expect(states).toMatchObject({ failing: 1, waiting: 0, 'signing-in': 0 });
  expect((states?.connected ?? 0) + (states?.resting ?? 0)).toBe(3);
  expect(metrics.sources.queue?.()).toBe(0);
  await wrong.close?.();
  expect(metrics.sources.mailboxes?.()).toMatchObject({ failing: 0 });
});

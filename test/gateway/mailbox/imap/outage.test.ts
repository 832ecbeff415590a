import { expect, onTestFinished, test } from 'vitest';
import { createConnections } from '../../../../src/gateway/mailbox/imap/connections';
import type { GatePause } from '../../../../src/gateway/mailbox/imap/gate';
import { keepConnected } from '../../../../src/gateway/mailbox/imap/keep-connected';
import { createOwnPlace, type TakenPlace } from '../../../../src/gateway/mailbox/imap/own-place';
import { createUsage } from '../../../../src/gateway/mailbox/imap/usage';
import { MailboxError } from '../../../../src/gateway/mailbox/mailbox';
import { SILENT } from '../../../../src/gateway/shared/log';
import { createFakeClock } from './fake-clock';

const HOUR = 60 * 60_000;

/** ms that a sign-in takes. */
const SIGN_IN = 300;

const DOWN = new MailboxError('unreachable', 'down', 'ECONNREFUSED', { isOfServer: true });
const BYE = new MailboxError('busy', 'it says “too many”', undefined, { isOfServer: true });
const LOST = new MailboxError('unreachable', 'the connection was lost');

/** Mailboxes at one server that stay connected while nobody asks for them. */
function openMailboxes(count: number) {
  const clock = createFakeClock();
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const limits = { maxConnections: 1000, signInsAtOnce: 32, signInsPerSecond: 50 };
  // The longest pauses.
  const random = () => 1;
  const connections = createConnections(limits, { clock, random });
  let isDown = false;
  /** They get a BYE instead of the next greeting. */
  const unwelcome = new Set<number>();
  const signedIn: number[] = [];
  let connected = new Map<number, (error: unknown) => void>();

  const signIn = async (mailbox: number) => {
    await new Promise<void>(resolve => clock.after(SIGN_IN, resolve));
    if (isDown) throw DOWN;
    if (unwelcome.delete(mailbox)) throw BYE;
    signedIn.push(mailbox);
  };
  for (let mailbox = 0; mailbox < count; mailbox++) {
    const usage = createUsage(HOUR, clock.now);
    usage.begin()();
    const place = createOwnPlace({
      connections,
      server: 'mail',
      usage,
      held() {},
      onGiveWay() {},
      closing: ending.signal,
    });
    let taken: TakenPlace | undefined;
    let held: GatePause | undefined;
    void keepConnected({
      needed: async () => true,
      async connect() {
        held = undefined;
        taken = await place.take();
        try {
          await signIn(mailbox);
          taken?.answered();
          return { close: place.leave };
        } catch (error) {
          held = taken?.failed(error as MailboxError);
          place.leave();
          throw error;
        }
      },
      heldFor: () => held,
      use: (_connection, worked) =>
        new Promise((_resolve, reject) => {
          worked();
          taken?.settled();
          connected.set(mailbox, reject);
        }),
      mailboxErrorOf: error => error as MailboxError,
      onFailure() {},
      random,
      now: clock.now,
      signal: ending.signal,
      log: SILENT,
      pause: { wait: ms => new Promise(resolve => void clock.after(ms, resolve)) },
    });
  }
  return {
    unwelcome,
    signedIn,
    connected: () => connected.size,
    pass: clock.move,
    goDown() {
      isDown = true;
      const lost = connected;
      connected = new Map();
      for (const reject of lost.values()) reject(LOST);
    },
    comeBack() {
      isDown = false;
    },
  };
}

test('a mailbox that gets a BYE while others get in is connected seconds later', async () => {
  const all = openMailboxes(100);
  for (const mailbox of [40, 41, 70]) all.unwelcome.add(mailbox);
  await all.pass(6000);
  expect(all.connected()).toBe(100);
});

test('mailboxes that nobody asks for come back soon after an outage, with one sign-in each', async () => {
  const all = openMailboxes(100);
  await all.pass(5000);
  expect(all.connected()).toBe(100);
  all.goDown();
  await all.pass(20_000);
  expect(all.connected()).toBe(0);
  all.comeBack();
  for (const mailbox of [40, 41, 70]) all.unwelcome.add(mailbox);
  // The last pause of the outage is 16 s.
  await all.pass(20_000);
  expect(all.connected()).toBe(100);
  expect(all.signedIn).toHaveLength(200);
});

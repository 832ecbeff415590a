import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Message } from '../../src/core/answer/answer';
import { isPending } from '../../src/core/mailbox/mailbox';
import { LEAST } from '../../src/core/mailbox/schedule';
import { badgeFor } from '../../src/core/view/badge';
import { DAY, HOUR, MINUTE, makeAccount, makeAnswer, makeMessage, NOW, withoutDate } from '../make';
import { createBackground } from './mortal';
import { createWorld, ringAlarm, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home' });

/** Events between two checks: in the mailbox, on the server, on the computer, or by the user. */
type Event =
  | { kind: 'arrive'; count: number; delay: number; dated: boolean }
  | { kind: 'read'; which: number }
  | { kind: 'mark-unread'; which: number }
  | { kind: 'text'; count: number }
  | { kind: 'fail'; how: 'down' | 'offline' | 'refused' | 'busy' }
  | { kind: 'withhold' }
  | { kind: 'unreported' }
  | { kind: 'dismiss' }
  | { kind: 'restart' }
  | { kind: 'lose-alarm' }
  | { kind: 'clock'; by: number };

const MAIL_AND_SMS: fc.Arbitrary<Event>[] = [
  fc.record({
    kind: fc.constant('arrive' as const),
    count: fc.integer({ min: 1, max: 6 }),
    delay: fc.integer({ min: 0, max: 20 * HOUR }),
    dated: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('read' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('mark-unread' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('text' as const), count: fc.integer({ min: 1, max: 3 }) }),
];
const OTHERS: fc.Arbitrary<Event>[] = [
  fc.record({
    kind: fc.constant('fail' as const),
    how: fc.constantFrom('down', 'offline', 'refused', 'busy'),
  }),
  fc.constantFrom<Event>(
    { kind: 'withhold' },
    { kind: 'unreported' },
    { kind: 'dismiss' },
    { kind: 'restart' },
    { kind: 'lose-alarm' },
  ),
];
const CLOCK: fc.Arbitrary<Event> = fc.record({
  kind: fc.constant('clock' as const),
  by: fc.constantFrom(-3 * 365 * DAY, -DAY, -HOUR, -MINUTE, MINUTE, HOUR, DAY, 3 * 365 * DAY),
});

/** Some events, then a check, which may be killed at any moment. */
interface Step {
  events: Event[];
  killAt: number;
  /** Whether the user starts the check, not the alarm. */
  asked: boolean;
}

const steps = (...events: fc.Arbitrary<Event>[]): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      events: fc.array(fc.oneof(...events), { maxLength: 3 }),
      killAt: fc.oneof(fc.nat(50), fc.constant(Number.POSITIVE_INFINITY)),
      asked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  );

/** A mailbox on a server with its own clock, and the fate of each mail in it. */
function createServer(listLength: number) {
  const mails: { message: Message; unread: boolean; isNews: boolean }[] = [];
  const add = (message: Message, unread: boolean, isNews: boolean) =>
    void mails.push({ message, unread, isNews });
  const server = {
    now: NOW,
    sms: 2,
    answers: 0,
    mails,
    failure: undefined as Extract<Event, { kind: 'fail' }>['how'] | undefined,
    messages: undefined as 'withheld' | 'unreported' | undefined,
    arrive(count: number, delay: number, dated: boolean) {
      for (let n = 0; n < count; n += 1) {
        const message = makeMessage(`m${mails.length}`, { date: server.now - delay });
        add(dated ? message : withoutDate(message), true, true);
      }
    },
    listed: () =>
      mails
        .filter(({ unread }) => unread)
        .map(({ message }) => message)
        .reverse()
        .slice(0, listLength),
    answer(): Answer {
      const unread = mails.filter(mail => mail.unread).length;
      return makeAnswer({
        emails: mails.length,
        unread,
        sms: server.sms,
        messages: server.messages ?? server.listed(),
      });
    },
  };
  // Mails read long ago, which may be marked unread again, and recent unread mails, one without a date.
  for (let n = 0; n < 4; n += 1) add(makeMessage(`read${n}`, { date: NOW - (12 - n) * DAY }), false, false);
  for (let n = 0; n < 6; n += 1) {
    const message = makeMessage(`unread${n}`, { date: NOW - (10 - n) * HOUR });
    add(n === 1 ? withoutDate(message) : message, true, false);
  }
  return server;
}
type Server = ReturnType<typeof createServer>;

function connect(world: World, server: Server): void {
  world.servers.set('home', () => {
    const head = { serverTime: server.now };
    switch (server.failure) {
      case 'down':
        return { kind: 'failed', failure: { kind: 'network' } };
      case 'offline':
        return { kind: 'failed', failure: { kind: 'offline' } };
      case 'refused':
        return {
          kind: 'answered',
          status: 200,
          text: JSON.stringify({ kind: 'api-error', code: 102 }),
          ...head,
        };
      case 'busy':
        return {
          kind: 'answered',
          status: 429,
          text: JSON.stringify({ kind: 'empty' }),
          retryAfter: HOUR,
          ...head,
        };
      default: {
        server.answers += 1;
        const reading = { kind: 'answer', answer: server.answer() };
        return { kind: 'answered', status: 200, text: JSON.stringify(reading), ...head };
      }
    }
  });
}

function happen(event: Event, world: World, server: Server): void {
  const pick = <T>(list: T[], which: number) => list[which % Math.max(1, list.length)];
  switch (event.kind) {
    case 'arrive':
      server.arrive(event.count, event.delay, event.dated);
      break;
    case 'read':
    case 'mark-unread': {
      const unread = event.kind === 'read';
      // A mail that was in no list can't always be told from a new one (test/lives/model.ts).
      const listed = world.mailboxOf('home').known?.seen ?? [];
      const isTold = ({ message: { id } }: Server['mails'][number]) => listed.includes(id);
      const mail = pick(
        server.mails.filter(mail => mail.unread === unread && (unread || isTold(mail))),
        event.which,
      );
      if (mail) mail.unread = !unread;
      break;
    }
    case 'text':
      server.sms += event.count;
      break;
    case 'fail':
      server.failure = event.how;
      break;
    case 'withhold':
      server.messages = 'withheld';
      break;
    case 'unreported':
      server.messages = 'unreported';
      break;
    case 'dismiss':
      world.tray.clear();
      break;
    case 'restart':
      world.tray.clear();
      world.badge = undefined;
      world.alarm = undefined;
      world.noted = false;
      break;
    case 'lose-alarm':
      world.alarm = undefined;
      break;
    case 'clock':
      world.now += event.by;
  }
}

/** Advances the time to the alarm, also for the server. */
function passUntilAlarm(world: World, server: Server): void {
  const before = world.now;
  ringAlarm(world);
  // If the clock was set back by years, the server needn't wait for years.
  server.now += Math.min(world.now - before, DAY);
}

async function wake(world: World, { killAt, asked }: Omit<Step, 'events'>): Promise<void> {
  const { checks, survives } = createBackground(world, killAt);
  const work = [checks.start(), asked ? checks.checkNow() : checks.onAlarm()];
  await survives(Promise.all(work).then(() => {}));
}

/** Runs the steps, then runs without trouble until everything has settled. */
async function live(world: World, server: Server, story: readonly Step[]): Promise<void> {
  connect(world, server);
  await wake(world, { killAt: Number.POSITIVE_INFINITY, asked: true });
  for (const { events, ...check } of story) {
    server.failure = undefined;
    server.messages = undefined;
    for (const event of events) happen(event, world, server);
    passUntilAlarm(world, server);
    await wake(world, check);
    // A killed background wakes at the next event, before the user can have dismissed the notifications.
    await wake(world, { killAt: Number.POSITIVE_INFINITY, asked: false });
  }
  server.failure = undefined;
  server.messages = undefined;
  await wake(world, { killAt: Number.POSITIVE_INFINITY, asked: true });
}

function timesAnnounced(world: World, { message }: Server['mails'][number]): number {
  return world.shown.filter(({ messageIds }) => messageIds.includes(message.id)).length;
}

const newSms = (world: World) =>
  world.shown
    .filter(({ about }) => about === 'sms')
    .reduce((sum, { title }) => sum + Number.parseInt(title, 10), 0);

function expectAgreement(world: World): void {
  expect(world.badge).toEqual(badgeFor(world.state(), world.now, world.effects.badgeWidth));
  expect(isPending(world.mailboxOf('home'))).toBe(false);
  expect(world.alarm).toBeGreaterThan(world.now);
}

test('each new mail and SMS is announced exactly once, whatever happens and whenever the background is killed', async () => {
  await fc.assert(
    fc.asyncProperty(steps(...MAIL_AND_SMS, ...OTHERS, CLOCK), async story => {
      const world = createWorld([home]);
      const server = createServer(100);
      const before = server.sms;
      await live(world, server, story);
      for (const mail of server.mails) {
        const times = timesAnnounced(world, mail);
        if (mail.isNews && mail.unread) expect(times, mail.message.id).toBe(1);
        else expect(times, mail.message.id).toBeLessThanOrEqual(mail.isNews ? 1 : 0);
      }
      expect(newSms(world)).toBe(server.sms - before);
      expectAgreement(world);
    }),
    { numRuns: 150 },
  );
});

test('nothing is announced twice, and no old mail that moves up into a short list is announced', async () => {
  await fc.assert(
    fc.asyncProperty(steps(...MAIL_AND_SMS, ...OTHERS, CLOCK), async story => {
      const world = createWorld([home]);
      const server = createServer(3);
      await live(world, server, story);
      for (const mail of server.mails)
        expect(timesAnnounced(world, mail), mail.message.id).toBeLessThanOrEqual(mail.isNews ? 1 : 0);
      expectAgreement(world);
    }),
    { numRuns: 150 },
  );
});

test('a rejected account is announced once, and then checked only when the user asks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ killAt: fc.nat(50), asked: fc.boolean() })), async checks => {
      const world = createWorld([home]);
      const server = createServer(10);
      const refused = checks.map(check => ({
        ...check,
        events: [{ kind: 'fail', how: 'refused' } as const],
      }));
      connect(world, server);
      await wake(world, { killAt: Number.POSITIVE_INFINITY, asked: true });
      for (const step of refused) {
        happen(step.events[0] as Event, world, server);
        passUntilAlarm(world, server);
        const stopped = world.mailboxOf('home').failure?.kind === 'account';
        const calls = world.called.length;
        await wake(world, step);
        if (stopped && !step.asked) expect(world.called).toHaveLength(calls);
        expect(world.shown.filter(({ about }) => about === 'stop').length).toBeLessThanOrEqual(1);
      }
      await wake(world, { killAt: Number.POSITIVE_INFINITY, asked: false });
      expectAgreement(world);
    }),
    { numRuns: 100 },
  );
});

test('no server is called within the minimum interval, nor a failing one within ten seconds, however often the background is killed', async () => {
  const hints = fc.array(
    fc.record({
      killAt: fc.oneof(fc.nat(50), fc.constant(Number.POSITIVE_INFINITY)),
      wait: fc.nat(3 * MINUTE),
      by: fc.constantFrom('hint', 'alarm', 'restart'),
      down: fc.boolean(),
    }),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(hints, async story => {
      const world = createWorld([home]);
      const server = createServer(10);
      connect(world, server);
      const calls: { at: number; failed: boolean }[] = [];
      const answer = world.servers.get('home');
      world.servers.set('home', () => {
        // A killed check leaves the account's failure unchanged.
        const { failure } = world.mailboxOf('home');
        calls.push({ at: world.now, failed: server.failure !== undefined || failure !== undefined });
        return answer?.() ?? { kind: 'failed', failure: { kind: 'network' } };
      });
      for (const { killAt, wait, by, down } of story) {
        server.failure = down ? 'down' : undefined;
        world.now += wait;
        if (by === 'restart') happen({ kind: 'restart' }, world, server);
        const { checks, survives } = createBackground(world, killAt);
        const work = [checks.start(), by === 'hint' ? checks.onHint() : checks.onAlarm()];
        const alive = await survives(Promise.all(work).then(() => {}));
        if (alive) expect(world.alarm).toBeDefined();
      }
      for (const [index, { at }] of calls.slice(1).entries()) {
        const before = calls[index];
        expect(at - (before?.at ?? 0)).toBeGreaterThanOrEqual(before?.failed ? 10_000 : LEAST);
      }
    }),
    { numRuns: 100 },
  );
});

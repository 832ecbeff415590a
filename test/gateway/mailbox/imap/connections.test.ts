import { beforeEach, describe, expect, test } from 'vitest';
import type {
  Candidate,
  ConnectionLimits,
  Connections,
  Place,
} from '../../../../src/gateway/mailbox/imap/admission';
import { createConnections } from '../../../../src/gateway/mailbox/imap/connections';
import { MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';
import { createLog } from '../../../../src/gateway/shared/log';
import { createFakeClock, type FakeClock } from './fake-clock';

let clock: FakeClock;
let connections: Connections;
let lines: string[];
/** The names of those that have got a place, in order. */
let begun: string[];

const LIMITS: ConnectionLimits = { maxConnections: 100, signInsAtOnce: 3, signInsPerSecond: 1000 };

const start = (limits: Partial<ConnectionLimits> = {}) => {
  clock = createFakeClock();
  begun = [];
  lines = [];
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  connections = createConnections({ ...LIMITS, ...limits }, { clock, random: () => 0, log });
};
beforeEach(() => start());

const DOWN = new MailboxError('unreachable', 'down', 'ECONNREFUSED', { isOfServer: true });
const failure = (trouble: Trouble, isOfServer?: boolean) =>
  new MailboxError(trouble, trouble, undefined, { isOfServer });

/** A mailbox that asks for a connection. */
function ask(
  name: string,
  { server = 'mail:993', isAwaited = false, usedAt = clock.now(), isVisit = false } = {},
) {
  const held: string[] = [];
  const mailbox = {
    name,
    held,
    isAwaited,
    usedAt,
    gaveWay: false,
    place: undefined as Place | undefined,
    cancel() {},
    again() {},
  };
  const candidate: Candidate = {
    server,
    isVisit,
    isAwaited: () => mailbox.isAwaited,
    usedAt: () => mailbox.usedAt,
    held: ({ message }) => held.push(message),
    giveWay() {
      mailbox.gaveWay = true;
    },
  };
  mailbox.again = () => {
    const entry = connections.enter(candidate);
    mailbox.cancel = entry.cancel;
    void entry.place.then(place => {
      mailbox.place = place;
      if (place !== undefined) begun.push(name);
    });
  };
  mailbox.again();
  return mailbox;
}

const askAll = (count: number, options = {}) => Array.from({ length: count }, (_, i) => ask(`${i}`, options));

describe('admission', () => {
  test('as many as may sign in at once begin, and another one when one has taken its first look', async () => {
    const all = askAll(5);
    await clock.move(1000);
    expect(begun).toEqual(['0', '1', '2']);
    all[1]?.place?.answered();
    await clock.move(1000);
    expect(begun).toHaveLength(3);
    all[1]?.place?.settled();
    await clock.move(1000);
    expect(begun).toEqual(['0', '1', '2', '3']);
    all[0]?.place?.leave();
    all[0]?.place?.leave();
    await clock.move(1000);
    expect(begun).toEqual(['0', '1', '2', '3', '4']);
  });

  test('no more begin in a second than may', async () => {
    start({ signInsAtOnce: 1000, signInsPerSecond: 10 });
    askAll(100);
    await clock.move(0);
    expect(begun).toHaveLength(1);
    await clock.move(999);
    expect(begun).toHaveLength(10);
    await clock.move(4000);
    expect(begun).toHaveLength(50);
  });

  test('a high rate is kept, too', async () => {
    start({ signInsAtOnce: 10_000, maxConnections: 10_000, signInsPerSecond: 500 });
    askAll(3000);
    await clock.move(2000);
    expect(begun.length).toBeGreaterThan(990);
    expect(begun.length).toBeLessThan(1030);
  });

  test('each mail server has its own', async () => {
    askAll(3);
    ask('other', { server: 'other:993' });
    await clock.move(0);
    expect(begun).toContain('other');
  });

  test('those that somebody waits for come first, the latest asked first, then the others by age', async () => {
    start({ signInsAtOnce: 1 });
    const [first] = askAll(3);
    await clock.move(10);
    const early = ask('early', { isAwaited: true });
    await clock.move(10);
    const late = ask('late', { isAwaited: true });
    await clock.move(10);
    const gone = ask('gone', { isAwaited: true });
    gone.isAwaited = false;
    for (const it of [first, late, early]) {
      it?.place?.leave();
      await clock.move(10);
    }
    expect(begun).toEqual(['0', 'late', 'early', '1']);
  });

  test('one that no longer wants a place is left out', async () => {
    const all = askAll(5);
    all[3]?.cancel();
    all[0]?.place?.leave();
    await clock.move(10);
    all[0]?.place?.leave();
    await clock.move(10);
    expect(begun).toEqual(['0', '1', '2', '4']);
    expect(connections.metrics.sources.queue?.()).toBe(0);
  });

  test('mailboxes that hang in their first look keep nobody out for more than eight seconds', async () => {
    askAll(3, { isAwaited: true });
    await clock.move(10);
    ask('good', { isAwaited: true });
    await clock.move(7_980);
    expect(begun).toEqual(['0', '1', '2']);
    await clock.move(20);
    expect(begun.at(-1)).toBe('good');
  });

  test('mailboxes that hung before come last, and get half of the places', async () => {
    const hanging = askAll(3, { isAwaited: true });
    await clock.move(8_000);
    for (const it of hanging) {
      it.place?.leave();
      it.again();
    }
    await clock.move(1_000);
    expect(begun).toEqual(['0', '1', '2', '0', '1']);
    ask('good');
    await clock.move(10);
    expect(begun.at(-1)).toBe('good');
    hanging[0]?.place?.settled();
    hanging[0]?.place?.leave();
    await clock.move(10);
    expect(begun.at(-1)).toBe('2');
    hanging[0]?.again();
    await clock.move(10);
    expect(begun.at(-1)).toBe('2');
  });

  test('visits get half of the places', async () => {
    start({ signInsAtOnce: 4 });
    for (const i of [1, 2, 3, 4]) ask(`visit ${i}`, { isAwaited: true, isVisit: true });
    await clock.move(10);
    expect(begun).toEqual(['visit 1', 'visit 2']);
    const known = ask('known', { isAwaited: true });
    ask('other', { isAwaited: true });
    await clock.move(10);
    expect(begun.slice(2)).toEqual(['known', 'other']);
    ask('third', { isAwaited: true });
    await clock.move(10);
    known.place?.leave();
    await clock.move(10);
    expect(begun.at(-1)).toBe('third');
  });

  test.each([
    ['a visit', 'mailboxes that somebody waits for', true],
    ['a mailbox that somebody waits for', 'visits', false],
  ])('%s takes turns with %s, though more of them ask than may begin', async (_one, _others, isVisit) => {
    start({ signInsAtOnce: 1000, signInsPerSecond: 10 });
    const askOthers = async (count: number) => {
      for (let i = 0; i < count; i++) {
        ask(`other ${i}`, { isAwaited: true, isVisit: !isVisit });
        await clock.move(50);
      }
    };
    await askOthers(20);
    const count = begun.length;
    ask('one', { isAwaited: true, isVisit });
    await askOthers(20);
    expect(begun.length).toBeGreaterThan(count + 5);
    expect(begun.slice(count, count + 2)).toContain('one');
  });

  test('changed limits hold at once', async () => {
    askAll(10);
    await clock.move(1000);
    connections.limit({ ...LIMITS, signInsAtOnce: 7 });
    await clock.move(1000);
    expect(begun).toHaveLength(7);
  });
});

describe('a server that takes nobody', () => {
  test('is tried by one mailbox at a time, with growing pauses, and the others are told', async () => {
    const all = askAll(6);
    await clock.move(0);
    expect(all[0]?.place?.failed(DOWN)).toEqual({ delay: 500, isNew: true });
    expect(all[1]?.place?.failed(DOWN)).toEqual({ delay: 500, isNew: false });
    for (const it of all.slice(0, 3)) it.place?.leave();
    await clock.move(499);
    expect(begun).toHaveLength(3);
    expect(all[3]?.held).toEqual(['down']);
    await clock.move(1);
    expect(begun).toHaveLength(4);
    await clock.move(60_000);
    expect(begun).toHaveLength(4);
    expect(all[3]?.place?.failed(DOWN)).toEqual({ delay: 1000, isNew: false });
    all[3]?.place?.leave();
    expect(all[4]?.held).toEqual(['down', 'down']);
    await clock.move(1000);
    expect(begun).toHaveLength(5);
    expect(all[4]?.place?.failed(failure('timeout', true))).toEqual({ delay: 2000, isNew: true });
  });

  test('lets all in by admission when one has got in, each once', async () => {
    const all = askAll(20);
    await clock.move(0);
    all[0]?.place?.failed(DOWN);
    for (const it of all.slice(0, 3)) it.place?.leave();
    await clock.move(500);
    expect(begun).toHaveLength(4);
    all[3]?.place?.answered();
    await clock.move(100);
    expect(begun).toHaveLength(6);
    for (const it of all.slice(3)) {
      await clock.move(10);
      it.place?.answered();
      it.place?.settled();
    }
    expect(new Set(begun).size).toBe(begun.length);
    expect(begun).toHaveLength(20);
  });

  test('a mailbox’s own refusal doesn’t close it, and opens it', async () => {
    const all = askAll(6);
    await clock.move(0);
    expect(all[0]?.place?.failed(failure('refused', false))).toBeUndefined();
    all[0]?.place?.leave();
    await clock.move(0);
    expect(begun).toHaveLength(4);
    all[1]?.place?.failed(DOWN);
    for (const it of all.slice(1, 4)) it.place?.leave();
    await clock.move(500);
    expect(begun).toHaveLength(5);
    all[4]?.place?.failed(failure('unexplained', false));
    all[4]?.place?.leave();
    await clock.move(0);
    expect(begun).toHaveLength(6);
    expect(ask('late').held).toEqual([]);
  });

  test('one lost connection among many that get in closes nothing', async () => {
    const all = askAll(4);
    await clock.move(10);
    all[0]?.place?.answered();
    expect(all[1]?.place?.failed(failure('busy', true))).toBeUndefined();
    all[1]?.place?.leave();
    await clock.move(0);
    expect(begun).toHaveLength(4);
  });

  test('a visit closes nothing', async () => {
    const all = askAll(3, { isVisit: true });
    await clock.move(0);
    expect(all[0]?.place?.failed(DOWN)).toBeUndefined();
    all[0]?.place?.leave();
    expect(ask('one').held).toEqual([]);
  });

  test('a late failure of a probe closes nothing that has been opened meanwhile', async () => {
    const all = askAll(6);
    await clock.move(0);
    all[0]?.place?.failed(DOWN);
    all[0]?.place?.leave();
    await clock.move(500);
    expect(begun).toHaveLength(4);
    await clock.move(10);
    all[1]?.place?.answered();
    expect(all[3]?.place?.failed(DOWN)).toBeUndefined();
    expect(ask('late').held).toEqual([]);
  });

  test('one that has tried and got in leaves a later try alone', async () => {
    start({ signInsAtOnce: 10 });
    const [first] = askAll(1);
    await clock.move(0);
    first?.place?.failed(DOWN);
    first?.place?.leave();
    const probe = ask('probe');
    await clock.move(500);
    probe.place?.answered();
    const later = ask('later');
    await clock.move(10);
    later.place?.failed(DOWN);
    later.place?.leave();
    askAll(3);
    await clock.move(500);
    const count = begun.length;
    probe.place?.leave();
    await clock.move(10);
    expect(begun).toHaveLength(count);
  });

  test('while mailboxes are connected there, the log tells of its limit', async () => {
    const [one, two] = askAll(2);
    await clock.move(0);
    one?.place?.answered();
    one?.place?.settled();
    await clock.move(10);
    const late = ask('late');
    await clock.move(10);
    two?.place?.failed(DOWN);
    late.place?.failed(DOWN);
    expect(lines).toEqual([
      'warn down; 1 are connected: the mail server’s limit of connections may be reached: docs/organisations.md',
    ]);
  });

  test('is forgotten when nobody is there and it may be asked again', async () => {
    const mailbox = ask('one');
    await clock.move(0);
    mailbox.place?.failed(DOWN);
    mailbox.place?.leave();
    await clock.move(500);
    expect(clock.timers()).toBe(0);
    const later = ask('later');
    await clock.move(0);
    expect(later.place?.failed(DOWN)).toEqual({ delay: 500, isNew: true });
  });

  test('is forgotten after a visit that was soon over', async () => {
    const mailbox = ask('one');
    await clock.move(0);
    mailbox.place?.leave();
    expect(clock.timers()).toBe(1);
    await clock.move(1);
    expect(clock.timers()).toBe(0);
  });

  test('a probe that asks nobody leaves the try to the next one', async () => {
    const all = askAll(6);
    await clock.move(0);
    all[0]?.place?.failed(DOWN);
    for (const it of all.slice(0, 3)) it.place?.leave();
    await clock.move(500);
    expect(all[3]?.place?.failed(failure('unreachable'))).toBeUndefined();
    all[3]?.place?.leave();
    await clock.move(0);
    expect(begun).toHaveLength(5);
  });

  test('is tried soon when somebody asks, but not more often than each ten seconds', async () => {
    let mailbox = ask('one');
    let tries = 0;
    for (let i = 0; i < 12; i++) {
      await clock.move(5 * 60_000);
      mailbox.place?.failed(DOWN);
      mailbox.place?.leave();
      mailbox = ask('one');
    }
    const before = begun.length;
    const begins: boolean[] = [];
    for (tries = 0; tries < 10; tries++) {
      begins.push(connections.hurry('mail:993'));
      await clock.move(1000);
    }
    expect(begins).toEqual(Array(10).fill(false));
    expect(begun.length).toBe(before + 1);
  });

  test('tells a mailbox that comes later at once', async () => {
    const mailbox = ask('one');
    await clock.move(0);
    mailbox.place?.failed(DOWN);
    mailbox.place?.leave();
    expect(ask('two').held).toEqual(['down']);
  });

  test('holds up no other server', async () => {
    const mailbox = ask('one');
    await clock.move(0);
    mailbox.place?.failed(DOWN);
    ask('two', { server: 'other:993' });
    await clock.move(0);
    expect(begun).toEqual(['one', 'two']);
  });
});

describe('more mailboxes than connections', () => {
  /** Connected, used in this order. */
  const connect = async (...names: readonly string[]) => {
    const all = [];
    for (const name of names) {
      const mailbox = ask(name);
      await clock.move(10);
      mailbox.place?.answered();
      mailbox.place?.settled();
      all.push(mailbox);
    }
    return all;
  };

  test('the one asked for least lately gives way, and the place is taken when it has left', async () => {
    start({ maxConnections: 3 });
    const [a, b, c] = await connect('a', 'b', 'c');
    if (a && c) a.usedAt = clock.now();
    const d = ask('d');
    await clock.move(100);
    expect([a, b, c].map(it => it?.gaveWay)).toEqual([false, true, false]);
    expect(begun).toEqual(['a', 'b', 'c']);
    b?.place?.leave();
    await clock.move(0);
    expect(begun.at(-1)).toBe('d');
    expect(d.place).toBeDefined();
  });

  test('nobody gives way that somebody waits for, or that signs in', async () => {
    start({ maxConnections: 2 });
    const [a] = await connect('a');
    const b = ask('b');
    if (a) a.isAwaited = true;
    const c = ask('c', { isAwaited: true });
    await clock.move(1000);
    expect([a?.gaveWay, b.gaveWay, c.place]).toEqual([false, false, undefined]);
    b.place?.answered();
    b.place?.settled();
    expect([a?.gaveWay, b.gaveWay]).toEqual([false, true]);
    const d = ask('d', { isAwaited: true });
    if (a) a.isAwaited = false;
    connections.release();
    expect(a?.gaveWay).toBe(true);
    a?.place?.leave();
    b.place?.leave();
    await clock.move(0);
    expect([c.place, d.place].includes(undefined)).toBe(false);
  });

  test('one that hangs in its first look gives way after eight seconds, if nobody waits for it', async () => {
    start({ maxConnections: 2 });
    const [a, b] = askAll(2, { isAwaited: true });
    await clock.move(1_000);
    if (a) a.isAwaited = false;
    ask('c', { isAwaited: true });
    await clock.move(6_990);
    expect([a?.gaveWay, b?.gaveWay]).toEqual([false, false]);
    await clock.move(10);
    expect([a?.gaveWay, b?.gaveWay]).toEqual([true, false]);
  });

  test('with a lower limit those asked for least lately leave until the number fits', async () => {
    const all = await connect('a', 'b', 'c', 'd', 'e');
    const [a, b, c] = all;
    if (a) a.isAwaited = true;
    connections.limit({ ...LIMITS, maxConnections: 2 });
    expect(all.map(it => it.gaveWay)).toEqual([false, true, true, true, false]);
    b?.place?.leave();
    const f = ask('f', { isAwaited: true });
    c?.place?.leave();
    await clock.move(10);
    expect(f.place).toBeUndefined();
    all[3]?.place?.leave();
    await clock.move(10);
    expect(f.place).toBeUndefined();
    all[4]?.place?.leave();
    await clock.move(10);
    expect(f.place).toBeDefined();
  });

  test('an heir of a place that is no more waits on', async () => {
    start({ maxConnections: 3 });
    const [a, b] = await connect('a', 'b', 'c');
    const d = ask('d', { isAwaited: true });
    expect(a?.gaveWay).toBe(true);
    connections.limit({ ...LIMITS, maxConnections: 2 });
    a?.place?.leave();
    await clock.move(10);
    expect(d.place).toBeUndefined();
    b?.place?.leave();
    await clock.move(10);
    expect(d.place).toBeDefined();
  });

  test('a mailbox that nobody waits for takes no place of one used later', async () => {
    start({ maxConnections: 1 });
    const old = ask('old');
    await clock.move(10);
    old.place?.leave();
    const [used] = await connect('used');
    const waiting = ask('waiting', { usedAt: 0 });
    connections.release();
    expect(used?.gaveWay).toBe(false);
    waiting.isAwaited = true;
    connections.hurry('mail:993');
    expect(used?.gaveWay).toBe(true);
  });

  test('one that is cancelled while another one leaves gets the place and passes it on', async () => {
    start({ maxConnections: 1 });
    const [a] = await connect('a');
    const b = ask('b', { isAwaited: true });
    const c = ask('c');
    b.cancel();
    a?.place?.leave();
    await clock.move(0);
    b.place?.leave();
    await clock.move(0);
    expect(c.place).toBeDefined();
  });
});

test('a limit of open files is told once a minute, with the number that is needed, and closes nothing', async () => {
  const full = new MailboxError('busy', 'full', 'EMFILE', { isOutOfFiles: true });
  for (let i = 0; i < 3; i++) {
    const mailbox = ask(`${i}`);
    await clock.move(0);
    expect(mailbox.place?.failed(full)).toBeUndefined();
    mailbox.place?.leave();
  }
  expect(lines).toEqual([expect.stringMatching(/^error .*EMFILE.* a limit of 300: set LimitNOFILE=/)]);
  await clock.move(60_000);
  const mailbox = ask('later');
  await clock.move(0);
  mailbox.place?.failed(full);
  expect(lines).toHaveLength(2);
});

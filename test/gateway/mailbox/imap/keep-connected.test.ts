import { describe, expect, test } from 'vitest';
import {
  type KeepConnected,
  keepConnected,
  noFailures,
} from '../../../../src/gateway/mailbox/imap/keep-connected';
import { GRANT, MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';
import { createLog } from '../../../../src/gateway/shared/log';

/**
 * An error while connecting, or while using a connection that did or didn't work before. Or a connection that isn't
 * needed any more.
 */
type Outcome =
  | { readonly needless: true }
  | {
      readonly connecting: Trouble;
      readonly code?: string;
      readonly hasNoGrant?: boolean;
      readonly isOutOfFiles?: boolean;
      readonly isOfServer?: boolean;
    }
  | {
      readonly worked: boolean;
      readonly lasted?: number;
      readonly end: Trouble;
      readonly byOneMail?: boolean;
    };

/** Runs these attempts. Returns the pauses between them, the log, and the closed connections. */
async function runAttempts(
  outcomes: readonly Outcome[],
  more: Partial<Pick<KeepConnected<{ close(): void }>, 'heldFor' | 'history'>> = {},
) {
  const ending = new AbortController();
  const pauses: number[] = [];
  const leasts: number[] = [];
  const lines: string[] = [];
  const failures: Trouble[] = [];
  let closed = 0;
  let clock = 0;
  let attempts = 0;
  let rests = 0;
  const next = (): Outcome => outcomes[attempts - 1] ?? { connecting: 'refused' };
  await keepConnected({
    ...more,
    async needed() {
      if (attempts > 0 && 'needless' in next()) rests += 1;
      return attempts < outcomes.length;
    },
    async connect() {
      attempts += 1;
      const outcome = next();
      if ('connecting' in outcome)
        throw new MailboxError(outcome.connecting, outcome.connecting, outcome.code, {
          hasNoGrant: outcome.hasNoGrant,
          isOutOfFiles: outcome.isOutOfFiles,
          isOfServer: outcome.isOfServer,
        });
      return {
        close: () => {
          closed += 1;
        },
      };
    },
    async use(_connection, worked) {
      const outcome = next();
      if ('connecting' in outcome) throw new Error('it never connected');
      if ('needless' in outcome) return;
      if (outcome.worked) worked();
      clock += outcome.lasted ?? 0;
      const { end, byOneMail } = outcome;
      throw new MailboxError(end, end, undefined, { byOneMail });
    },
    mailboxErrorOf: error => error as MailboxError,
    onFailure: ({ trouble }) => failures.push(trouble),
    random: () => 0,
    now: () => clock,
    signal: ending.signal,
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    pause: {
      async wait(ms, least) {
        pauses.push(ms);
        leasts.push(least);
        if (attempts === outcomes.length) ending.abort();
      },
    },
  });
  return { attempts, pauses, leasts, lines, failures, closed, rests };
}

const STABLE = { worked: true, lasted: 60_000 };
const UNREACHABLE: Outcome = { connecting: 'unreachable' };

test('pauses grow from half a second to two and a half minutes', async () => {
  const { pauses } = await runAttempts(Array.from({ length: 12 }, () => UNREACHABLE));
  expect(pauses.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
  expect(Math.max(...pauses)).toBe(150_000);
});

test('pauses grow, too, if it connects but nothing works', async () => {
  const notWorking: Outcome = { worked: false, end: 'noFolder' };
  expect((await runAttempts([notWorking, notWorking, notWorking])).pauses).toEqual([500, 1000, 2000]);
});

test('pauses start again after a connection has worked for a minute', async () => {
  const { pauses, closed } = await runAttempts([
    UNREACHABLE,
    UNREACHABLE,
    { ...STABLE, end: 'unreachable' },
    UNREACHABLE,
  ]);
  expect(pauses).toEqual([500, 1000, 500, 1000]);
  expect(closed).toBe(1);
});

test('a failure is a warning once, until another failure or a success', async () => {
  const { lines, failures } = await runAttempts([
    UNREACHABLE,
    UNREACHABLE,
    { connecting: 'timeout' },
    { ...STABLE, end: 'timeout' },
  ]);
  expect(lines).toEqual([
    'warn unreachable; next try in 1 s',
    'debug unreachable; next try in 1 s',
    'warn timeout; next try in 2 s',
    'warn timeout; next try in 1 s',
  ]);
  expect(failures).toEqual(['unreachable', 'unreachable', 'timeout', 'timeout']);
});

test('after a rejected password it waits for a request, and then tries again', async () => {
  const { attempts, pauses, leasts, lines } = await runAttempts([
    UNREACHABLE,
    { connecting: 'refused' },
    UNREACHABLE,
  ]);
  expect(attempts).toBe(3);
  expect(pauses).toEqual([500, Number.POSITIVE_INFINITY, 500]);
  expect(leasts).toEqual([10_000, 300_000, 10_000]);
  expect(lines[1]).toMatch(
    /^error refused\. Correct the password, then sign in to the gateway or restart it$/,
  );
});

test.each([
  [false, 'error refused. Sign in again'],
  [true, 'error refused'],
])('without a grant (nobody is signed in: %s) the log says: %s', async (hasNoGrant, line) => {
  const { lines } = await runAttempts([{ connecting: 'refused', code: GRANT, hasNoGrant }]);
  expect(lines).toEqual([line]);
});

test.each<[Trouble, number]>([
  ['unreachable', 10_000],
  ['timeout', 10_000],
  ['busy', 60_000],
  ['unexplained', 120_000],
  ['noPassword', 300_000],
  ['refused', 300_000],
])('after %s, a request waits for %i ms', async (connecting, least) => {
  expect((await runAttempts([{ connecting }])).leasts).toEqual([least]);
});

test('after a refusal by a busy server, pauses start at a minute or two', async () => {
  const busy: Outcome = { connecting: 'busy' };
  const { pauses } = await runAttempts([busy, busy, busy, UNREACHABLE]);
  expect(pauses).toEqual([64_000, 128_000, 150_000, 150_000]);
});

test('a server that ends connections before it knows whose they are has checked no password', async () => {
  const greeting: Outcome = { connecting: 'busy', isOfServer: true };
  const { pauses, leasts, lines } = await runAttempts([greeting, greeting, UNREACHABLE]);
  expect(pauses).toEqual([500, 1000, 2000]);
  expect(leasts).toEqual([10_000, 10_000, 10_000]);
  expect(lines[0]).toBe('warn busy; next try in 1 s');
});

test('pauses grow for a server that soon closes each connection', async () => {
  const brief: Outcome = { worked: true, lasted: 5_000, end: 'unreachable' };
  expect((await runAttempts([brief, brief, brief])).pauses).toEqual([500, 1000, 2000]);
});

describe('a connection that one mail has broken', () => {
  const byOneMail: Outcome = { worked: false, end: 'unreachable', byOneMail: true };
  const times = (count: number) => Array.from({ length: count }, () => byOneMail);

  test('is made again soon, however many mails do so and whatever was before', async () => {
    const { pauses } = await runAttempts([UNREACHABLE, UNREACHABLE, UNREACHABLE, ...times(12), UNREACHABLE]);
    expect(pauses).toEqual([500, 1000, 2000, ...Array(12).fill(500), 1000]);
  });

  test('counts as the server’s failure after 40 without a success', async () => {
    expect((await runAttempts(times(43))).pauses.slice(39)).toEqual([500, 1000, 2000, 4000]);
    const { pauses } = await runAttempts([...times(40), { ...STABLE, end: 'unreachable' }, ...times(40)]);
    expect(Math.max(...pauses)).toBe(500);
  });
});

test('pauses start again when a connection has worked after a long outage', async () => {
  const brief: Outcome = { worked: true, lasted: 5_000, end: 'unreachable' };
  const { pauses, lines } = await runAttempts([
    UNREACHABLE,
    UNREACHABLE,
    UNREACHABLE,
    UNREACHABLE,
    UNREACHABLE,
    brief,
  ]);
  expect(pauses.at(-1)).toBe(500);
  expect(lines.at(-1)).toMatch(/^warn unreachable/);
});

describe('a refusal without a reason', () => {
  const UNEXPLAINED: Outcome = { connecting: 'unexplained', code: 'ALERT' };
  const times = (count: number) => Array.from({ length: count }, () => UNEXPLAINED);

  test('gets four tries, minutes apart', async () => {
    const { attempts, pauses, failures } = await runAttempts(times(4));
    expect(attempts).toBe(4);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(120_000);
    expect(pauses.at(-1)).toBe(Number.POSITIVE_INFINITY);
    expect(failures).toEqual(['unexplained', 'unexplained', 'unexplained', 'refused']);
  });

  test('gets one more try at a request', async () => {
    expect((await runAttempts(times(5))).failures.slice(3)).toEqual(['refused', 'refused']);
  });

  test('gets four tries again once it has worked', async () => {
    const { failures } = await runAttempts([...times(3), { ...STABLE, end: 'unreachable' }, ...times(4)]);
    expect(failures.slice(4)).toEqual(['unexplained', 'unexplained', 'unexplained', 'refused']);
  });
});

describe('a connection that isn’t needed any more', () => {
  const NEEDLESS: Outcome = { needless: true };

  test('is closed without a failure or a pause', async () => {
    const { attempts, closed, failures, pauses, rests } = await runAttempts([NEEDLESS, NEEDLESS]);
    expect({ attempts, closed, failures, pauses, rests }).toEqual({
      attempts: 2,
      closed: 2,
      failures: [],
      pauses: [],
      rests: 2,
    });
  });

  test('lets pauses start again, and the next failure is a warning', async () => {
    const { pauses, lines } = await runAttempts([UNREACHABLE, UNREACHABLE, NEEDLESS, UNREACHABLE]);
    expect(pauses).toEqual([500, 1000, 500]);
    expect(lines.at(-1)).toBe('warn unreachable; next try in 1 s');
  });
});

test('while the server takes nobody there is no pause of its own, and one mailbox tells it', async () => {
  const held = [
    { delay: 500, isNew: true },
    { delay: 300, isNew: false },
  ];
  const { pauses, failures, lines } = await runAttempts([UNREACHABLE, UNREACHABLE, UNREACHABLE], {
    heldFor: () => held.shift(),
  });
  expect(failures).toHaveLength(3);
  expect(pauses).toEqual([500]);
  expect(lines).toEqual([
    'warn unreachable; next try in 1 s',
    'debug unreachable; next try in 1 s',
    'warn unreachable; next try in 1 s',
  ]);
});

test('without a free file it tries again soon, and tells nothing by itself', async () => {
  const { pauses, leasts, lines } = await runAttempts([{ connecting: 'busy', isOutOfFiles: true }]);
  expect([pauses, leasts]).toEqual([[500], [10_000]]);
  expect(lines).toEqual(['debug busy; next try in 1 s']);
});

test('goes on as after earlier failures', async () => {
  const history = noFailures();
  await runAttempts(
    [UNREACHABLE, UNREACHABLE, { connecting: 'unexplained' }, { connecting: 'unexplained' }],
    {
      history,
    },
  );
  const { pauses, failures } = await runAttempts(
    [{ connecting: 'unexplained' }, { connecting: 'unexplained' }],
    { history },
  );
  expect(failures).toEqual(['unexplained', 'refused']);
  expect(pauses.at(-1)).toBe(Number.POSITIVE_INFINITY);
});

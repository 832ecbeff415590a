import { describe, expect, test } from 'vitest';
import { keepConnected } from '../../../../src/gateway/mailbox/imap/keep-connected';
import { MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';
import { createLog } from '../../../../src/gateway/shared/log';

/** An error while connecting, or while using a connection that did or didn't work before. */
type Outcome =
  | { readonly connecting: Trouble; readonly code?: string }
  | { readonly worked: boolean; readonly lasted?: number; readonly end: Trouble };

/** Runs these attempts. Returns the pauses between them, the log, and the closed connections. */
async function runAttempts(outcomes: readonly Outcome[]) {
  const ending = new AbortController();
  const pauses: number[] = [];
  const lines: string[] = [];
  const failures: Trouble[] = [];
  let closed = 0;
  let clock = 0;
  let attempts = 0;
  const next = (): Outcome => outcomes[attempts - 1] ?? { connecting: 'refused' };
  await keepConnected({
    async connect() {
      attempts += 1;
      const outcome = next();
      if ('connecting' in outcome)
        throw new MailboxError(outcome.connecting, outcome.connecting, outcome.code);
      return {
        close: () => {
          closed += 1;
        },
      };
    },
    async use(_connection, worked) {
      const outcome = next();
      if ('connecting' in outcome) throw new Error('it never connected');
      if (outcome.worked) worked();
      clock += outcome.lasted ?? 0;
      throw new MailboxError(outcome.end, outcome.end);
    },
    mailboxErrorOf: error => error as MailboxError,
    onFailure: ({ trouble }) => failures.push(trouble),
    random: () => 0,
    now: () => clock,
    signal: ending.signal,
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    async wait(ms) {
      pauses.push(ms);
      if (attempts === outcomes.length) ending.abort();
    },
  });
  return { attempts, pauses, lines, failures, closed };
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

test('a rejected password ends it', async () => {
  const { attempts, pauses, lines } = await runAttempts([
    UNREACHABLE,
    { connecting: 'refused' },
    UNREACHABLE,
  ]);
  expect(attempts).toBe(2);
  expect(pauses).toEqual([500]);
  expect(lines.at(-1)).toMatch(/^error refused: correct it and restart the gateway/);
});

test('pauses grow for a server that soon closes each connection', async () => {
  const brief: Outcome = { worked: true, lasted: 5_000, end: 'unreachable' };
  expect((await runAttempts([brief, brief, brief])).pauses).toEqual([500, 1000, 2000]);
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

describe('a password that has worked', () => {
  const WORKED: Outcome = { ...STABLE, end: 'unreachable' };
  const refused = (code?: string): Outcome => ({ connecting: 'refused', ...(code && { code }) });

  test('and is rejected without a clear code gets a few more tries, minutes apart', async () => {
    const outcomes = [WORKED, ...Array.from({ length: 10 }, () => refused('ALERT'))];
    const { attempts, pauses, failures } = await runAttempts(outcomes);
    expect(attempts).toBe(7);
    expect(Math.min(...pauses.slice(1))).toBeGreaterThanOrEqual(60_000);
    expect(failures.slice(1, -1)).toEqual(Array.from({ length: 5 }, () => 'unreachable'));
    expect(failures.at(-1)).toBe('refused');
  });

  test('and is rejected as wrong gets no more tries', async () => {
    expect((await runAttempts([WORKED, refused('AUTHENTICATIONFAILED'), WORKED])).attempts).toBe(2);
  });

  test('gets more tries than one that never worked', async () => {
    expect((await runAttempts([refused('ALERT'), WORKED])).attempts).toBe(1);
  });
});

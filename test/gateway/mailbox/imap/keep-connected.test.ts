import { describe, expect, test } from 'vitest';
import { keepConnected } from '../../../../src/gateway/mailbox/imap/keep-connected';
import { MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';
import { createLog } from '../../../../src/gateway/shared/log';

/**
 * The result of one attempt: an error while connecting, or an error while using a connection that did or
 * didn't work before.
 */
type Fate =
  | { readonly connecting: Trouble; readonly code?: string }
  | { readonly worked: boolean; readonly lasted?: number; readonly end: Trouble };

/** Runs these attempts. Returns the pauses between them, the log, and the closed connections. */
async function live(fates: readonly Fate[]) {
  const ending = new AbortController();
  const pauses: number[] = [];
  const lines: string[] = [];
  const failures: Trouble[] = [];
  let closed = 0;
  let clock = 0;
  let attempts = 0;
  const next = (): Fate => fates[attempts - 1] ?? { connecting: 'refused' };
  await keepConnected({
    async connect() {
      attempts += 1;
      const fate = next();
      if ('connecting' in fate) throw new MailboxError(fate.connecting, fate.connecting, fate.code);
      return {
        close: () => {
          closed += 1;
        },
      };
    },
    async use(_connection, worked) {
      const fate = next();
      if ('connecting' in fate) throw new Error('it never connected');
      if (fate.worked) worked();
      clock += fate.lasted ?? 0;
      throw new MailboxError(fate.end, fate.end);
    },
    mailboxErrorOf: error => error as MailboxError,
    onFailure: ({ trouble }) => failures.push(trouble),
    random: () => 0,
    now: () => clock,
    signal: ending.signal,
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    async wait(ms) {
      pauses.push(ms);
      if (attempts === fates.length) ending.abort();
    },
  });
  return { attempts, pauses, lines, failures, closed };
}

const LASTED = { worked: true, lasted: 60_000 };
const AWAY: Fate = { connecting: 'unreachable' };

test('pauses grow from half a second to two and a half minutes', async () => {
  const { pauses } = await live(Array.from({ length: 12 }, () => AWAY));
  expect(pauses.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
  expect(Math.max(...pauses)).toBe(150_000);
});

test('pauses grow, too, if it connects but nothing works', async () => {
  const useless: Fate = { worked: false, end: 'noFolder' };
  expect((await live([useless, useless, useless])).pauses).toEqual([500, 1000, 2000]);
});

test('pauses start again after a connection has worked for a minute', async () => {
  const { pauses, closed } = await live([AWAY, AWAY, { ...LASTED, end: 'unreachable' }, AWAY]);
  expect(pauses).toEqual([500, 1000, 500, 1000]);
  expect(closed).toBe(1);
});

test('a failure is a warning once, until another failure or a success', async () => {
  const { lines, failures } = await live([
    AWAY,
    AWAY,
    { connecting: 'timeout' },
    { ...LASTED, end: 'timeout' },
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
  const { attempts, pauses, lines } = await live([AWAY, { connecting: 'refused' }, AWAY]);
  expect(attempts).toBe(2);
  expect(pauses).toEqual([500]);
  expect(lines.at(-1)).toMatch(/^error refused: correct it and restart the gateway/);
});

test('pauses grow for a server that soon closes each connection', async () => {
  const brief: Fate = { worked: true, lasted: 5_000, end: 'unreachable' };
  expect((await live([brief, brief, brief])).pauses).toEqual([500, 1000, 2000]);
});

test('pauses start again when a connection has worked after a long outage', async () => {
  const brief: Fate = { worked: true, lasted: 5_000, end: 'unreachable' };
  const { pauses, lines } = await live([AWAY, AWAY, AWAY, AWAY, AWAY, brief]);
  expect(pauses.at(-1)).toBe(500);
  expect(lines.at(-1)).toMatch(/^warn unreachable/);
});

describe('a password that has worked', () => {
  const WORKED: Fate = { ...LASTED, end: 'unreachable' };
  const refused = (code?: string): Fate => ({ connecting: 'refused', ...(code && { code }) });

  test('and is rejected without a clear code gets a few more tries, minutes apart', async () => {
    const fates = [WORKED, ...Array.from({ length: 10 }, () => refused('ALERT'))];
    const { attempts, pauses, failures } = await live(fates);
    expect(attempts).toBe(7);
    expect(Math.min(...pauses.slice(1))).toBeGreaterThanOrEqual(60_000);
    expect(failures.slice(1, -1)).toEqual(Array.from({ length: 5 }, () => 'unreachable'));
    expect(failures.at(-1)).toBe('refused');
  });

  test('and is rejected as wrong gets no more tries', async () => {
    expect((await live([WORKED, refused('AUTHENTICATIONFAILED'), WORKED])).attempts).toBe(2);
  });

  test('gets more tries than one that never worked', async () => {
    expect((await live([refused('ALERT'), WORKED])).attempts).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import { keepConnected } from '../../../../src/gateway/mailbox/imap/keep-connected';
import { MailboxError, type Trouble } from '../../../../src/gateway/mailbox/mailbox';
import { createLog } from '../../../../src/gateway/shared/log';

/** What becomes of one attempt: a trouble in connecting, or in using a connection that did or didn't work before. */
type Fate =
  | { readonly connecting: Trouble; readonly code?: string }
  | { readonly worked: boolean; readonly lasted?: number; readonly end: Trouble };

/** Lives through these attempts, and tells how long the pauses between them were, what was logged and what was closed. */
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

test('they grow, too, where it connects and nothing works', async () => {
  const useless: Fate = { worked: false, end: 'noFolder' };
  expect((await live([useless, useless, useless])).pauses).toEqual([500, 1000, 2000]);
});

test('they begin anew once something has worked for a minute', async () => {
  const { pauses, closed } = await live([AWAY, AWAY, { ...LASTED, end: 'unreachable' }, AWAY]);
  expect(pauses).toEqual([500, 1000, 500, 1000]);
  expect(closed).toBe(1);
});

test('a trouble is told once, until it is another one or something has worked', async () => {
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

test('a refused password is the end', async () => {
  const { attempts, pauses, lines } = await live([AWAY, { connecting: 'refused' }, AWAY]);
  expect(attempts).toBe(2);
  expect(pauses).toEqual([500]);
  expect(lines.at(-1)).toMatch(/^error refused: correct it and restart the gateway/);
});

test('a server that breaks off whatever begins well is left alone for longer and longer', async () => {
  const brief: Fate = { worked: true, lasted: 5_000, end: 'unreachable' };
  expect((await live([brief, brief, brief])).pauses).toEqual([500, 1000, 2000]);
});

test('a connection that is lost soon after a long outage is not waited for as long again', async () => {
  const brief: Fate = { worked: true, lasted: 5_000, end: 'unreachable' };
  const { pauses, lines } = await live([AWAY, AWAY, AWAY, AWAY, AWAY, brief]);
  expect(pauses.at(-1)).toBe(500);
  expect(lines.at(-1)).toMatch(/^warn unreachable/);
});

describe('a password that has worked', () => {
  const WORKED: Fate = { ...LASTED, end: 'unreachable' };
  const refused = (code?: string): Fate => ({ connecting: 'refused', ...(code && { code }) });

  test('and is refused for no reason is tried again, minutes apart, and not for ever', async () => {
    const fates = [WORKED, ...Array.from({ length: 10 }, () => refused('ALERT'))];
    const { attempts, pauses, failures } = await live(fates);
    expect(attempts).toBe(7);
    expect(Math.min(...pauses.slice(1))).toBeGreaterThanOrEqual(60_000);
    expect(failures.slice(1, -1)).toEqual(Array.from({ length: 5 }, () => 'unreachable'));
    expect(failures.at(-1)).toBe('refused');
  });

  test('and is refused as wrong is not', async () => {
    expect((await live([WORKED, refused('AUTHENTICATIONFAILED'), WORKED])).attempts).toBe(2);
  });

  test('is another one than one that never has', async () => {
    expect((await live([refused('ALERT'), WORKED])).attempts).toBe(1);
  });
});

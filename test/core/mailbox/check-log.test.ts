import { describe, expect, test } from 'vitest';
import {
  CHECK_LOG_FORMAT,
  type CheckEntry,
  checkEntry,
  checksOf,
  MAX_CHECKS,
  withCheck,
} from '../../../src/core/mailbox/check-log';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { EVERY_FAILURE } from '../../failures';
import { makeAnswer, NOW } from '../../make';

const entry = (change: Partial<CheckEntry> = {}): CheckEntry => ({
  at: NOW,
  duration: 120,
  accountId: 'home',
  outcome: 'ok',
  ...change,
});

describe('the entry of a check', () => {
  test('has start, duration and outcome', () => {
    const answer = { kind: 'answer', answer: makeAnswer(), digest: 'd1' } as const;
    expect(checkEntry('home', answer, NOW, NOW + 120)).toEqual(entry());
    expect(checkEntry('home', { kind: 'unchanged', digest: 'd1' }, NOW, NOW + 120)).toEqual(
      entry({ outcome: 'unchanged' }),
    );
    const failure = { kind: 'server-error', status: 503 } as const;
    expect(checkEntry('home', { kind: 'failure', failure }, NOW, NOW + 120)).toEqual(
      entry({ outcome: 'server-error', code: 503 }),
    );
    const refusal = { kind: 'account', code: 103 } as const;
    expect(checkEntry('home', { kind: 'failure', failure: refusal }, NOW, NOW + 120)).toEqual(
      entry({ outcome: 'account', code: 103 }),
    );
  });

  test('has no address of an error’s page', () => {
    const failure = { kind: 'privacy', url: 'https://login.example/privacy?user=me' } as const;
    expect(checkEntry('home', { kind: 'failure', failure }, NOW, NOW + 120)).toEqual(
      entry({ outcome: 'privacy' }),
    );
  });

  test('has no negative duration after the clock was set back', () => {
    expect(checkEntry('home', { kind: 'unchanged', digest: '' }, NOW, NOW - 5000).duration).toBe(0);
  });

  test.each(EVERY_FAILURE)('is read as it was stored: %o', failure => {
    const noted = checkEntry('home', { kind: 'failure', failure }, NOW, NOW + 1);
    const stored: unknown = JSON.parse(JSON.stringify(pack(CHECK_LOG_FORMAT, [noted])));
    expect(unpack(CHECK_LOG_FORMAT, stored)).toEqual([noted]);
  });
});

describe('the log', () => {
  test('keeps the latest hundred checks', () => {
    const log = Array.from({ length: MAX_CHECKS + 5 }, (_, n) => entry({ at: NOW + n })).reduce(
      withCheck,
      [] as CheckEntry[],
    );
    expect(log).toHaveLength(100);
    expect([log[0]?.at, log.at(-1)?.at]).toEqual([NOW + 5, NOW + 104]);
  });

  test('drops invalid entries', () => {
    const bad = [null, 'x', { ...entry(), outcome: 'new-kind' }, { ...entry(), at: 'noon' }, { at: NOW }];
    expect(CHECK_LOG_FORMAT.parse([...bad, entry()])).toEqual([entry()]);
    expect(CHECK_LOG_FORMAT.parse('x')).toEqual([]);
  });

  test('drops the checks of removed accounts, or returns the same array', () => {
    const log = [entry(), entry({ accountId: 'gone' })];
    expect(checksOf(log, ['home'])).toEqual([entry()]);
    expect(checksOf(log, ['home', 'gone'])).toBe(log);
  });
});

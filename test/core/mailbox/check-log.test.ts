import { describe, expect, test } from 'vitest';
import {
  answeredAt,
  type CheckEntry,
  checkEntry,
  MAX_CHECKS,
  withCheck,
} from '../../../src/core/mailbox/check-log';
import { CHECK_LOG_FORMAT, checksOf } from '../../../src/core/mailbox/read-check-log';
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

describe('what is remembered of a check', () => {
  test('is when it began, how long it took and what it came to', () => {
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

  test('is no page that an error leads to', () => {
    const failure = { kind: 'privacy', url: 'https://login.example/privacy?user=me' } as const;
    expect(checkEntry('home', { kind: 'failure', failure }, NOW, NOW + 120)).toEqual(
      entry({ outcome: 'privacy' }),
    );
  });

  test('has no negative duration where the clock was set back', () => {
    expect(checkEntry('home', { kind: 'unchanged', digest: '' }, NOW, NOW - 5000).duration).toBe(0);
  });

  test.each(EVERY_FAILURE)('is read again as it was stored: %o', failure => {
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

  test('that holds nonsense is read without it', () => {
    const bad = [null, 'x', { ...entry(), outcome: 'new-kind' }, { ...entry(), at: 'noon' }, { at: NOW }];
    expect(CHECK_LOG_FORMAT.parse([...bad, entry()])).toEqual([entry()]);
    expect(CHECK_LOG_FORMAT.parse('x')).toEqual([]);
  });

  test('forgets the checks of accounts that are no more, and is the same where there are none', () => {
    const log = [entry(), entry({ accountId: 'gone' })];
    expect(checksOf(log, ['home'])).toEqual([entry()]);
    expect(checksOf(log, ['home', 'gone'])).toBe(log);
  });
});

describe('when an answer last came', () => {
  const log = [
    entry({ at: NOW, duration: 100 }),
    entry({ at: NOW + 300, duration: 50, outcome: 'unchanged' }),
    entry({ at: NOW + 900, outcome: 'timeout' }),
    entry({ at: NOW + 1000, accountId: 'work' }),
  ];

  test('is the end of the account’s latest check that did not fail', () => {
    expect(answeredAt(log, 'home')).toBe(NOW + 350);
    expect(answeredAt(log, 'work')).toBe(NOW + 1120);
  });

  test('is unknown where the log does not tell', () => {
    expect(answeredAt(log, 'other')).toBe(0);
    for (const junk of [undefined, 'log', [null, 7, { accountId: 'home', outcome: 'ok', at: 'noon' }]])
      expect(answeredAt(junk, 'home')).toBe(0);
  });
});

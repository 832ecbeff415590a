import { expect, test } from 'vitest';
import { createSingleUse } from '../../../src/gateway/access/single-use';
import { NOON } from '../noon';

test('a value counts once within 15 minutes', () => {
  const { use } = createSingleUse();
  expect([use('a', NOON), use('a', NOON), use('b', NOON)]).toEqual([true, false, true]);
  expect(use('a', NOON + 15 * 60_000 - 1)).toBe(false);
  expect(use('a', NOON + 15 * 60_000)).toBe(true);
});

test('the latest 10,000 are kept', () => {
  const { use } = createSingleUse();
  for (let i = 0; i < 10_001; i++) use(`${i}`, NOON);
  expect([use('10000', NOON), use('1', NOON), use('0', NOON)]).toEqual([false, false, true]);
});

import { expect, test } from 'vitest';
import { FLOOR, mayCheck } from '../../src/core/schedule';
import { NOW } from '../make';

test.each([
  ['at once again', NOW, false],
  ['within the floor', NOW - FLOOR + 1, false],
  ['at the floor', NOW - FLOOR, true],
  ['long after', NOW - 100 * FLOOR, true],
  ['never checked', 0, true],
  ['with a clock set back', NOW + 100 * FLOOR, true],
])('an event may check %s: %s', (_when, attemptedAt, may) => {
  expect(mayCheck(attemptedAt, NOW)).toBe(may);
});

test('the floor is one minute', () => {
  expect(FLOOR).toBe(60_000);
});

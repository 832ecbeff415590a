import { expect, test } from 'vitest';
import { createUsage } from '../../../../src/gateway/mailbox/imap/usage';

test('a mailbox is used as long as a call lasts, and for a time after the last one', () => {
  let now = 1000;
  const usage = createUsage(100, () => now);
  expect([usage.isAwaited(), usage.timeLeft() > 0]).toEqual([false, false]);
  const [endFirst, endSecond] = [usage.begin(), usage.begin()];
  now += 500;
  endFirst();
  expect([usage.isAwaited(), usage.timeLeft(), usage.usedAt()]).toEqual([true, 100, 1000]);
  now += 500;
  endSecond();
  now += 99;
  expect([usage.isAwaited(), usage.timeLeft()]).toEqual([false, 1]);
  now += 1;
  expect(usage.timeLeft()).toBe(0);
});

import { expect, test } from 'vitest';
import { reconnectDelay } from '../../../../src/gateway/mailbox/imap/back-off';

test.each([
  [1, 500, 1000],
  [2, 1000, 2000],
  [3, 2000, 4000],
  [9, 128_000, 256_000],
  [10, 150_000, 300_000],
  [5000, 150_000, 300_000],
])('after %i failures the delay is %i to %i ms', (failures, least, most) => {
  expect(reconnectDelay(failures, () => 0)).toBe(least);
  expect(reconnectDelay(failures, () => 0.5)).toBe((least + most) / 2);
  expect(reconnectDelay(failures, () => 1)).toBe(most);
});

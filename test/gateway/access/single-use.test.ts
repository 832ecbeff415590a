import { expect, test } from 'vitest';
import { createSingleUse } from '../../../src/gateway/access/single-use';
import { createMemoryRecords } from '../../../src/gateway/shared/records';
import { NOON } from '../noon';

test('a value counts once until it ends, at all gateways together', async () => {
  const records = createMemoryRecords<{ ends: number }>();
  const [one, other] = [createSingleUse(records), createSingleUse(records)];
  const all = [one, other, one, other].map(it => it.use('a', NOON, NOON + 1000));
  expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1);
  expect(await one.use('b', NOON, NOON + 1000)).toBe(true);
  expect(await other.use('a', NOON + 999, NOON + 2000)).toBe(false);
  expect(await other.use('a', NOON + 1000, NOON + 2000)).toBe(true);
});

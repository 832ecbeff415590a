import { expect, test } from 'vitest';
import { mapAtOnce } from '../../../src/gateway/shared/map-at-once';

test('begins as many as it may, in order, and keeps the order of the results', async () => {
  const begun: number[] = [];
  const ends: Array<() => void> = [];
  const results = mapAtOnce(2, [1, 2, 3], async item => {
    begun.push(item);
    await new Promise<void>(resolve => ends.push(resolve));
    return item * 10;
  });
  expect(begun).toEqual([1, 2]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([1, 2, 3]);
  ends[2]?.();
  ends[0]?.();
  expect(await results).toEqual([10, 20, 30]);
});

test('the error is that of the first item that fails, also if a later one fails sooner', async () => {
  const begun: number[] = [];
  let failFirst = () => {};
  const results = mapAtOnce(2, [1, 2, 3], async item => {
    begun.push(item);
    if (item === 1) await new Promise<void>(resolve => (failFirst = resolve));
    throw new Error(`no ${item}`);
  });
  await expect.poll(() => begun).toEqual([1, 2]);
  failFirst();
  await expect(results).rejects.toThrow('no 1');
  expect(begun).toEqual([1, 2]);
});

import { expect, test } from 'vitest';
import { coalesce } from '../../../src/core/concurrency/coalesce';

const tick = () => new Promise(resolve => setTimeout(resolve));

test('calls made while a run is waiting share that run', async () => {
  let runs = 0;
  const run = coalesce(async () => {
    await tick();
    runs += 1;
    return runs;
  });
  const first = run();
  await tick();
  const others = [run(), run(), run()];
  expect(await first).toBe(1);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
});

test('a failed run doesn’t stop the next one', async () => {
  let runs = 0;
  const run = coalesce(async () => {
    runs += 1;
    if (runs === 1) throw new Error('once');
    return runs;
  });
  await expect(run()).rejects.toThrow('once');
  expect(await run()).toBe(2);
});

import { expect, test } from 'vitest';
import { coalesced } from '../../src/background/coalesced';

const tick = () => new Promise(resolve => setTimeout(resolve));

test('one run does for all the calls that came before it began', async () => {
  let runs = 0;
  const run = coalesced(async () => {
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

test('one that fails keeps none from the next', async () => {
  let runs = 0;
  const run = coalesced(async () => {
    runs += 1;
    if (runs === 1) throw new Error('once');
    return runs;
  });
  await expect(run()).rejects.toThrow('once');
  expect(await run()).toBe(2);
});

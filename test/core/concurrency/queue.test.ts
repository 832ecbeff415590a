import { expect, test } from 'vitest';
import { createQueue } from '../../../src/core/concurrency/queue';

test('tasks run one at a time, in order, also after a failed one', async () => {
  const seen: string[] = [];
  const inQueue = createQueue();
  const task = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise(resolve => setTimeout(resolve));
    seen.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
    return name;
  };
  const runs = ['a', 'b', 'c'].map(name => inQueue(task(name)));
  await expect(runs[0]).rejects.toThrow('a failed');
  expect(await Promise.all(runs.slice(1))).toEqual(['b', 'c']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

import { beforeEach, expect, test } from 'vitest';
import { createShowing, type Shown } from '../../src/background/showing';

let stored: Shown;
let broken: boolean;
let showing: ReturnType<typeof createShowing>;

/** The background is evaluated anew; what the session holds stays. */
function wake(): void {
  showing = createShowing({
    shown: async () => stored,
    async note(shown) {
      if (broken) throw new Error('no session');
      stored = shown;
    },
  });
}

beforeEach(() => {
  stored = 'all';
  broken = false;
  wake();
});

test('is noted as a part while something is shown, and as all after', async () => {
  const during: Shown[] = [];
  await showing(async () => void during.push(stored));
  expect([...during, stored]).toEqual(['part', 'all']);
});

test('is a part until the last of several has ended', async () => {
  let end = () => {};
  const slow = showing(
    () =>
      new Promise(resolve => {
        end = resolve;
      }),
  );
  await showing(async () => {});
  expect(stored).toBe('part');
  end();
  await slow;
  expect(stored).toBe('all');
});

test.each<Shown>(['', 'part'])('that was %j before stays so until all has been shown', async before => {
  stored = before;
  wake();
  await showing(async () => {});
  expect(stored).toBe(before);
  await showing(async () => {}, true);
  expect(stored).toBe('all');
});

test('what can’t be shown is owed until all has been', async () => {
  await expect(showing(() => Promise.reject(new Error('no toolbar')))).rejects.toThrow('no toolbar');
  expect(stored).toBe('part');
  await showing(async () => {});
  expect(stored).toBe('part');
  await showing(async () => {}, true);
  expect(stored).toBe('all');
});

test('is done though it can’t be noted', async () => {
  broken = true;
  const done: number[] = [];
  for (const turn of [1, 2]) await showing(async () => void done.push(turn));
  expect(done).toEqual([1, 2]);
});

test('what could not be shown beside the showing of all is owed still', async () => {
  let end = () => {};
  const all = showing(
    () =>
      new Promise(resolve => {
        end = resolve;
      }),
    true,
  );
  await showing(() => Promise.reject(new Error('no toolbar'))).catch(() => {});
  end();
  await all;
  expect(stored).toBe('part');
});

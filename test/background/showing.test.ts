import { beforeEach, expect, test } from 'vitest';
import { createShowing } from '../../src/background/showing';

let stored: boolean;
let broken: boolean;
let showing: ReturnType<typeof createShowing>;

/** The background is evaluated anew; what the session holds stays. */
function wake(): void {
  showing = createShowing({
    shown: async () => stored,
    async setShown(shown) {
      if (broken) throw new Error('no session');
      stored = shown;
    },
  });
}

beforeEach(() => {
  stored = true;
  broken = false;
  wake();
});

test('is false while something is shown, and true afterwards', async () => {
  const during: boolean[] = [];
  await showing(async () => void during.push(stored));
  expect([...during, stored]).toEqual([false, true]);
});

test('is false until the last of several has ended', async () => {
  let end = () => {};
  const slow = showing(
    () =>
      new Promise(resolve => {
        end = resolve;
      }),
  );
  await showing(async () => {});
  expect(stored).toBe(false);
  end();
  await slow;
  expect(stored).toBe(true);
});

test('stays false until all has been shown, if it was false before', async () => {
  stored = false;
  wake();
  await showing(async () => {});
  expect(stored).toBe(false);
  await showing(async () => {}, true);
  expect(stored).toBe(true);
});

test('is false after a failure, until all has been shown', async () => {
  await expect(showing(() => Promise.reject(new Error('no toolbar')))).rejects.toThrow('no toolbar');
  expect(stored).toBe(false);
  await showing(async () => {});
  expect(stored).toBe(false);
  await showing(async () => {}, true);
  expect(stored).toBe(true);
});

test('is no reason not to show, where it can’t be stored', async () => {
  broken = true;
  const done: number[] = [];
  for (const turn of [1, 2]) await showing(async () => void done.push(turn));
  expect(done).toEqual([1, 2]);
});

test('is false where something failed while all was shown', async () => {
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
  expect(stored).toBe(false);
});

import { beforeEach, expect, test } from 'vitest';
import { createShowing } from '../../src/background/showing';

let stored: boolean;
let broken: boolean;
let showing: ReturnType<typeof createShowing>;

/** Restarts the background; the session storage is kept. */
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

test('shown is false while something is being shown, and true afterwards', async () => {
  const during: boolean[] = [];
  await showing(async () => void during.push(stored));
  expect([...during, stored]).toEqual([false, true]);
});

test('shown is false until the last of several acts has ended', async () => {
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

test('shown stays false until everything has been shown, if it was false before', async () => {
  stored = false;
  wake();
  await showing(async () => {});
  expect(stored).toBe(false);
  await showing(async () => {}, true);
  expect(stored).toBe(true);
});

test('shown is false after a failure until everything has been shown', async () => {
  await expect(showing(() => Promise.reject(new Error('no toolbar')))).rejects.toThrow('no toolbar');
  expect(stored).toBe(false);
  await showing(async () => {});
  expect(stored).toBe(false);
  await showing(async () => {}, true);
  expect(stored).toBe(true);
});

test('an act runs even if shown can’t be stored', async () => {
  broken = true;
  const done: number[] = [];
  for (const turn of [1, 2]) await showing(async () => void done.push(turn));
  expect(done).toEqual([1, 2]);
});

test('shown is false if an act failed while everything was being shown', async () => {
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

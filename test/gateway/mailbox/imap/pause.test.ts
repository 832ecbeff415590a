import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPause } from '../../../../src/gateway/mailbox/imap/pause';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

/** A pause that has begun. `over` tells whether it has ended. */
function begin(ms: number, least: number) {
  const closing = new AbortController();
  const pause = createPause(closing.signal, Date.now);
  let over = false;
  void pause.wait(ms, least).then(() => {
    over = true;
  });
  const after = async (time: number) => {
    await vi.advanceTimersByTimeAsync(time);
    return over;
  };
  return { pause, after, closing };
}

test('a pause lasts as long as it should', async () => {
  const { after } = begin(5000, 1000);
  expect(await after(4999)).toBe(false);
  expect(await after(1)).toBe(true);
});

test('a request ends it at once if it has lasted long enough', async () => {
  const { pause, after } = begin(5000, 1000);
  await after(1000);
  expect(pause.hurry()).toBe(true);
  expect(await after(0)).toBe(true);
});

test('a request that comes too soon ends it as soon as it may', async () => {
  const { pause, after } = begin(5000, 1000);
  await after(400);
  expect(pause.hurry()).toBe(false);
  expect(await after(599)).toBe(false);
  expect(await after(1)).toBe(true);
});

test('a request doesn’t make it longer', async () => {
  const { pause, after } = begin(500, 1000);
  expect(pause.hurry()).toBe(false);
  expect(await after(500)).toBe(true);
});

test('without an end it lasts until a request', async () => {
  const { pause, after } = begin(Number.POSITIVE_INFINITY, 1000);
  expect(await after(86_400_000)).toBe(false);
  expect(pause.hurry()).toBe(true);
  expect(await after(0)).toBe(true);
});

test('it can be ended whatever its length', async () => {
  const { pause, after } = begin(Number.POSITIVE_INFINITY, 1000);
  pause.end();
  expect(await after(0)).toBe(true);
});

test('closing ends it, and a new one ends at once', async () => {
  const { pause, after, closing } = begin(5000, 1000);
  closing.abort();
  expect(await after(0)).toBe(true);
  await pause.wait(5000, 1000);
});

test('a request outside a pause does nothing', () => {
  expect(createPause(new AbortController().signal).hurry()).toBe(false);
});

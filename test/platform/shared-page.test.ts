import { expect, test } from 'vitest';
import { createSharedPage, type Lease } from '../../src/platform/shared-page';

const tick = () => new Promise(resolve => setTimeout(resolve));

/** A browser with one offscreen page, as in Chrome. Each call takes a moment. */
function browser() {
  let state: 'closed' | 'opening' | 'open' | 'dying' = 'closed';
  let opened = 0;
  let unwilling = false;
  const sounding: (() => void)[] = [];
  const lost: ((reason: Error) => void)[] = [];
  const gone = () => {
    state = 'closed';
    for (const reject of lost.splice(0))
      reject(new Error('A listener indicated an asynchronous response, but the page closed'));
  };
  const answers: Record<string, () => Promise<unknown>> = {
    readAnswer: async () => ({ kind: 'read' }),
    playSound: () => new Promise(resolve => sounding.push(() => resolve(true))),
  };
  const page = createSharedPage({
    isOpen: async () => state !== 'closed',
    async open() {
      if (unwilling) throw new Error('The browser is shutting down');
      if (state !== 'closed') throw new Error('Only a single offscreen document may be created.');
      state = 'opening';
      await tick();
      state = 'open';
      opened += 1;
    },
    async close() {
      await tick();
      if (state === 'closed') throw new Error('No current offscreen document.');
      gone();
    },
    ask: (async (intent: string) => {
      await tick();
      if (state !== 'open') throw new Error('Could not establish connection. Receiving end does not exist.');
      return Promise.race([answers[intent]?.(), new Promise((_resolve, reject) => lost.push(reject))]);
    }) as unknown as Lease['ask'],
  });
  return {
    page,
    isOpen: () => state === 'open',
    opened: () => opened,
    /** The page closes itself or crashes. */
    die: gone,
    leaveOpen() {
      state = 'open';
    },
    /** The page has begun to close itself: it still exists, but never answers. */
    beginToDie() {
      state = 'dying';
    },
    setUnwilling(value: boolean) {
      unwilling = value;
    },
    async playing() {
      while (sounding.length === 0) await tick();
      return sounding;
    },
  };
}
const read = (lease: Lease) => lease.ask('readAnswer', '<data/>');
const SOUND = { sound: { kind: 'chime', name: 'bell' }, volume: 100 } as const;

test('the page opens once on first use, and closes when the last lease ends', async () => {
  const { page, isOpen, opened } = browser();
  const lease = page.lease();
  expect(isOpen()).toBe(false);
  await Promise.all([read(lease), read(lease), read(lease)]);
  expect(opened()).toBe(1);
  expect(isOpen()).toBe(true);
  await lease.release();
  expect(isOpen()).toBe(false);
});

test('two simultaneous leases share the page', async () => {
  const { page, opened } = browser();
  const [one, other] = [page.lease(), page.lease()];
  await Promise.all([read(one), read(other)]);
  expect(opened()).toBe(1);
});

test('the page stays open for a sound after parsing has ended, and closes after the sound', async () => {
  const { page, isOpen, opened, playing } = browser();
  const [reader, player] = [page.lease(), page.lease()];
  await read(reader);
  const played = player.ask('playSound', SOUND);
  const sounding = await playing();
  await reader.release();
  expect(isOpen()).toBe(true);
  for (const end of sounding) end();
  expect(await played).toBe(true);
  await player.release();
  expect(isOpen()).toBe(false);
  expect(opened()).toBe(1);
});

test('the page stays open for parsing after a sound has ended', async () => {
  const { page, isOpen, playing } = browser();
  const [reader, player] = [page.lease(), page.lease()];
  const played = player.ask('playSound', SOUND);
  await read(reader);
  for (const end of await playing()) end();
  await played;
  await player.release();
  expect(isOpen()).toBe(true);
  await reader.release();
  expect(isOpen()).toBe(false);
});

test('a lease that is released twice counts once', async () => {
  const { page, isOpen } = browser();
  const [one, other] = [page.lease(), page.lease()];
  await read(other);
  await one.release();
  await one.release();
  expect(isOpen()).toBe(true);
  expect(await read(other)).toEqual({ kind: 'read' });
});

test('a page that has crashed is opened again, once for all leases', async () => {
  const { page, opened, die } = browser();
  const [one, other] = [page.lease(), page.lease()];
  await read(one);
  die();
  expect(await Promise.all([read(one), read(other), read(one)])).toEqual(Array(3).fill({ kind: 'read' }));
  expect(opened()).toBe(2);
});

test('a page that crashes during a sound plays it again', async () => {
  const { page, die, playing } = browser();
  const played = page.lease().ask('playSound', SOUND);
  (await playing()).length = 0;
  die();
  for (const end of await playing()) end();
  expect(await played).toBe(true);
});

test('a page left open by another worker is used, then closed', async () => {
  const { page, isOpen, opened, leaveOpen } = browser();
  leaveOpen();
  const lease = page.lease();
  await read(lease);
  expect(opened()).toBe(0);
  await lease.release();
  expect(isOpen()).toBe(false);
});

test('a page that is closing itself is replaced by a new one', async () => {
  const { page, isOpen, opened, beginToDie } = browser();
  beginToDie();
  const lease = page.lease();
  expect(await Promise.all([read(lease), read(lease)])).toEqual(Array(2).fill({ kind: 'read' }));
  expect(opened()).toBe(1);
  await lease.release();
  expect(isOpen()).toBe(false);
});

test('a lease taken while the page closes gets a new page', async () => {
  const { page, isOpen, opened } = browser();
  const former = page.lease();
  await read(former);
  const released = former.release();
  const lease = page.lease();
  expect(await read(lease)).toEqual({ kind: 'read' });
  await released;
  expect(isOpen()).toBe(true);
  expect(opened()).toBe(2);
  await lease.release();
  expect(isOpen()).toBe(false);
});

test('a lease taken while the last one is released keeps the page', async () => {
  const { page, isOpen } = browser();
  const former = page.lease();
  await read(former);
  const lease = page.lease();
  const reading = read(lease);
  await former.release();
  await reading;
  expect(isOpen()).toBe(true);
});

test('releasing a page that has closed itself or never opened doesn’t reject', async () => {
  const { page, die } = browser();
  const lease = page.lease();
  await page.lease().release();
  await read(lease);
  die();
  await expect(lease.release()).resolves.toBeUndefined();
});

test('after the page couldn’t be opened, the next use tries again', async () => {
  const { page, setUnwilling } = browser();
  const lease = page.lease();
  setUnwilling(true);
  await expect(read(lease)).rejects.toThrow('shutting down');
  setUnwilling(false);
  expect(await read(lease)).toEqual({ kind: 'read' });
});

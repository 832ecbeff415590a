import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_SENDER_LENGTH, MAX_SENDERS } from '../../src/core/settings/senders';
import { TooLargeToSync } from '../../src/core/settings/sync';

type Values = Record<string, unknown>;

/** A local and a sync area, of which sync may be off, with the locks of a browser. */
const disk = vi.hoisted(() => {
  const disk = { local: {} as Values, sync: {} as Values, syncBroken: false, fullFor: '', reads: 0 };
  const area = (name: 'local' | 'sync') => ({
    async get(key: string) {
      disk.reads += 1;
      if (name === 'sync' && disk.syncBroken) throw new Error('no synchronisation');
      return key in disk[name] ? { [key]: disk[name][key] } : {};
    },
    async set(changes: Values) {
      if (name === 'sync' && disk.syncBroken) throw new Error('no synchronisation');
      if (disk.fullFor in changes) throw new Error('no room');
      Object.assign(disk[name], JSON.parse(JSON.stringify(changes)));
    },
  });
  return Object.assign(disk, { storage: { local: area('local'), sync: area('sync') } });
});
vi.mock('../../src/platform/browser', () => ({ browser: { storage: disk.storage } }));
type Act = () => Promise<unknown>;

/** A browser's locks: shared and exclusive, in order of request. */
const locks = new Map<string, { alone: Promise<unknown>; shared: Promise<unknown>[] }>();

function request(name: string, ...args: [Act] | [{ mode: 'shared' }, Act]): Promise<unknown> {
  const [options, act] = args.length === 2 ? args : [undefined, args[0]];
  const lock = locks.get(name) ?? { alone: Promise.resolve(), shared: [] };
  locks.set(name, lock);
  if (options) {
    const done = lock.alone.then(act);
    lock.shared.push(done.catch(() => {}));
    return done;
  }
  const done = Promise.all([lock.alone, ...lock.shared]).then(act);
  lock.alone = done.catch(() => {});
  lock.shared = [];
  return done;
}

vi.stubGlobal('navigator', { locks: { request } });
const { choicesItem, loadChoices, setSync, syncItem } = await import('../../src/platform/choices-item');
afterAll(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('../../src/platform/browser');
  vi.resetModules();
});

const packed = (data: object) => ({ version: 2, data });
beforeEach(() => {
  Object.assign(disk, {
    local: {},
    sync: { settings: packed({ checkEvery: 10 }) },
    syncBroken: false,
    fullFor: '',
  });
});

/** The settings in use, read both ways. */
async function chosen() {
  const both = [await choicesItem.get(), await loadChoices(Promise.resolve(disk.local))];
  expect(both[0]).toEqual(both[1]);
  return both[0];
}

describe('settings', () => {
  test('are synced unless the user has turned sync off', async () => {
    expect(await syncItem.get()).toBe(true);
    expect(await chosen()).toEqual({ checkEvery: 10 });
    await choicesItem.update(choices => ({ ...choices, volume: 5 }));
    expect(disk).toMatchObject({ local: {}, sync: { settings: packed({ checkEvery: 10, volume: 5 }) } });
  });

  test('stay the same when sync is turned off, and other computers keep theirs', async () => {
    await setSync(false);
    expect(await chosen()).toEqual({ checkEvery: 10 });
    await choicesItem.update(choices => ({ ...choices, checkEvery: 20 }));
    disk.sync.settings = packed({ checkEvery: 30 });
    expect(await chosen()).toEqual({ checkEvery: 20 });
    expect(await choicesItem.withSharedLock(async () => (await choicesItem.get()).checkEvery)).toBe(20);
    expect(disk.sync.settings).toEqual(packed({ checkEvery: 30 }));
  });

  test('replace the synced ones when sync is turned on again', async () => {
    await setSync(false);
    await choicesItem.set({ checkEvery: 20 });
    disk.sync.settings = packed({ checkEvery: 30 });
    await setSync(true);
    expect(await chosen()).toEqual({ checkEvery: 20 });
    expect(disk.sync.settings).toEqual(packed({ checkEvery: 20 }));
  });

  test('don’t change if sync already is on or off', async () => {
    disk.local.settings = packed({ checkEvery: 1 });
    await setSync(true);
    expect(await chosen()).toEqual({ checkEvery: 10 });
  });

  test('of a newer version on another computer survive a change here, but not a reset', async () => {
    disk.sync.settings = packed({ checkEvery: 10, sound: 'harp', theme: 'dark' });
    await choicesItem.update(choices => ({ ...choices, volume: 5 }));
    expect(disk.sync.settings).toEqual(packed({ checkEvery: 10, volume: 5, sound: 'harp', theme: 'dark' }));
    await setSync(false);
    await choicesItem.update(choices => ({ ...choices, volume: 6 }));
    await setSync(true);
    expect(disk.sync.settings).toEqual(packed({ checkEvery: 10, volume: 6, sound: 'harp', theme: 'dark' }));
    await choicesItem.set({});
    expect(disk.sync.settings).toEqual(packed({}));
  });

  test('that are too large for sync can be stored when it is off', async () => {
    const senders = Array.from({ length: MAX_SENDERS }, (_, n) => `${n}@`.padEnd(MAX_SENDER_LENGTH, 'x'));
    const large = { mutedSenders: senders, vips: senders.map(sender => ({ sender })) };
    await expect(choicesItem.update(() => large)).rejects.toThrow(TooLargeToSync);
    expect(await chosen()).toEqual({ checkEvery: 10 });
    await setSync(false);
    expect(await choicesItem.update(() => large)).toEqual(large);
    await expect(setSync(true)).rejects.toThrow(TooLargeToSync);
    expect(await syncItem.get()).toBe(false);
    expect(await chosen()).toEqual(large);
    expect(disk.sync.settings).toEqual(packed({ checkEvery: 10 }));
  });

  test('stay in place if the sync flag can’t be stored', async () => {
    disk.fullFor = 'sync';
    await expect(setSync(false)).rejects.toThrow('no room');
    expect(await chosen()).toEqual({ checkEvery: 10 });
  });

  test('are the defaults if the browser’s sync is off, and can be stored locally', async () => {
    disk.syncBroken = true;
    expect(await chosen()).toEqual({});
    await expect(choicesItem.update(() => ({ volume: 5 }))).rejects.toThrow('no synchronisation');
    await setSync(false);
    await choicesItem.update(() => ({ volume: 5 }));
    expect(await chosen()).toEqual({ volume: 5 });
  });

  test('that change while they move are not lost', async () => {
    await Promise.all([
      setSync(false),
      choicesItem.update(choices => ({ ...choices, volume: 5 })),
      setSync(true),
      choicesItem.update(choices => ({ ...choices, countSms: false })),
    ]);
    expect(await chosen()).toEqual({ checkEvery: 10, volume: 5, countSms: false });
  });

  test('need one read besides the one of the local area', async () => {
    disk.reads = 0;
    await loadChoices(Promise.resolve(disk.local));
    expect(disk.reads).toBe(1);
  });
});

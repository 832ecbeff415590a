import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { FLAG_FORMAT, type Format } from '../../src/core/stored-format';

/** A storage whose reads can be made to fail, as they do when the disk does. */
const disk = vi.hoisted(() => {
  const values: Record<string, unknown> = {};
  const disk = { values, broken: false };
  const area = {
    async get(key: string) {
      if (disk.broken) throw new Error('IO error');
      return key in values ? { [key]: values[key] } : {};
    },
    set: async (changes: object) => void Object.assign(values, changes),
  };
  return Object.assign(disk, { area });
});
vi.mock('../../src/platform/browser', () => ({
  browser: { storage: { local: disk.area, sync: disk.area, session: disk.area } },
}));
vi.stubGlobal('navigator', {
  locks: {
    request: (_name: string, ...args: [...object[], () => Promise<unknown>]) =>
      (args.at(-1) as () => Promise<unknown>)(),
  },
});
const { storedItem } = await import('../../src/platform/stored-item');
afterAll(() => {
  vi.unstubAllGlobals();
  vi.doUnmock('../../src/platform/browser');
  vi.resetModules();
});

const LIST: Format<string[]> = {
  fallback: [],
  migrations: [],
  parse: data => (Array.isArray(data) ? data : []),
};
const stored = { version: 1, data: ['one', 'two'] };

beforeEach(() => {
  disk.broken = false;
  disk.values.list = stored;
});

test.each(['local', 'sync', 'session'] as const)(
  'what can’t be read in %s is not written over',
  async area => {
    const item = storedItem('list', area, LIST);
    disk.broken = true;
    await expect(item.update(list => [...list, 'three'])).rejects.toThrow('IO error');
    disk.broken = false;
    expect(disk.values.list).toEqual(stored);
    expect(await item.update(list => [...list, 'three'])).toEqual(['one', 'two', 'three']);
  },
);

test('what can’t be read is not taken for nothing', async () => {
  const item = storedItem('list', 'local', LIST);
  disk.broken = true;
  await expect(item.get()).rejects.toThrow('IO error');
  await expect(item.hold(async list => list)).rejects.toThrow('IO error');
});

test('synchronisation that is switched off leaves the defaults', async () => {
  disk.broken = true;
  expect(await storedItem('flag', 'sync', FLAG_FORMAT).get()).toBe(false);
});

test('a value is held for whoever uses it', async () => {
  const used = await storedItem('list', 'local', LIST).hold(async list => list.length);
  expect(used).toBe(2);
});

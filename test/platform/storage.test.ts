import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { FLAG_FORMAT, type Format, unpack } from '../../src/core/store/stored-format';

/** A storage whose reads can fail, as with a broken disk. */
const disk = vi.hoisted(() => {
  const values: Record<string, unknown> = {};
  const disk = { values, broken: false };
  const area = {
    async get(keys: string | string[]) {
      if (disk.broken) throw new Error('IO error');
      const wanted = [keys].flat().filter(key => key in values);
      return Object.fromEntries(wanted.map(key => [key, values[key]]));
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
  'a value in %s that can’t be read is not overwritten',
  async area => {
    const item = storedItem('list', area, LIST);
    disk.broken = true;
    await expect(item.update(list => [...list, 'three'])).rejects.toThrow('IO error');
    disk.broken = false;
    expect(disk.values.list).toEqual(stored);
    expect(await item.update(list => [...list, 'three'])).toEqual(['one', 'two', 'three']);
  },
);

test('get rejects if the value can’t be read', async () => {
  const item = storedItem('list', 'local', LIST);
  disk.broken = true;
  await expect(item.get()).rejects.toThrow('IO error');
});

test('get returns the defaults if sync is switched off', async () => {
  disk.broken = true;
  expect(await storedItem('flag', 'sync', FLAG_FORMAT).get()).toBe(false);
});

test('update gets other stored values', async () => {
  disk.values.more = { version: 1, data: ['three'] };
  const longer = await storedItem('list', 'local', LIST).update(
    (list, { more }) => [...list, ...unpack(LIST, more)],
    ['more'],
  );
  expect(longer).toEqual(['one', 'two', 'three']);
  expect(disk.values).toEqual({ list: { version: 1, data: longer }, more: { version: 1, data: ['three'] } });
});

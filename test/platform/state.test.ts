import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { ACCOUNTS_FORMAT } from '../../src/core/account/account';
import { pack } from '../../src/core/store/stored-format';
import { makeAccount } from '../make';

/** A browser whose storage areas can fail. */
const disk = vi.hoisted(() => {
  const disk = { local: {} as Record<string, unknown>, broken: [] as string[] };
  const area = (name: string) => ({
    async get() {
      if (disk.broken.includes(name)) throw new Error('IO error');
      return name === 'local' ? disk.local : {};
    },
  });
  const names = ['local', 'session', 'sync', 'managed'];
  const storage = Object.fromEntries(names.map(name => [name, area(name)]));
  return Object.assign(disk, { storage: { ...storage, onChanged: { addListener() {} } } });
});
vi.mock('../../src/platform/browser', () => ({ browser: { storage: disk.storage } }));
const { loadState } = await import('../../src/platform/state');
afterAll(() => {
  vi.doUnmock('../../src/platform/browser');
  vi.resetModules();
});

beforeEach(() => {
  disk.local = { accounts: pack(ACCOUNTS_FORMAT, [makeAccount()]) };
  disk.broken = [];
});

test('local data is loaded even if session, sync and managed storage can’t be read', async () => {
  disk.broken = ['session', 'sync', 'managed'];
  const { accounts, storageFull, visits } = await loadState();
  expect(accounts).toEqual([makeAccount()]);
  expect([storageFull, visits]).toEqual([false, {}]);
});

test('loadState rejects if local storage can’t be read', async () => {
  disk.broken = ['local'];
  await expect(loadState()).rejects.toThrow('IO error');
});

import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { UserConsents } from '../../../src/gateway/access/consent';
import { createLog } from '../../../src/gateway/shared/log';
import { StoreAway } from '../../../src/gateway/shared/records';
import { withLock } from '../../../src/gateway/state/lock-file';
import { hasRecords } from '../../../src/gateway/store/move-files';
import type { Store } from '../../../src/gateway/store/store';
import { temporaryFolder } from '../folder';
import { startOtherProcess } from './other-process';
import { describeStore } from './store-suite';
import { temporaryStore } from './temporary';

describe('files', () => {
  describeStore(async () => {
    const options = { state: await temporaryFolder() };
    return { options, another: () => temporaryStore(options) };
  });
});

const refusal: UserConsents = new Map([['facteur', { refused: true, choices: new Map() }]]);
const lines: string[] = [];

async function open(state: string): Promise<Store> {
  lines.length = 0;
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  return temporaryStore({ state, log });
}

const put = (store: Store, user: string) =>
  store.consents.change(user, () => ({ record: refusal, result: undefined }));

/** The only file of a kind. */
async function fileIn(state: string, kind: string): Promise<string> {
  const [name = ''] = await readdir(join(state, kind));
  return join(state, kind, name);
}

test.runIf(process.platform !== 'win32')(
  'a record that the disk has no room for stays as it was',
  async () => {
    const state = await temporaryFolder();
    const store = await open(state);
    const other = await startOtherProcess({ state }, 4);
    onTestFinished(other.kill);
    expect(await other.ask('refuse small 1')).toBe('done');
    expect(await other.ask(`refuse ${'x'.repeat(10_000)} 1`)).toBe('failed');
    expect([...((await store.consents.get('anna')) ?? new Map()).keys()]).toEqual(['small 0']);
    expect(await readdir(join(state, 'consents'))).toEqual([expect.stringMatching(/\.json$/)]);
    expect(await other.ask('refuse again 1')).toBe('done');
  },
);

describe('a file that can’t be used', () => {
  test.each<[string, (path: string) => Promise<void>, RegExp]>([
    [
      'is damaged',
      path => writeFile(path, '{"version":1'),
      /is damaged: restore it from a backup, or delete it \(its person’s choices/,
    ],
    ['is of a newer version', path => writeFile(path, '{"version":2}'), /was written by a newer gateway/],
    ['is open to others', path => chmod(path, 0o644), /is open to other users \(mode 0644\): .*chmod 600/],
    [
      'is a folder',
      async path => rm(path).then(() => mkdir(path, 0o700)),
      /is not a regular file: remove it/,
    ],
  ])('as it %s is told once, and the last known record holds', async (_, damage, message) => {
    const state = await temporaryFolder();
    const store = await open(state);
    await put(store, 'anna');
    await put(store, 'bert');
    expect(await store.consents.get('anna')).toEqual(refusal);
    const other = await open(state);
    for (const name of await readdir(join(state, 'consents'))) await damage(join(state, 'consents', name));
    expect(await store.consents.get('anna')).toEqual(refusal);
    for (let i = 0; i < 2; i += 1) {
      await expect(other.consents.get('anna')).rejects.toThrow(message);
      await expect(put(other, 'anna')).rejects.toThrow(StoreAway);
    }
    expect(lines.filter(line => line.startsWith('error'))).toHaveLength(2);
    expect(lines[0]).toMatch(message);
  });

  test('is left out when all are read', async () => {
    const state = await temporaryFolder();
    const store = await open(state);
    await put(store, 'anna');
    await writeFile(await fileIn(state, 'consents'), '');
    await put(store, 'bert');
    const found = [];
    for await (const [user] of store.consents.all()) found.push(user);
    expect(found).toEqual(['bert']);
  });
});

test('a change that can’t be stored rejects, and what was there holds', async () => {
  const state = await temporaryFolder();
  const store = await open(state);
  await put(store, 'anna');
  // A file can't be renamed into a folder that is gone, even by root.
  await rename(join(state, 'consents'), join(state, 'aside'));
  await expect(put(store, 'bert')).rejects.toMatchObject({ code: 'ENOENT' });
  await rename(join(state, 'aside'), join(state, 'consents'));
  expect(await store.consents.get('bert')).toBeUndefined();
  expect(await store.consents.get('anna')).toEqual(refusal);
});

test('a process that is killed in the middle of a change holds nobody up', async () => {
  const state = await temporaryFolder();
  const other = await startOtherProcess({ state });
  expect(await other.ask('hang')).toBe('hanging');
  await other.kill();
  const begun = performance.now();
  await put(await open(state), 'anna');
  expect(performance.now() - begun).toBeLessThan(5000);
});

test('a lock that a killed process has left is no record', async () => {
  const state = await temporaryFolder();
  await open(state);
  await writeFile(join(state, 'consents', 'x.lock'), '');
  expect(await hasRecords(state)).toBe(false);
});

test('only the owner can read what is stored, and no file’s name has a user’s', async () => {
  const state = await temporaryFolder();
  await put(await open(state), 'anna');
  const path = await fileIn(state, 'consents');
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  expect(((await stat(join(state, 'consents'))).mode & 0o777).toString(8)).toBe('700');
  expect(await readdir(join(state, 'consents'))).toEqual([expect.stringMatching(/^[\w-]{43}\.json$/)]);
});

/** The text of a lock whose process is dead. */
async function leftLock(state: string): Promise<string> {
  const path = join(state, 'example');
  const text = await withLock(path, () => readFile(path, 'utf8'));
  return text.replace(/^\w+/, 'mark');
}

const leftIn = async (state: string) =>
  (await readdir(state, { recursive: true })).filter(name => /\.(lock|tmp)$/.test(name));

test('records that have ended are removed a minute after the start and then daily, others stay', async () => {
  const state = await temporaryFolder();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const now = Date.now();
  const store = await temporaryStore({ state, now: () => now });
  const set = (id: string, ends: number) =>
    store.spent.change(id, () => ({ record: { ends }, result: undefined }));
  const token = (ends: number) => ({ user: 'anna', service: 'facteur', ends });
  const setTokens = (user: string, ...ends: number[]) =>
    store.tokens.change(user, () => ({
      record: new Map(ends.map(it => [String(it), token(it)])),
      result: undefined,
    }));
  await set('over', now - 1);
  await set('valid', now + 1);
  // A process has been killed in the middle of a change.
  const [name = ''] = await readdir(join(state, 'spent'));
  for (const end of ['tmp', 'lock.1.tmp', 'lock'])
    await writeFile(
      join(state, 'spent', name.replace('json', end === 'tmp' ? 'json.1.tmp' : end)),
      await leftLock(state),
    );
  await writeFile(join(state, 'locks', 'task.lock'), await leftLock(state));
  await setTokens('anna', now - 1, now + 1);
  await setTokens('bert', now - 2, now - 1);
  await put(store, 'anna');
  await vi.advanceTimersByTimeAsync(60_000);
  const gone = async () => [await store.spent.get('over'), await store.tokens.get('bert')];
  await vi.waitFor(async () => expect(await gone()).toEqual([undefined, undefined]));
  await vi.waitFor(async () => expect(await leftIn(state)).toEqual([]));
  expect(await store.spent.get('valid')).toEqual({ ends: now + 1 });
  expect((await store.tokens.get('anna'))?.size).toBe(2);
  expect(await store.consents.get('anna')).toEqual(refusal);
  await set('over', now - 1);
  await vi.advanceTimersByTimeAsync(24 * 60 * 60_000);
  await vi.waitFor(async () => expect(await store.spent.get('over')).toBeUndefined());
});

import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src/gateway/shared/log';
import { StoreAway } from '../../../src/gateway/shared/records';
import type { StoreOptions } from '../../../src/gateway/store/open-store';
import type { Store } from '../../../src/gateway/store/store';
import { temporaryFolder } from '../folder';
import { startOtherProcess } from './other-process';
import { temporaryStore, usePostgres } from './temporary';

const postgres = usePostgres();
let url: string;
let options: StoreOptions;
const lines: string[] = [];

beforeEach(async () => {
  url = await postgres().createDatabase();
  lines.length = 0;
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  options = { state: await temporaryFolder(), databaseUrl: url, isGateway: true, log };
});

const open = () => temporaryStore(options);

const set = (store: Store, user: string, generation: number) =>
  store.generations.change(user, () => ({ record: generation, result: generation }));

/** Waits until another one has heard of it, and has read it. */
async function tell(store: Store, user: string, generation: number, other: Store): Promise<void> {
  const get = () => other.generations.get(user);
  await get();
  await set(store, user, generation);
  await expect.poll(get).toBe(generation);
}

/** In ms. Long: the machine may be busy. */
const SOON = { timeout: 20_000 };

const awayTests = [
  ['paused', () => postgres().pause(), () => postgres().resume()],
  ['killed', () => postgres().kill(), () => postgres().start()],
] as const;

test.each(awayTests)(
  'while the database is %s, what is known is read and the rest is told, nothing hangs; it comes back by itself',
  async (_, goAway, comeBack) => {
    const [store, other] = [await open(), await open()];
    await tell(other, 'anna', 1, store);
    await goAway();
    try {
      const begun = performance.now();
      expect(await store.generations.get('anna')).toBe(1);
      await expect(store.generations.get('bert')).rejects.toThrow(StoreAway);
      await expect(set(store, 'anna', 2)).rejects.toThrow(StoreAway);
      await expect(store.exclusively('a', async () => {})).rejects.toThrow(StoreAway);
      expect(performance.now() - begun).toBeLessThan(20_000);
      await expect.poll(() => store.isAway(), SOON).toBe(true);
      // Nothing waits any more.
      const again = performance.now();
      expect(await store.generations.get('anna')).toBe(1);
      await expect(store.generations.get('bert')).rejects.toThrow(StoreAway);
      await expect(set(store, 'anna', 2)).rejects.toThrow(StoreAway);
      expect(performance.now() - again).toBeLessThan(500);
    } finally {
      await comeBack();
    }
    await expect.poll(() => [store.isAway(), other.isAway()], SOON).toEqual([false, false]);
    expect(await store.generations.get('anna')).toBe(1);
    expect(await set(other, 'anna', 3)).toBe(3);
    await expect.poll(() => store.generations.get('anna'), { timeout: 1000 }).toBe(3);
    expect(await store.exclusively('a', async () => 'done')).toBe('done');
    expect(lines.filter(line => line.includes('goes on with what it knows'))).toHaveLength(2);
    expect(lines.filter(line => line.includes('the database is back'))).toHaveLength(2);
    expect(lines.join('\n')).not.toContain(postgres().password);
  },
  60_000,
);

test('a gateway that hears nothing for a moment misses no change', async () => {
  const [store, other] = [await open(), await open()];
  for (let i = 1; i <= 5; i += 1) {
    await set(store, 'anna', i);
    expect(await store.generations.get('anna')).toBe(i);
    await postgres().query(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' or query = 'select 1'`,
    );
    await set(other, 'anna', i * 100);
    await expect.poll(() => store.generations.get('anna'), { timeout: 1000 }).toBe(i * 100);
  }
  expect(store.isAway()).toBe(false);
});

test('what another gateway has ended isn’t served from memory while the database is away', async () => {
  const [store, other] = [await open(), await open()];
  await tell(other, 'anna', 1, store);
  await set(other, 'anna', 2);
  // Notices come in order.
  await tell(other, 'bert', 1, store);
  await postgres().pause();
  try {
    const get = () => store.generations.get('anna').catch(error => error instanceof StoreAway);
    expect(await get()).toBeOneOf([2, true]);
    await expect.poll(() => store.isAway(), SOON).toBe(true);
    expect(await get()).toBeOneOf([2, true]);
  } finally {
    await postgres().resume();
  }
  await expect.poll(() => store.isAway(), SOON).toBe(false);
  expect(await store.generations.get('anna')).toBe(2);
});

test('while the database is away, what is known isn’t enough for somebody who needs the latest', async () => {
  const store = await open();
  const get = () => store.generations.get('anna', it => it === 2);
  await set(store, 'anna', 1);
  expect(await get()).toBe(1);
  await postgres().pause();
  try {
    await expect.poll(() => store.isAway(), SOON).toBe(true);
    await expect(get()).rejects.toThrow(StoreAway);
  } finally {
    await postgres().resume();
  }
  await expect.poll(() => store.isAway(), SOON).toBe(false);
  expect(await get()).toBe(1);
});

test('a process that is stuck in a change holds another one up for some seconds at most', async () => {
  const { state, databaseUrl } = options;
  const [store, other] = [await open(), await startOtherProcess({ state, databaseUrl })];
  onTestFinished(other.kill);
  expect(await other.ask('hang')).toBe('hanging');
  const refusal = new Map([['facteur', { refused: true, choices: new Map() }]]);
  await store.consents.change('anna', () => ({ record: refusal, result: undefined }));
  expect(await store.consents.get('anna')).toEqual(refusal);
});

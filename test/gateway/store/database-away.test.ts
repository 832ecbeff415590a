import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src/gateway/shared/log';
import { StoreAway } from '../../../src/gateway/shared/records';
import { openStore, type StoreOptions } from '../../../src/gateway/store/open-store';
import type { Store } from '../../../src/gateway/store/store';
import { type Postgres, startPostgres } from '../../postgres';
import { temporaryFolder } from '../folder';

let postgres: Postgres;
let url: string;
let options: StoreOptions;
const lines: string[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());
beforeEach(async () => {
  url = await postgres.createDatabase();
  lines.length = 0;
  const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));
  options = { state: await temporaryFolder(), databaseUrl: url, isGateway: true, log };
});

async function open(): Promise<Store> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  return store;
}

const set = (store: Store, user: string, generation: number) =>
  store.generations.change(user, () => ({ record: generation, result: generation }));

/** In ms. Long: the machine may be busy. */
const SOON = { timeout: 20_000 };

const awayTests = [
  ['paused', () => postgres.pause(), () => postgres.resume()],
  ['killed', () => postgres.kill(), () => postgres.start()],
] as const;

test.each(awayTests)(
  'while the database is %s, what is known is read and the rest is told, nothing hangs; it comes back by itself',
  async (_, goAway, comeBack) => {
    const [store, other] = [await open(), await open()];
    await set(store, 'anna', 1);
    expect(await store.generations.get('anna')).toBe(1);
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
    expect(lines.join('\n')).not.toContain(postgres.password);
  },
  60_000,
);

test('a gateway that hears nothing for a moment misses no change', async () => {
  const [store, other] = [await open(), await open()];
  for (let i = 1; i <= 5; i += 1) {
    await set(store, 'anna', i);
    expect(await store.generations.get('anna')).toBe(i);
    await postgres.query(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' or query = 'select 1'`,
    );
    await set(other, 'anna', i * 100);
    await expect.poll(() => store.generations.get('anna'), { timeout: 1000 }).toBe(i * 100);
  }
  expect(store.isAway()).toBe(false);
});

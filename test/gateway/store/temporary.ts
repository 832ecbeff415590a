import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openStore, type StoreOptions } from '../../../src/gateway/store/open-store';
import type { Store } from '../../../src/gateway/store/store';
import { type Postgres, startPostgres } from '../../postgres';

/** Opens a store, and closes it after the test. */
export async function temporaryStore(options: StoreOptions): Promise<Store> {
  const store = await openStore(options);
  onTestFinished(() => store.close());
  return store;
}

/** Starts PostgreSQL before the tests of a file, and ends it after them. */
export function usePostgres(): () => Postgres {
  let postgres: Postgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());
  return () => {
    if (postgres === undefined) throw new Error('PostgreSQL runs only while tests do');
    return postgres;
  };
}

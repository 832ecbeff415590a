import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/gateway/store/store';
import { temporaryFolder } from '../folder';
import { describeStore } from './store-suite';
import { temporaryStore, usePostgres } from './temporary';

const postgres = usePostgres();

test('a database with another isolation by default serves two gateways that change one record at once', async () => {
  const [state, databaseUrl] = [await temporaryFolder(), await postgres().createDatabase()];
  const { pathname } = new URL(databaseUrl);
  await postgres().query(
    databaseUrl,
    `alter database ${pathname.slice(1)} set default_transaction_isolation = 'repeatable read'`,
  );
  const open = () => temporaryStore({ state, databaseUrl, isGateway: true });
  const stores = [await open(), await open()];
  const add = ({ generations }: Store) =>
    generations.change('anna', (count = 0) => ({ record: count + 1, result: undefined }));
  await Promise.all(stores.flatMap(store => Array.from({ length: 20 }, () => add(store))));
  expect(await stores[0]?.generations.get('anna')).toBe(40);
});

describe('PostgreSQL', () => {
  describeStore(async () => {
    const [state, databaseUrl] = [await temporaryFolder(), await postgres().createDatabase()];
    const options = { state, databaseUrl, isGateway: true };
    return { options, another: () => temporaryStore(options) };
  });
});

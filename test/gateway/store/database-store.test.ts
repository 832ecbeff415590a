import { join } from 'node:path';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { openStore } from '../../../src/gateway/store/open-store';
import { type Postgres, startPostgres } from '../../postgres';
import { temporaryFolder } from '../folder';
import { describeStore } from './store-suite';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.close());

describe('PostgreSQL', () => {
  describeStore(async () => {
    const [folder, databaseUrl] = [await temporaryFolder(), await postgres.createDatabase()];
    const keyFile = join(folder, 'key');
    let count = 0;
    return {
      async another() {
        count += 1;
        const state = join(folder, `state ${count}`);
        const store = await openStore({ state, databaseUrl, keyFile, isGateway: true });
        onTestFinished(() => store.close());
        return store;
      },
    };
  });
});

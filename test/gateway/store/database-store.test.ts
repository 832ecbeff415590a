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
    const [state, databaseUrl] = [await temporaryFolder(), await postgres.createDatabase()];
    const options = { state, databaseUrl, isGateway: true };
    return {
      options,
      async another() {
        const store = await openStore(options);
        onTestFinished(() => store.close());
        return store;
      },
    };
  });
});

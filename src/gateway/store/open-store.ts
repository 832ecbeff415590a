import { type Log, SILENT } from '../shared/log';
import { keyFileIn, readOrCreateKeyAt } from '../state/key-file';
import { inStateFolder } from '../state/state-folder';
import { openDatabaseStore } from './database-store';
import { openFileStore } from './file-store';
import { guardFolder } from './run-guard';
import type { Store } from './store';

export interface StoreOptions {
  /** The state folder. */
  readonly state: string;
  /** Of PostgreSQL. Default: the state folder keeps the records. */
  readonly databaseUrl?: string | undefined;
  /** Default: `key` in the state folder. */
  readonly keyFile?: string | undefined;
  /** A gateway without a database has its state folder for itself, but for commands. Default: false. */
  readonly isGateway?: boolean;
  readonly log?: Log;
  /** ms since 1970 */
  now?(): number;
  /** ms until a database that can't be reached is an error. Default: 30 s */
  readonly patience?: number;
}

/** Creates what is missing, and stores what former versions have kept. @throws {StartupError} */
export const openStore = (options: StoreOptions): Promise<Store> =>
  inStateFolder(options.state, async () => {
    const { state, databaseUrl, isGateway = false, log = SILENT } = options;
    const release = isGateway && databaseUrl === undefined ? await guardFolder(state) : async () => {};
    try {
      const secret = await openSecret(options);
      const keyPath = keyPathOf(options);
      const store = await (databaseUrl === undefined
        ? openFileStore(state, { ...options, secret, log })
        : openDatabaseStore({ ...options, url: databaseUrl, secret, keyPath, isGateway, log }));
      let closed: Promise<void> | undefined;
      return {
        ...store,
        close() {
          closed ??= store.close().finally(release);
          return closed;
        },
      };
    } catch (error) {
      await release();
      throw error;
    }
  });

type KeyPlace = Pick<StoreOptions, 'state' | 'keyFile'>;

const keyPathOf = ({ state, keyFile = keyFileIn(state) }: KeyPlace) => keyFile;

/** Signs tokens, links and forms; 32 bytes. Created on the first start. @throws {StartupError} */
export const openSecret = (place: KeyPlace): Promise<Buffer> =>
  inStateFolder(place.state, () => readOrCreateKeyAt(keyPathOf(place)));

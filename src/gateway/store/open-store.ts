import { type Log, SILENT } from '../shared/log';
import { readOrCreateKey, readOrCreateKeyAt } from '../state/key-file';
import { inStateFolder } from '../state/state-folder';
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
  /** A gateway has its state folder for itself, but for commands. Default: false. */
  readonly isGateway?: boolean;
  readonly log?: Log;
  /** ms since 1970 */
  now?(): number;
}

/** Creates what is missing, and stores what former versions have kept. @throws {StartupError} */
export const openStore = ({ state, keyFile, isGateway, log = SILENT, now }: StoreOptions): Promise<Store> =>
  inStateFolder(state, async () => {
    const release = isGateway ? await guardFolder(state) : async () => {};
    try {
      const secret = await openSecret({ state, keyFile });
      const store = await openFileStore(state, { secret, log, ...(now && { now }) });
      return { ...store, close: () => store.close().finally(release) };
    } catch (error) {
      await release();
      throw error;
    }
  });

/** Signs tokens, links and forms; 32 bytes. Created on the first start. @throws {StartupError} */
export const openSecret = ({ state, keyFile }: Pick<StoreOptions, 'state' | 'keyFile'>): Promise<Buffer> =>
  keyFile === undefined ? inStateFolder(state, () => readOrCreateKey(state)) : readOrCreateKeyAt(keyFile);

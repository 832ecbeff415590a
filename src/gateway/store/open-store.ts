import { existsSync } from 'node:fs';
import { type Log, SILENT } from '../shared/log';
import { StartupError } from '../shared/startup-error';
import { keyFileIn, readKey, readOrCreateKey } from '../state/key-file';
import { inStateFolder } from '../state/state-folder';
import { openDatabaseStore } from './database-store';
import { openFileStore } from './file-store';
import { hasRecords } from './move-files';
import { hasOldLists } from './old-lists';
import { guardFolder } from './run-guard';
import type { Store } from './store';

export interface StoreOptions {
  /** The state folder. */
  readonly state: string;
  /** Of PostgreSQL. Default: the state folder keeps the records. */
  readonly databaseUrl?: string | undefined;
  /** Default: `key` in the state folder. A file that is named here must be there. */
  readonly keyFile?: string | undefined;
  /** A gateway without a database has its state folder for itself, but for commands. Default: false. */
  readonly isGateway?: boolean;
  /** Uses what a gateway has made: makes no key and no tables, and moves no records. Default: false. */
  readonly isCommand?: boolean;
  readonly log?: Log;
  /** ms since 1970 */
  now?(): number;
  /** ms until a database that can't be reached is an error. Default: 30 s */
  readonly patience?: number;
}

/** Creates what is missing, and stores what former versions have kept. @throws {StartupError} */
export const openStore = (options: StoreOptions): Promise<Store> =>
  inStateFolder(options.state, async () => {
    const { state, databaseUrl, isGateway = false, isCommand = false, log = SILENT } = options;
    const release = isGateway && databaseUrl === undefined ? await guardFolder(state, log) : async () => {};
    try {
      const secret = await openSecret(options);
      const keyPath = keyPathOf(options);
      // The former version may still use them.
      if (isCommand && databaseUrl === undefined && (await hasOldLists(state)))
        throw new StartupError(
          `the records in ${state} are of a former version: start this version of the gateway first`,
        );
      const store = await (databaseUrl === undefined
        ? openFileStore(state, { ...options, secret, log })
        : openDatabaseStore({ ...options, url: databaseUrl, secret, keyPath, isGateway, isCommand, log }));
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

export type Place = Pick<StoreOptions, 'state' | 'databaseUrl' | 'keyFile' | 'isCommand' | 'log'>;

export const keyPathOf = ({ state, keyFile = keyFileIn(state) }: Place): string => keyFile;

/**
 * Signs tokens, links and forms; 32 bytes. A gateway makes it at its first start, and anew if its file was deleted: what
 * was sealed with the former one is lost then, so nobody makes one for records that move to a database. @throws {StartupError}
 */
export const openSecret = (place: Place): Promise<Buffer> =>
  inStateFolder(place.state, async () => {
    const { state, databaseUrl, keyFile, isCommand = false, log = SILENT } = place;
    const path = keyPathOf(place);
    const isAlone = databaseUrl === undefined && keyFile === undefined;
    const orElse = isAlone
      ? 'restore it from a backup, or delete it (everyone then has to sign in again)'
      : 'copy it from another gateway with the same database, or restore it from a backup';
    const found = await readKey(path, orElse);
    if (found !== undefined) return found;
    const missing = (advice: string) => new StartupError(`there is no key file ${path}: ${advice}`);
    if (keyFile !== undefined) throw missing(orElse);
    const first = isAlone ? 'start the gateway, which makes it' : `${orElse}; the first gateway makes it`;
    if (isCommand) throw missing(`${first}, or give its folder with --state`);
    const hadAnother = await hasRecords(state);
    if (hadAnother && !isAlone) throw missing(orElse);
    const key = await readOrCreateKey(path, orElse);
    if (hadAnother)
      log.warn(`there was no key file ${path}: with the new one, everyone has to sign in again`);
    return key;
  });

/** Whether no gateway has begun to keep anything here. */
export const isUnused = (place: Place): boolean =>
  place.databaseUrl === undefined && place.keyFile === undefined && !existsSync(keyPathOf(place));

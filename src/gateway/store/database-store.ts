import { realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../shared/log';
import { StartupError } from '../shared/startup-error';
import { daily } from './daily';
import { BEGIN, createDatabase, type Database, DatabaseError, type OwnSession } from './database';
import { createDatabaseKeys, type DatabaseKeys } from './database-keys';
import { createDatabaseLocks } from './database-locks';
import { createDatabaseRecords, type DatabaseRecords } from './database-records';
import { prepareTables } from './database-schema';
import { asStartupError, isFinal } from './database-trouble';
import { type Watch, watchDatabase } from './database-watch';
import { type Kind, mapKinds } from './kinds';
import { copyFiles, hasRecords, setFilesAside } from './move-files';
import { guardFolder } from './run-guard';
import type { Store } from './store';

export interface DatabaseStoreOptions {
  readonly url: string;
  readonly secret: Buffer;
  /** Of the file with the secret, for messages. */
  readonly keyPath: string;
  /** The state folder: an empty database gets its records. */
  readonly state: string;
  /** Whether many reads follow: the store then keeps what it has read as long as nobody changes it. */
  readonly isGateway: boolean;
  /** Uses what a gateway has made: makes no tables, and moves no records. */
  readonly isCommand: boolean;
  readonly log: Log;
  /** ms since 1970 */
  now?(): number;
  /** ms until a database that can't be reached is an error. Default: 30 s, for one that starts with the gateway. */
  readonly patience?: number;
}

const CHANNEL = 'facteur_records';
/** The first start may store many files. In ms. */
const PREPARED_WITHIN = 120_000;
const PATIENCE = 30_000;
const BETWEEN = 1000;

const START = 'start the gateway with database-url first, or restart it';

/** For one command there is nothing to watch. */
const NO_WATCH: Watch = { isListening: () => false, isAway: () => false, doubt() {}, close() {} };

/** Keeps records in PostgreSQL 14 or later, for any number of gateways. @throws {StartupError} */
export async function openDatabaseStore(options: DatabaseStoreOptions): Promise<Store> {
  const { url, secret, isGateway, log, now = Date.now } = options;
  const database = createDatabase(url);
  const keys = createDatabaseKeys(secret);
  await prepare(database, keys, options);
  const all = new Map<string, Pick<DatabaseRecords<never>, 'changed' | 'allChanged'>>();
  const watch = isGateway
    ? watchDatabase(database, {
        channel: CHANNEL,
        log,
        onChange(payload) {
          const [kind = '', id = ''] = payload.split(' ');
          all.get(kind)?.changed(id);
        },
        onGap() {
          for (const records of all.values()) records.allChanged();
        },
      })
    : NO_WATCH;
  const recordsOf = <R>(kind: Kind<R>) => {
    const records = createDatabaseRecords(kind, { database, keys, channel: CHANNEL, watch, log });
    all.set(kind.name, records);
    return records;
  };
  const stopCleaning = daily(async () => {
    await database.query('delete from facteur_records where ends < $1', [now()]);
  }, log);
  return {
    secret,
    ...mapKinds(recordsOf),
    exclusively: createDatabaseLocks(database, keys),
    isAway: watch.isAway,
    async close() {
      stopCleaning();
      watch.close();
      await database.close();
    },
  };
}

/** Makes the tables, and stores what the state folder has, in one go. A command only looks. @throws {StartupError} */
async function prepare(database: Database, keys: DatabaseKeys, options: DatabaseStoreOptions): Promise<void> {
  const { state, keyPath, isCommand, log } = options;
  const session = await connectPatiently(database, options);
  try {
    await session.query(BEGIN);
    const facts = await prepareTables(session, keys, keyPath);
    const [first] = await session.query('select key from facteur_records limit 1');
    const isNew = first === undefined && facts.get('moved_from') === undefined;
    const place = keys.idOf('state folder', `${hostname()} ${await realpath(state)}`);
    const isFull = await hasRecords(state);
    // The end of the session takes all back.
    if (isCommand && !facts.wereReady)
      throw new StartupError(`the database has no tables of this version yet: ${START}`);
    if (isCommand && isNew && isFull)
      throw new StartupError(`the records of ${state} aren’t in the database yet: ${START}`);
    if (isNew && isFull) {
      const release = await guardFolder(state, log);
      try {
        const count = await copyFiles(state, session, keys, options);
        await facts.set('moved_from', place);
        log.info(`the database has the ${count} records of ${state} now`);
      } finally {
        await release();
      }
    }
    await session.query('commit');
    if (!isFull || isCommand) return;
    // It may have been broken off after the records were stored, or the gateway ran without the database since.
    const isMoved = isNew || facts.get('moved_from') === place;
    const what = isMoved ? 'are set aside as ….old' : 'aren’t used';
    if (!isNew) log.warn(`the records in the state folder ${state} ${what}: the database has its own`);
    if (isMoved) await setFilesAside(state);
  } catch (error) {
    throw asStartupError(error);
  } finally {
    session.end();
  }
}

/** A database that starts with the gateway may need longer. @throws {StartupError} */
async function connectPatiently(
  database: Database,
  { log, patience = PATIENCE }: DatabaseStoreOptions,
): Promise<OwnSession> {
  const end = performance.now() + patience;
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await database.connect(PREPARED_WITHIN);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (isFinal(error.code) || performance.now() > end) throw asStartupError(error);
      if (isFirst) log.warn(`${error.message}: waiting for it`);
      await sleep(BETWEEN);
    }
  }
}

import pg from 'pg';
import { fieldOf, parseJson } from '../shared/json';
import { createLatest } from '../shared/latest';
import type { Log } from '../shared/log';
import { createQueues } from '../shared/queues';
import { type Records, StoreAway } from '../shared/records';
import { within } from '../shared/with-deadline';
import { type Database, DatabaseError, type Row } from './database';
import type { DatabaseKeys } from './database-keys';
import type { Watch } from './database-watch';
import type { Kind } from './kinds';

export interface DatabaseRecords<R> extends Records<R> {
  /** Another process has changed this record. @param id as it was told */
  changed(id: string): void;
  /** Other processes may have changed any record. */
  allChanged(): void;
}

export interface DatabaseRecordsOptions {
  readonly database: Database;
  readonly keys: DatabaseKeys;
  readonly channel: string;
  readonly watch: Pick<Watch, 'isListening' | 'isAway' | 'doubt'>;
  readonly log: Log;
}

interface Known<R> {
  readonly record: R | undefined;
  /** Otherwise it may have been changed since, without a word. */
  isLatest: boolean;
}

/** ms until the last known record has to do. */
const READ_WITHIN = 3000;
/** Of those that are read together. */
const PAGE = 500;

/** Records as rows, whose key and value are of no use without the gateway's key. */
export function createDatabaseRecords<R>(
  kind: Kind<R>,
  { database, keys, channel, watch, log }: DatabaseRecordsOptions,
): DatabaseRecords<R> {
  const cache = createLatest<Known<R>>();
  /** Reads whose result is still the latest. */
  const reads = new Map<string, Promise<Known<R>>>();
  const inQueue = createQueues();

  /** Its token or session may have ended, so it is good for nothing. Returns whether somebody needs it here. */
  const forget = (id: string): boolean => {
    const had = reads.delete(id) || cache.get(id) !== undefined;
    cache.delete(id);
    return had;
  };
  /** @throws {StoreAway} */
  const open = (
    id: string,
    row: Row | undefined,
  ): { readonly key: string; readonly record: R } | undefined => {
    if (row === undefined) return undefined;
    const content = parseJson(keys.open(kind.name, id, row.value ?? '') ?? '');
    const [key, record] = [fieldOf(content, 'key'), kind.parse(fieldOf(content, 'record'))];
    if (typeof key === 'string' && record !== undefined) return { key, record };
    const message = `a record of the ${kind.file} in the database is damaged: restore it from a backup, or delete it where key = '${id}' (${kind.remedy})`;
    log.error(message);
    throw new StoreAway(message, 'damaged');
  };
  const select = (id: string) =>
    `select key, value from facteur_records where kind = ${literal(kind.name)} and key = ${literal(id)}`;
  const read = (id: string): Promise<Known<R>> => {
    const under = reads.get(id);
    if (under !== undefined) return under;
    const begun: Promise<Known<R>> = database
      .query(select(id))
      .then(([row]) => {
        const found: Known<R> = {
          record: open(id, row)?.record,
          isLatest: watch.isListening(),
        };
        // Otherwise it may have been changed meanwhile.
        if (reads.get(id) === begun) cache.set(id, found);
        return found;
      })
      .finally(() => {
        if (reads.get(id) === begun) reads.delete(id);
      });
    reads.set(id, begun);
    return begun;
  };
  const changed = (id: string) => {
    // Soon nothing may be left to read it from.
    if (forget(id) && !watch.isAway()) read(id).catch(watch.doubt);
  };
  return {
    changed,
    allChanged() {
      for (const known of cache.values()) known.isLatest = false;
      reads.clear();
    },
    async get(key, suffices = () => true) {
      const id = keys.idOf(kind.name, key);
      const known = cache.get(id);
      if (known?.isLatest && watch.isListening() && suffices(known.record)) return known.record;
      try {
        if (watch.isAway()) throw new DatabaseError();
        return (await within(READ_WITHIN, read(id), () => new DatabaseError())).record;
      } catch (error) {
        watch.doubt();
        const last = cache.get(id);
        if (last === undefined || !suffices(last.record)) throw error;
        return last.record;
      }
    },
    change(key, act) {
      const id = keys.idOf(kind.name, key);
      return inQueue(id, async () => {
        if (watch.isAway()) throw new DatabaseError();
        try {
          const lock = `select pg_advisory_xact_lock(${keys.lockOf(kind.name, id)})`;
          const { before, record, result } = await database.transaction([lock, select(id)], ([row]) => {
            const before = open(id, row)?.record;
            const { record, result } = act(before);
            const told = tell(channel, `${kind.name} ${id}`);
            const last =
              record === before
                ? []
                : record === undefined
                  ? [remove(kind.name, id), told]
                  : [write(rowOf(kind, keys, key, record)), told];
            return { before, record, result, last };
          });
          // Another process may have changed it again meanwhile, and told so already.
          if (record !== before) changed(id);
          return result;
        } catch (error) {
          // It may have been stored, though the answer was lost.
          reads.delete(id);
          const known = cache.get(id);
          if (known !== undefined) known.isLatest = false;
          if (error instanceof StoreAway) watch.doubt();
          throw error;
        }
      });
    },
    async *all() {
      for (let last = ''; ; ) {
        const rows: Row[] = await database.query(
          `select key, value from facteur_records where kind = $1 and key > $2 order by key limit ${PAGE}`,
          [kind.name, last],
        );
        for (const row of rows) {
          last = row.key ?? '';
          const found = opened(() => open(last, row));
          if (found !== undefined) yield [found.key, found.record];
        }
        if (rows.length < PAGE) return;
      }
    },
  };
}

const literal = (value: string | number | null) =>
  value === null ? 'null' : pg.escapeLiteral(String(value));

const tell = (channel: string, changed: string) =>
  `select pg_notify(${literal(channel)}, ${literal(changed)})`;

const remove = (kind: string, id: string) =>
  `delete from facteur_records where kind = ${literal(kind)} and key = ${literal(id)}`;

const write = (row: ReturnType<typeof rowOf>) =>
  `insert into facteur_records (kind, key, value, ends) values (${row.map(literal).join(', ')})
  on conflict (kind, key) do update set value = excluded.value, ends = excluded.ends`;

/** The values of `kind`, `key`, `value` and `ends`. */
export function rowOf<R>(kind: Kind<R>, keys: DatabaseKeys, key: string, record: R) {
  const id = keys.idOf(kind.name, key);
  const value = keys.seal(kind.name, id, JSON.stringify({ key, record: kind.format(record) }));
  const ends = kind.endsAt(record);
  return [kind.name, id, value, ends === undefined ? null : Math.ceil(ends)] as const;
}

function opened<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import type { Records } from '../shared/records';
import { StartupError } from '../shared/startup-error';
import type { SqlSession } from './database';
import type { DatabaseKeys } from './database-keys';
import { rowOf } from './database-records';
import { isRecord } from './file-records';
import { FILE_KINDS, openFileStore } from './file-store';
import { KINDS, type Kind } from './kinds';
import { hasOldLists } from './old-lists';

const NAMES = FILE_KINDS.map(kind => KINDS[kind].name);
/** Of those that are stored together. */
const PAGE = 500;

/** Whether the state folder has records, of this or a former version. */
export async function hasRecords(folder: string): Promise<boolean> {
  if (await hasOldLists(folder)) return true;
  for (const name of NAMES) {
    const files = await readdir(join(folder, name)).catch(() => []);
    if (files.some(isRecord)) return true;
  }
  return false;
}

/**
 * Stores the records of a state folder in an empty database. Returns how many. @param session in a transaction
 * @throws {StartupError} if one can't be read
 */
export async function copyFiles(
  folder: string,
  session: SqlSession,
  keys: DatabaseKeys,
  { secret, log }: { readonly secret: Buffer; readonly log: Log },
): Promise<number> {
  const files = await openFileStore(folder, { secret, log });
  try {
    let count = 0;
    for (const name of FILE_KINDS) {
      const [kind, records] = [KINDS[name] as Kind<unknown>, files[name] as Records<unknown>];
      let rows: (readonly [string, string, string, number | null])[] = [];
      const store = async () => {
        const columns = [0, 1, 2, 3].map(index => rows.map(row => row[index]));
        await session.query(INSERT, columns);
        count += rows.length;
        rows = [];
      };
      const before = count;
      for await (const [key, record] of records.all()) {
        rows.push(rowOf(kind, keys, key, record));
        if (rows.length === PAGE) await store();
      }
      await store();
      const there = (await readdir(join(folder, kind.name))).filter(isRecord).length;
      if (count - before !== there) throw new StartupError(notAll(folder));
    }
    return count;
  } finally {
    await files.close();
  }
}

const notAll = (folder: string) =>
  `not all records in ${folder} can be read, so none was moved to the database: the log says which ones, and what to do`;

const INSERT = `insert into facteur_records (kind, key, value, ends)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) on conflict do nothing`;

/** Renames what the database has now. */
export async function setFilesAside(folder: string): Promise<void> {
  for (const name of NAMES) {
    const path = join(folder, name);
    await rename(path, `${path}.old`).catch(async error => {
      if (codeOf(error) === 'ENOENT') return;
      // There is one from before.
      await rename(path, `${path}.old.${Date.now()}`);
    });
  }
}

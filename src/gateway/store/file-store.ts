import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFailuresInMemory } from '../access/failures';
import type { Log } from '../shared/log';
import { createQueues } from '../shared/queues';
import type { Records } from '../shared/records';
import { withLock } from '../state/lock-file';
import { daily } from './daily';
import { createFileRecords, isRecord, nameOf } from './file-records';
import { KINDS, type Kind, mapKinds } from './kinds';
import { readOldLists } from './old-lists';
import type { Store, StoredRecords } from './store';

const LOCKS = 'locks';

export interface FileStoreOptions {
  readonly secret: Buffer;
  readonly log: Log;
  /** ms since 1970 */
  now?(): number;
}

/**
 * Keeps each record in a file of its own, and failed sign-ins until the process ends. Stores what the folder has from
 * before version 1.1.0. @param folder exists
 */
export async function openFileStore(
  folder: string,
  { secret, log, now = Date.now }: FileStoreOptions,
): Promise<Store> {
  const folders = [LOCKS, ...FILE_KINDS.map(kind => KINDS[kind].name)].map(name => join(folder, name));
  for (const it of folders) await mkdir(it, { recursive: true, mode: 0o700 });
  const kept = {
    ...mapKinds(kind => createFileRecords(join(folder, kind.name), kind, log)),
    failures: createFailuresInMemory(),
  };
  const inQueue = createQueues();
  await withLock(join(folder, LOCKS, 'old-lists.lock'), () => readOldLists(folder, kept));
  const stopCleaning = daily(async () => {
    for (const kind of FILE_KINDS) await removeEnded<unknown>(kept[kind], KINDS[kind] as Kind<unknown>, now);
    for (const it of folders) await removeLeft(it);
  }, log);
  return {
    ...kept,
    secret,
    exclusively: (name, task) =>
      inQueue(name, () => withLock(join(folder, LOCKS, `${nameOf(name)}.lock`), task)),
    isAway: () => false,
    close: async () => stopCleaning(),
  };
}

/** The kinds that outlast the process. */
export const FILE_KINDS = (Object.keys(KINDS) as (keyof StoredRecords)[]).filter(kind => kind !== 'failures');

/** Removes the locks and unfinished files of processes that were killed in the middle of a change. */
async function removeLeft(folder: string): Promise<void> {
  const others = (await readdir(folder)).filter(name => !isRecord(name));
  for (const record of new Set(others.map(name => name.replace(/\..*/, ''))))
    await withLock(join(folder, `${record}.lock`), async () => {
      for (const name of others)
        if (name.startsWith(`${record}.`) && name.endsWith('.tmp'))
          await rm(join(folder, name), { force: true });
    });
}

async function removeEnded<R>(records: Records<R>, { endsAt }: Kind<R>, now: () => number): Promise<void> {
  const hasEnded = (record: R | undefined) => record !== undefined && (endsAt(record) ?? now()) < now();
  for await (const [key, found] of records.all()) {
    if (!hasEnded(found)) continue;
    await records.change(key, record => ({
      record: hasEnded(record) ? undefined : record,
      result: undefined,
    }));
  }
}

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../shared/error-code';
import { fieldOf, parseJson } from '../shared/json';
import { createLatest } from '../shared/latest';
import type { Log } from '../shared/log';
import { createQueues } from '../shared/queues';
import { type Records, StoreAway } from '../shared/records';
import { StartupError } from '../shared/startup-error';
import { withLock } from '../state/lock-file';
import { readPrivateFile, removePrivateFile, replacePrivateFile, stateFile } from '../state/private-file';
import type { Kind } from './kinds';

/** Of the files. */
const VERSION = 1;

interface Known<R> {
  readonly stamp: string;
  readonly record: R;
}

/** For a file's name: a key may have any character. */
export const nameOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/** Whether a file of this name is one, and not a lock or an unfinished one. */
export const isRecord = (name: string): boolean => name.endsWith('.json');

/**
 * One file for each record. Another process may change them: a file is read again when it was replaced. A file that can't
 * be used is logged once, and left out of `all`. `change` rejects with the file system's error, too.
 * @param folder of this kind alone; it exists
 */
export function createFileRecords<R>(folder: string, kind: Kind<R>, log: Log): Records<R> {
  const cache = createLatest<Known<R>>();
  const unusable = new Set<string>();
  const inQueue = createQueues();
  const pathOf = (key: string) => join(folder, `${nameOf(key)}.json`);

  /** @throws {StoreAway} if the file can't be used */
  const usable = async <T>(path: string, act: () => Promise<T>): Promise<T> => {
    try {
      const result = await act();
      unusable.delete(path);
      return result;
    } catch (error) {
      const isUnusable = error instanceof StartupError;
      const message = isUnusable ? error.message : `can’t read ${path} (${codeOf(error)})`;
      if (!unusable.has(path)) log.error(message);
      unusable.add(path);
      throw new StoreAway(message, isUnusable ? 'unusable file' : codeOf(error));
    }
  };
  const load = async (path: string) => {
    const text = await readPrivateFile(path, stateFile(kind.file));
    return text === undefined ? undefined : parse(text, path, kind);
  };
  const read = (path: string): Promise<Known<R> | undefined> =>
    usable(path, async () => {
      // Take the stamp first: if the file is replaced now, the next call reads it again.
      const stamp = stampOf(path);
      const known = cache.get(path);
      if (stamp === undefined || known?.stamp === stamp) return stamp === undefined ? undefined : known;
      const loaded = await load(path);
      const found = loaded && { stamp, record: loaded.record };
      if (found !== undefined) cache.set(path, found);
      return found;
    });
  return {
    async get(key, suffices = () => true) {
      const path = pathOf(key);
      const known = cache.get(path);
      const found = await read(path).catch(error => {
        if (known === undefined || !suffices(known.record)) throw error;
        return known;
      });
      if (found === undefined) cache.delete(path);
      return found?.record;
    },
    change: (key, act) =>
      inQueue(key, () =>
        withLock(join(folder, `${nameOf(key)}.lock`), async () => {
          const path = pathOf(key);
          const before = (await read(path))?.record;
          const { record, result } = act(before);
          if (record === before) return result;
          if (record === undefined) await removePrivateFile(path);
          else {
            const content = { version: VERSION, key, record: kind.format(record) };
            await replacePrivateFile(path, `${JSON.stringify(content)}\n`);
          }
          return result;
        }),
      ),
    async *all() {
      for (const name of await readdir(folder)) {
        if (!isRecord(name)) continue;
        const path = join(folder, name);
        const found = await usable(path, () => load(path)).catch(() => undefined);
        if (found !== undefined) yield [found.key, found.record];
      }
    },
  };
}

/**
 * Each write makes a new file. Undefined if there is none. Synchronous: each answer asks four times in turn, and the file
 * system has the answer in memory. Each wait for a thread took as long as the turns of the event loop between.
 */
function stampOf(path: string): string | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  return status && [status.ino, status.size, status.mtimeMs, status.mode].join();
}

/** @throws {StartupError} if it is damaged */
function parse<R>(
  text: string,
  path: string,
  { file, remedy, ...kind }: Kind<R>,
): { key: string; record: R } {
  const content = parseJson(text);
  const [version, key] = [fieldOf(content, 'version'), fieldOf(content, 'key')];
  if (typeof version === 'number' && version > VERSION) throw new StartupError(newer(file, path));
  const record = version === VERSION ? kind.parse(fieldOf(content, 'record')) : undefined;
  if (typeof key !== 'string' || record === undefined) throw new StartupError(damaged(file, path, remedy));
  return { key, record };
}

export const newer = (file: string, path: string): string =>
  `the ${file} ${path} was written by a newer gateway: use that version, or choose another folder with --state`;

export const damaged = (file: string, path: string, remedy: string): string =>
  `the ${file} ${path} is damaged: restore it from a backup, or delete it (${remedy})`;

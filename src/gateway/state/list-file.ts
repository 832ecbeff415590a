import { stat } from 'node:fs/promises';
import { StartupError } from '../shared/startup-error';
import { readPrivateFile, replacePrivateFile, stateFile } from './private-file';

/** A file with one list, in JSON, that several gateways may read and write. */
export interface ListFile<T> {
  /** The name of the file in messages: `consent file`. */
  readonly name: string;
  readonly path: string;
  /** The version to write; every lower one is read, too. */
  readonly version: number;
  /** The name of the list in the file. */
  readonly list: string;
  /** What to do if the file is damaged. */
  readonly remedy: string;
  /** Returns undefined if an entry of the list is wrong. */
  parse(entries: readonly unknown[], version: number): T | undefined;
  format(value: T): readonly unknown[];
}

export interface Stored<T> {
  /** Undefined if there is no file. @throws {StartupError} if it can't be used */
  read(): Promise<T | undefined>;
  /** Rejects with the file system's error. */
  write(value: T): Promise<void>;
}

/** Parses the file again only if it was replaced. */
export function createListFile<T>(file: ListFile<T>): Stored<T> {
  const { path, version, list } = file;
  let last: { readonly stamp: string; readonly value: T } | undefined;
  return {
    async read() {
      // Take the stamp first: if the file is replaced now, the next call reads it again.
      const stamp = await stampOf(path);
      if (last !== undefined && last.stamp === stamp) return last.value;
      const text = await readPrivateFile(path, stateFile(file.name));
      if (text === undefined) return undefined;
      const value = parse(text, file);
      last = stamp === undefined ? undefined : { stamp, value };
      return value;
    },
    write: value =>
      replacePrivateFile(path, `${JSON.stringify({ version, [list]: file.format(value) }, undefined, 2)}\n`),
  };
}

/** A file whose list has records, each with an id. `parse` returns undefined for a wrong one. */
export const createRecordFile = <R extends object>({
  parse,
  ...file
}: Omit<ListFile<never>, 'parse' | 'format'> & { parse(entry: unknown): R | undefined }): Stored<
  ReadonlyMap<string, R>
> =>
  createListFile<ReadonlyMap<string, R>>({
    ...file,
    parse(entries) {
      const records = entries.flatMap((entry): [string, R][] => {
        const [id, record] = [fieldOf(entry, 'id'), parse(entry)];
        return typeof id === 'string' && record !== undefined ? [[id, record]] : [];
      });
      return records.length === entries.length ? new Map(records) : undefined;
    },
    format: records => [...records].map(([id, record]) => ({ id, ...record })),
  });

/** Each write makes a new file. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs, mode } = await stat(path);
    return [ino, size, mtimeMs, mode].join();
  } catch {
    return undefined;
  }
}

/** Rejects the whole file at any error: the unreadable part may matter. */
function parse<T>(text: string, { name, path, version, list, remedy, ...file }: ListFile<T>): T {
  const content = parseJson(text);
  const written = fieldOf(content, 'version');
  if (typeof written === 'number' && written > version) {
    throw new StartupError(
      `the ${name} ${path} was written by a newer gateway: use that version, or choose another folder with --state`,
    );
  }
  const entries = fieldOf(content, list);
  const isKnown = Number.isInteger(written) && Number(written) >= 1;
  const value = isKnown && Array.isArray(entries) ? file.parse(entries, Number(written)) : undefined;
  if (value === undefined) {
    throw new StartupError(
      `the ${name} ${path} is damaged: restore it from a backup, or delete it (${remedy})`,
    );
  }
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

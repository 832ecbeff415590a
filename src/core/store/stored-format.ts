/** How a value is kept in storage, across versions of Facteur. */
export interface Format<T> {
  /** The value where none is stored. */
  readonly fallback: T;
  /** The first turns what version 1 stored into what version 2 stores, and so on. May throw on what makes no sense. */
  readonly migrations: readonly ((data: unknown) => unknown)[];
  /** Makes a valid value of anything; never throws. */
  parse(data: unknown): T;
  /**
   * What to store where `value` takes the place of `former`: with it what this version can't read of that, for a newer
   * one has stored it, which runs on the user's other computers or may come back here. The value alone unless given.
   */
  keep?(value: T, former: unknown): unknown;
}

/** A value as it is stored. */
interface Packed {
  version: number;
  data: unknown;
}

/** @param former what is stored in its place so far; nothing where that is to go altogether */
export function pack<T>(format: Format<T>, value: T, former?: unknown): Packed {
  const isAlone = former === undefined || !format.keep;
  const data = isAlone ? value : format.keep?.(value, migrated(format, former));
  return { version: versionOf(format), data };
}

/** What is stored in `raw`, as it is: for who only wants to know whether it is anything at all. */
export function dataOf(raw: unknown): unknown {
  return isPacked(raw) ? raw.data : raw;
}

/** The value in `raw`, whatever it is and whichever version stored it; a newer one's is read as far as it is understood. */
export function unpack<T>(format: Format<T>, raw: unknown): T {
  return raw === undefined ? format.fallback : format.parse(migrated(format, raw));
}

/** What is stored in `raw` as this version would have stored it, or as a newer one has. */
function migrated(format: Format<unknown>, raw: unknown): unknown {
  const { version, data } = isPacked(raw) ? raw : { version: 1, data: raw };
  try {
    return format.migrations.slice(version - 1).reduce((old, migrate) => migrate(old), data);
  } catch {
    return data;
  }
}

function versionOf(format: Format<unknown>): number {
  return format.migrations.length + 1;
}

/** Facteur's first version stored values as they were. */
function isPacked(raw: unknown): raw is Packed {
  return (
    typeof raw === 'object' &&
    raw !== null &&
    'data' in raw &&
    'version' in raw &&
    Number.isInteger(raw.version) &&
    (raw.version as number) >= 1
  );
}

/** Yes or no; no where it isn't stored. */
export const FLAG_FORMAT: Format<boolean> = {
  fallback: false,
  migrations: [],
  parse: data => data === true,
};

/** A text; empty where none is stored. */
export const TEXT_FORMAT: Format<string> = {
  fallback: '',
  migrations: [],
  parse: data => (typeof data === 'string' ? data : ''),
};

export interface Format<T> {
  readonly fallback: T;
  /** The first migrates data of version 1 to version 2, and so on. May throw on invalid data. */
  readonly migrations: readonly ((data: unknown) => unknown)[];
  /** Turns any data into a valid value; never throws. */
  parse(data: unknown): T;
  /**
   * Merges `value` with the fields of `former` that this version doesn't know; a newer version may have
   * written them.
   */
  keep?(value: T, former: unknown): unknown;
}

interface Packed {
  version: number;
  data: unknown;
}

/** @param former the stored value to merge with; undefined to replace it completely */
export function pack<T>(format: Format<T>, value: T, former?: unknown): Packed {
  const isAlone = former === undefined || !format.keep;
  const data = isAlone ? value : format.keep?.(value, migrated(format, former));
  return { version: versionOf(format), data };
}

/** The stored data without validation, to see whether there is any. */
export function dataOf(raw: unknown): unknown {
  return isPacked(raw) ? raw.data : raw;
}

/** Reads a stored value of any version. From a newer version it reads the known part. */
export function unpack<T>(format: Format<T>, raw: unknown): T {
  return raw === undefined ? format.fallback : format.parse(migrated(format, raw));
}

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

/** Facteur's first version stored values without a version number. */
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

export const FLAG_FORMAT: Format<boolean> = {
  fallback: false,
  migrations: [],
  parse: data => data === true,
};

export const TEXT_FORMAT: Format<string> = {
  fallback: '',
  migrations: [],
  parse: data => (typeof data === 'string' ? data : ''),
};

/** How a value is kept in storage, across versions of Facteur. */
export interface Format<T> {
  /** The value where none is stored. */
  readonly fallback: T;
  /** The first turns what version 1 stored into what version 2 stores, and so on. May throw on what makes no sense. */
  readonly migrations: readonly ((data: unknown) => unknown)[];
  /** Makes a valid value of anything; never throws. */
  parse(data: unknown): T;
}

/** A value as it is stored. */
interface Packed {
  version: number;
  data: unknown;
}

export function pack<T>(format: Format<T>, value: T): Packed {
  return { version: versionOf(format), data: value };
}

/** What is stored in `raw`, as it is: for who only wants to know whether it is anything at all. */
export function dataOf(raw: unknown): unknown {
  return isPacked(raw) ? raw.data : raw;
}

/** The value in `raw`, whatever it is and whichever version stored it; a newer one's is read as far as it is understood. */
export function unpack<T>(format: Format<T>, raw: unknown): T {
  if (raw === undefined) return format.fallback;
  const { version, data } = isPacked(raw) ? raw : { version: 1, data: raw };
  try {
    return format.parse(format.migrations.slice(version - 1).reduce((old, migrate) => migrate(old), data));
  } catch {
    return format.parse(data);
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

import { StartupError } from '../shared/startup-error';
import { isFileOption } from './option-names';
import type { Value } from './option-values';

export type Table = Readonly<Record<string, unknown>>;

/** The values that {@link readTable} has found. */
export type Read<T extends Readonly<Record<string, Value<unknown>>>> = {
  readonly [K in keyof T]?: T[K] extends Value<infer V> ? readonly V[] : never;
};

/** Settings whose value must not appear in an error. */
const SECRETS: readonly string[] = ['password', 'client-secret', 'master-password'];

export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** `false` gives no text. Returns undefined for an unsupported type. */
export function textsOf(value: unknown): readonly string[] | undefined {
  if (value === false) return [];
  if (value === true) return ['1'];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  return Array.isArray(value) && value.every(it => typeof it === 'string') ? value : undefined;
}

/** `where` names the table in errors. @throws {StartupError} for unknown names and invalid values */
export function readTable<T extends Readonly<Record<string, Value<unknown>>>>(
  table: Table,
  settings: T,
  where: string,
): Read<T> {
  const read: Record<string, unknown[]> = {};
  for (const [name, given] of Object.entries(table)) {
    const setting = Object.hasOwn(settings, name) ? settings[name] : undefined;
    if (setting === undefined) {
      throw new StartupError(
        isFileOption(name)
          ? `${where}: ${name} is an option of the gateway: put it before the first line with [ ]`
          : `${where}: ${JSON.stringify(name)} is not a setting: use ${Object.keys(settings).join(', ')}`,
      );
    }
    const texts = textsOf(given);
    read[name] = (texts ?? [undefined]).map(text => {
      const value = text === undefined ? undefined : setting.read(text);
      if (value !== undefined) return value;
      const is = SECRETS.includes(name) ? 'can’t be used' : `is ${JSON.stringify(given)}`;
      throw new StartupError(`${where}: ${name} ${is}: give it ${setting.expected}`);
    });
  }
  return read as unknown as Read<T>;
}

/** @throws {StartupError} with this message if a text is there twice */
export function refuseTwice(texts: readonly string[], message: (text: string) => string): void {
  const seen = new Set<string>();
  const twice = texts.find(text => seen.size === seen.add(text).size);
  if (twice !== undefined) throw new StartupError(message(twice));
}

/** More names than these make an error unreadable. */
const MOST_LISTED = 20;

/** For an error: the first names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST_LISTED;
  const first = names.slice(0, MOST_LISTED).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}

/** Says where a {@link StartupError} of the task comes from. */
export async function prefixed<T>(where: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof StartupError) throw new StartupError(`${where}: ${error.message}`);
    throw error;
  }
}

/** Of several values of a setting, the last counts. */
export const last = <T>(values: readonly T[] | undefined): T | undefined => values?.at(-1);

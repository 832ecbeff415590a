/** Validates a value. Kept small because each wake-up of the background loads it. */
export type Schema<T> = (value: unknown) => value is T;

export type TypeOf<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;
type Flat<T> = { [K in keyof T]: T[K] };
type ObjectOf<R extends Fields, O extends Fields> = Flat<
  { [K in keyof R]: TypeOf<R[K]> } & { [K in keyof O]?: TypeOf<O[K]> }
>;

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** Never NaN. */
export const numberIn =
  (min = -Infinity, max = Infinity): Schema<number> =>
  (value): value is number =>
    typeof value === 'number' && value >= min && value <= max;

/** The latest time of a `Date`, in ms since 1970; the earliest is its negative. */
export const LAST_MOMENT = 8.64e15;

export const textLike =
  (pattern: RegExp): Schema<string> =>
  (value): value is string =>
    isText(value) && pattern.test(value);

export const oneOf =
  <const T extends readonly (string | boolean)[]>(...values: T): Schema<T[number]> =>
  (value): value is T[number] =>
    values.includes(value as T[number]);

export const either =
  <A, B>(isA: Schema<A>, isB: Schema<B>): Schema<A | B> =>
  (value): value is A | B =>
    isA(value) || isB(value);

export const arrayOf =
  <T>(isItem: Schema<T>, min = 0, max = Infinity): Schema<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(isItem);

export const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const recordOf =
  <T>(isItem: Schema<T>): Schema<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isGroup(value) && Object.values(value).every(isItem);

/** An object with these fields. Allows other fields too. */
export function objectOf<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Schema<ObjectOf<R, O>> {
  // Computed once, because lists contain thousands of such objects.
  const must = Object.entries(required);
  const may = Object.entries(optional ?? {});
  return (value): value is ObjectOf<R, O> =>
    isGroup(value) &&
    must.every(([name, is]) => is(value[name])) &&
    may.every(([name, is]) => !(name in value) || is(value[name]));
}

/** Tells whether a value is one of a kind. These few lines are on the way of every wake-up of the background. */
export type Schema<T> = (value: unknown) => value is T;

/** What a schema lets through. */
export type TypeOf<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;
type Flat<T> = { [K in keyof T]: T[K] };
type ObjectOf<R extends Fields, O extends Fields> = Flat<
  { [K in keyof R]: TypeOf<R[K]> } & { [K in keyof O]?: TypeOf<O[K]> }
>;

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';

/** A number from `min` to `max`; never NaN. */
export const numberIn =
  (min = -Infinity, max = Infinity): Schema<number> =>
  (value): value is number =>
    typeof value === 'number' && value >= min && value <= max;

/** The furthest moment that a `Date` can hold, in ms since 1970; as far before 1970 is the first. */
export const LAST_MOMENT = 8.64e15;

/** A text that fits the pattern. */
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

/** A list of `min` to `max` of them. */
export const arrayOf =
  <T>(isItem: Schema<T>, min = 0, max = Infinity): Schema<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(isItem);

/** Any object, a list not among them. */
export const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object whose values are all of one kind, whatever their names. */
export const recordOf =
  <T>(isItem: Schema<T>): Schema<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isGroup(value) && Object.values(value).every(isItem);

/** An object with these fields, of which the optional ones may be absent. It may have others beside them. */
export function objectOf<R extends Fields, O extends Fields = Record<never, never>>(
  required: R,
  optional?: O,
): Schema<ObjectOf<R, O>> {
  // Once: a list holds thousands of objects alike.
  const must = Object.entries(required);
  const may = Object.entries(optional ?? {});
  return (value): value is ObjectOf<R, O> =>
    isGroup(value) &&
    must.every(([name, is]) => is(value[name])) &&
    may.every(([name, is]) => !(name in value) || is(value[name]));
}

/** The values that were stored last, by key: {@link MOST} of them. */
export interface Latest<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  values(): Iterable<V>;
}

/** Users of a gateway, each of whom has a record or two of each kind. */
const MOST = 20_000;

export function createLatest<V>(): Latest<V> {
  const values = new Map<string, V>();
  return {
    get: key => values.get(key),
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > MOST && oldest !== undefined) values.delete(oldest);
    },
    delete: key => void values.delete(key),
    values: () => values.values(),
  };
}

/** The values that were stored last, by key. */
export interface Latest<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  values(): Iterable<V>;
}

/** @param most how many are kept */
export function createLatest<V>(most: number): Latest<V> {
  const values = new Map<string, V>();
  return {
    get: key => values.get(key),
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      const [oldest] = values.keys();
      if (values.size > most && oldest !== undefined) values.delete(oldest);
    },
    delete: key => void values.delete(key),
    values: () => values.values(),
  };
}

/** The values that were used last, by key. */
export interface Latest<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  values(): Iterable<V>;
}

/** @param most how many are kept */
export function createLatest<V>(most: number): Latest<V> {
  /** The last used is the last. */
  const values = new Map<string, V>();
  const set = (key: string, value: V) => {
    values.delete(key);
    values.set(key, value);
    const [oldest] = values.keys();
    if (values.size > most && oldest !== undefined) values.delete(oldest);
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
    delete: key => void values.delete(key),
    values: () => values.values(),
  };
}

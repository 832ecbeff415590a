/** The store can't be reached now; it may be later. `message` and `code` are for the log. */
export class StoreAway extends Error {
  constructor(
    message: string,
    readonly code = 'away',
  ) {
    super(message);
  }
}

export interface Changed<R, T> {
  /** Undefined: there is none any more. */
  readonly record: R | undefined;
  readonly result: T;
}

/** The records of one kind, by key. Several processes may have the same records. */
export interface Records<R> {
  /**
   * Returns undefined if there is none. Shows the changes of other processes within a second; within four if the connection to
   * the store breaks without a word. While the store is away, it returns the last known record.
   * @throws {StoreAway} if the gateway knows none, or was told that the record has changed
   * @param suffices returns whether a record from memory is good enough. If not, the record is read again. Default: any record is
   */
  get(key: string, suffices?: (record: R | undefined) => boolean): Promise<R | undefined>;
  /**
   * Changes one record while nobody else does, in this or another process. `act` may run more than once, and must not
   * wait for this record. If it returns the record that it was given, nothing is stored.
   * Rejects if the change can't be stored; then nothing has changed. @throws {StoreAway}
   */
  change<T>(key: string, act: (record: R | undefined) => Changed<R, T>): Promise<T>;
  /** All of them, in no order: for commands and rare work. @throws {StoreAway} */
  all(): AsyncIterable<readonly [key: string, record: R]>;
}

/** Known until the process ends. @param most how many are kept: the latest changed ones */
export function createMemoryRecords<R>(most = Number.POSITIVE_INFINITY): Records<R> {
  const records = new Map<string, R>();
  return {
    get: async key => records.get(key),
    async change(key, act) {
      const before = records.get(key);
      const { record, result } = act(before);
      if (record === before) return result;
      records.delete(key);
      if (record !== undefined) records.set(key, record);
      const [oldest] = records.keys();
      if (records.size > most && oldest !== undefined) records.delete(oldest);
      return result;
    },
    async *all() {
      yield* [...records];
    },
  };
}

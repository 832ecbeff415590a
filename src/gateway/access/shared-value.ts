import { createQueue } from '../../core/concurrency/queue';
import { type Log, SILENT } from '../shared/log';

/** Both methods reject on failure. */
export interface ValueStore<T> {
  /** Undefined if nothing is stored yet. */
  read(): Promise<T | undefined>;
  write(value: T): Promise<void>;
}

/** A value that several gateways on one state folder may change. */
export interface SharedValue<T> {
  /** Also what another gateway stored. The last known value if the store can't be read: that is logged once. */
  current(): Promise<T>;
  /** Reads the stored value, changes it and stores it. Rejects if the change can't be stored; the old value then stays. */
  change<R>(act: (value: T) => { readonly value: T; readonly result: R }): Promise<R>;
}

/** Rejects if the store can't be read. Without a store, the value stays in memory. */
export async function openSharedValue<T>(
  first: T,
  store?: ValueStore<T>,
  log: Log = SILENT,
): Promise<SharedValue<T>> {
  const inQueue = createQueue();
  let known = (await store?.read()) ?? first;
  let isReadable = true;
  const latest = async () => {
    known = (await store?.read()) ?? known;
    isReadable = true;
    return known;
  };
  return {
    current: () =>
      latest().catch(error => {
        if (isReadable) log.error(error instanceof Error ? error.message : String(error));
        isReadable = false;
        return known;
      }),
    change: act =>
      inQueue(async () => {
        const { value, result } = act(await latest());
        await store?.write(value);
        known = value;
        return result;
      }),
  };
}

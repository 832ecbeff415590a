import { type Log, SILENT } from '../shared/log';
import { openSharedValue, type ValueStore } from './shared-value';

/** By user; who has not chosen isn't there. */
export type AllReadOnOpen = ReadonlyMap<string, boolean>;

/** Whether opening a message in the reader marks it as read: each user's own choice. */
export interface ReadOnOpen {
  /** Undefined if the user has not chosen. */
  of(user: string): Promise<boolean | undefined>;
  /** Rejects if it can't be stored. */
  choose(user: string, isOn: boolean): Promise<void>;
}

/** Rejects if the store can't be read. Without a store, choices stay in memory. */
export async function openReadOnOpen(
  store?: ValueStore<AllReadOnOpen>,
  log: Log = SILENT,
): Promise<ReadOnOpen> {
  const stored = await openSharedValue<AllReadOnOpen>(new Map(), store, log);
  return {
    of: async user => (await stored.current()).get(user),
    choose: (user, isOn) =>
      stored.change(all => ({ value: new Map(all).set(user, isOn), result: undefined })),
  };
}

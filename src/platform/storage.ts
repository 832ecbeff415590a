import browser from 'webextension-polyfill';

type Area = 'local' | 'sync' | 'session';

/** One stored value: its key, its area, and the parser that makes a valid value of whatever is found there. */
export interface StoredItem<T> {
  readonly key: string;
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Reads, changes and writes; changes made in several contexts at once wait for one another. */
  update(change: (value: T) => T): Promise<T>;
  remove(): Promise<void>;
}

/**
 * Declares a stored value.
 * @param parse turns anything, `undefined` for a missing value included, into a valid value; never throws
 */
export function storedItem<T>(key: string, area: Area, parse: (raw: unknown) => T): StoredItem<T> {
  const get = async () => {
    // An area may be switched off, as synchronisation by a policy; its defaults serve then.
    const stored: Record<string, unknown> = await browser.storage[area].get(key).catch(() => ({}));
    return parse(stored[key]);
  };
  const set = async (value: T) => browser.storage[area].set({ [key]: value });
  return {
    key,
    get,
    set,
    update: change =>
      navigator.locks.request(`storage ${area} ${key}`, async () => {
        const value = change(await get());
        await set(value);
        return value;
      }) as Promise<T>,
    remove: () => browser.storage[area].remove(key),
  };
}

/** Calls `listener` with the keys that changed, in any context. */
export function onStorageChanged(listener: (keys: string[]) => void): void {
  browser.storage.onChanged.addListener(changes => listener(Object.keys(changes)));
}

/** Everything in `storage.local`, read in one go. */
export async function readLocal(): Promise<Record<string, unknown>> {
  return browser.storage.local.get(null);
}

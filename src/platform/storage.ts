import { type Format, pack, unpack } from '../core/stored-format';
import { checkSyncSize } from '../core/sync';
import { browser } from './browser';
import { inTurn } from './locks';

type Area = 'local' | 'sync' | 'session';

/** One stored value. */
export interface StoredItem<T> {
  readonly key: string;
  /** Rejects where the browser can't read it: what is there must not be taken for nothing. */
  get(): Promise<T>;
  /** Rejects where the browser can't store it, as when there is no room; with TooLargeToSync for what is too much for `sync`. */
  set(value: T): Promise<void>;
  /**
   * Reads, changes and writes; changes made in several contexts at once wait for one another. The very value that was
   * read is not written again. Rejects like `set`.
   */
  update(change: (value: T) => T): Promise<T>;
  /** Reads it for `use`, and lets no context change it by `update` until that has ended. */
  hold<R>(use: (value: T) => Promise<R>): Promise<R>;
  remove(): Promise<void>;
}

/** Declares a stored value. `session` lasts as long as the browser runs; `sync` follows the user to other machines. */
export function storedItem<T>(key: string, area: Area, format: Format<T>): StoredItem<T> {
  const read = async () => unpack(format, (await browser.storage[area].get(key))[key]);
  const alone = <R>(act: () => Promise<R>) => inTurn(`storage ${area} ${key}`, act);
  const set = async (value: T) => {
    const packed = pack(format, value);
    if (area === 'sync') checkSyncSize(key, packed);
    await browser.storage[area].set({ [key]: packed });
  };
  return {
    key,
    // Synchronisation may be switched off, as by a policy; its defaults serve then, but are never written back.
    get: area === 'sync' ? () => read().catch(() => format.fallback) : read,
    set,
    update: change =>
      alone(async () => {
        const before = await read();
        const value = change(before);
        if (value !== before) await set(value);
        return value;
      }),
    hold: use => alone(async () => use(await read())),
    remove: () => browser.storage[area].remove(key),
  };
}

/**
 * Calls `listener` with the keys that changed and the area that they are in, in any context. Only Chrome tells of
 * changes in `managed`; Firefox reads a policy when it starts.
 */
export function onStorageChanged(listener: (keys: string[], area: Area | 'managed') => void): void {
  browser.storage.onChanged.addListener((changes, area) =>
    listener(Object.keys(changes), area as Area | 'managed'),
  );
}

/** What `storage.local` holds under these keys, or all of it, read in one go. */
export async function readLocal(keys: string[] | null = null): Promise<Record<string, unknown>> {
  return browser.storage.local.get(keys);
}

/** Chrome's own; neither the polyfill's types nor Firefox know it. */
interface Guarded {
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/** Closes what is stored to content scripts, where the browser can: they share a process with a web page. Never rejects. */
export async function closeToContentScripts(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.sync] as Guarded[];
  await Promise.allSettled(areas.map(area => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}

/**
 * What the organisation has decided, in whatever shape; undefined where there is no policy. In Chrome it is empty then,
 * and it may be for the first seconds where there is one.
 */
export async function readManaged(): Promise<Record<string, unknown> | undefined> {
  return browser.storage.managed.get(null).catch(() => undefined);
}

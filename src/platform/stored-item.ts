import { checkSyncSize } from '../core/settings/sync';
import { type Format, pack, unpack } from '../core/store/stored-format';
import { browser } from './browser';
import { lock, sharedLock } from './locks';
import type { Area } from './storage';

/** One stored value. */
export interface StoredItem<T> {
  readonly key: string;
  /** Rejects if the browser can't read it; the caller must not take this for an empty value. */
  get(): Promise<T>;
  /**
   * Replaces the stored value. Rejects if the browser can't store it, for example when the storage is full,
   * or with TooLargeToSync if it exceeds the limit of `sync`.
   */
  set(value: T): Promise<void>;
  /**
   * Reads, changes and writes under the lock. Nothing is written if `change` returns the value it was given;
   * fields that the format doesn't know are kept. Rejects like `set`.
   * @param others keys whose raw values are read at the same time and given to `change`
   */
  update(
    change: (value: T, others: Readonly<Record<string, unknown>>) => T,
    others?: readonly string[],
  ): Promise<T>;
  /** Under the shared lock: updates in all contexts wait, other holders of the shared lock don't. */
  withSharedLock<R>(act: () => Promise<R>): Promise<R>;
  /** Runs `act` under the exclusive lock of this item. */
  withLock<R>(act: () => Promise<R>): Promise<R>;
  /** Under the lock: a running update would write the value again. Rejects if it can't be removed. */
  remove(): Promise<void>;
}

/**
 * Declares a stored value. `session` lasts until the browser ends; `sync` follows the user to other
 * computers.
 * @param exclusive the lock that changes take; `mutex` if only one context changes the value
 */
export function storedItem<T>(
  key: string,
  area: Area,
  format: Format<T>,
  exclusive: typeof lock = lock,
): StoredItem<T> {
  const read = async () => unpack(format, (await browser.storage[area].get(key))[key]);
  const name = `storage ${area} ${key}`;
  const withLock = <R>(act: () => Promise<R>) => exclusive(name, act);
  const set = async (value: T, former?: unknown) => {
    const packed = pack(format, value, former);
    if (area === 'sync') checkSyncSize(key, packed);
    await browser.storage[area].set({ [key]: packed });
  };
  return {
    key,
    // A policy may have switched sync off: fall back to the defaults, but never write them.
    get: area === 'sync' ? () => read().catch(() => format.fallback) : read,
    set: value => set(value),
    update: (change, others = []) =>
      withLock(async () => {
        const { [key]: raw, ...rest } = await browser.storage[area].get([key, ...others]);
        const before = unpack(format, raw);
        const value = change(before, rest);
        if (value !== before) await set(value, raw);
        return value;
      }),
    withSharedLock: act => sharedLock(name, act),
    withLock,
    remove: () => withLock(() => browser.storage[area].remove(key)),
  };
}

import { checkSyncSize } from '../core/settings/sync';
import { type Format, pack, unpack } from '../core/store/stored-format';
import { browser } from './browser';
import { lock, sharedLock } from './locks';
import type { Area } from './storage';

/** One stored value. */
export interface StoredItem<T> {
  readonly key: string;
  /** Rejects where the browser can't read it: what is there must not be taken for nothing. */
  get(): Promise<T>;
  /**
   * In place of all that is there. Rejects where the browser can't store it, as when there is no room; with TooLargeToSync
   * for what is too much for `sync`.
   */
  set(value: T): Promise<void>;
  /**
   * Reads, changes and writes; changes made in several contexts at once wait for one another. The very value that was
   * read is not written again, and what its format can't read stays as it is. Rejects like `set`.
   * @param others keys whose values, as they are stored, are read in one go with it and given to `change`
   */
  update(
    change: (value: T, others: Readonly<Record<string, unknown>>) => T,
    others?: readonly string[],
  ): Promise<T>;
  /**
   * Runs `act` while no context changes it by `update`; others may come this way meanwhile. For what changes wait for in
   * all contexts.
   */
  hold<R>(act: () => Promise<R>): Promise<R>;
  /** Runs `act` while nobody, in any context, changes it by `update` or holds it. */
  alone<R>(act: () => Promise<R>): Promise<R>;
  /** In turn with the changes, for one under way would bring it back. Rejects where the browser can't. */
  remove(): Promise<void>;
}

/**
 * Declares a stored value. `session` lasts as long as the browser runs; `sync` follows the user to other machines.
 * @param exclusive the lock that changes take; `mutex` where only one context makes any
 */
export function storedItem<T>(
  key: string,
  area: Area,
  format: Format<T>,
  exclusive: typeof lock = lock,
): StoredItem<T> {
  const read = async () => unpack(format, (await browser.storage[area].get(key))[key]);
  const name = `storage ${area} ${key}`;
  const alone = <R>(act: () => Promise<R>) => exclusive(name, act);
  const set = async (value: T, former?: unknown) => {
    const packed = pack(format, value, former);
    if (area === 'sync') checkSyncSize(key, packed);
    await browser.storage[area].set({ [key]: packed });
  };
  return {
    key,
    // Synchronisation may be switched off, as by a policy; its defaults serve then, but are never written back.
    get: area === 'sync' ? () => read().catch(() => format.fallback) : read,
    set: value => set(value),
    update: (change, others = []) =>
      alone(async () => {
        const { [key]: raw, ...rest } = await browser.storage[area].get([key, ...others]);
        const before = unpack(format, raw);
        const value = change(before, rest);
        if (value !== before) await set(value, raw);
        return value;
      }),
    hold: act => sharedLock(name, act),
    alone,
    remove: () => alone(() => browser.storage[area].remove(key)),
  };
}

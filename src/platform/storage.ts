import { browser } from './browser';

export type Area = 'local' | 'sync' | 'session';

/**
 * Calls `listener` with the keys that changed and the area that they are in, in any context. Only Chrome tells of
 * changes in `managed`; Firefox reads a policy when it starts.
 */
export function onStorageChanged(listener: (keys: string[], area: Area | 'managed') => void): void {
  browser.storage.onChanged.addListener((changes, area) =>
    listener(Object.keys(changes), area as Area | 'managed'),
  );
}

/** Everything in `storage.local`, read in one go. */
export function readLocal(): Promise<Record<string, unknown>> {
  return browser.storage.local.get(null);
}

/** What `storage.session` holds under these keys, read in one go. */
export function readSession(keys: string[]): Promise<Record<string, unknown>> {
  return browser.storage.session.get(keys);
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

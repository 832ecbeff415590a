import { browser } from './browser';

export type Area = 'local' | 'sync' | 'session';

/**
 * Calls `listener`, in any context, with the changed keys and their area. Only Chrome reports changes in
 * `managed`; Firefox reads a policy when it starts.
 */
export function onStorageChanged(listener: (keys: string[], area: Area | 'managed') => void): void {
  browser.storage.onChanged.addListener((changes, area) =>
    listener(Object.keys(changes), area as Area | 'managed'),
  );
}

export function readLocal(): Promise<Record<string, unknown>> {
  return browser.storage.local.get(null);
}

export function readSession(keys: string[]): Promise<Record<string, unknown>> {
  return browser.storage.session.get(keys);
}

/** Only in Chrome; missing in the polyfill's types. */
interface Guarded {
  setAccessLevel?(options: { accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/** Blocks content scripts, which share a process with a web page, if the browser can. Never rejects. */
export async function closeToContentScripts(): Promise<void> {
  const areas = [browser.storage.local, browser.storage.sync] as Guarded[];
  await Promise.allSettled(areas.map(area => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}

/**
 * The organisation's policy, not validated; undefined if there is none. Chrome returns an empty object
 * instead, and may also do so in the first seconds although there is a policy.
 */
export async function readManaged(): Promise<Record<string, unknown> | undefined> {
  return browser.storage.managed.get(null).catch(() => undefined);
}

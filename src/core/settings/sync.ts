import type { Format } from '../store/stored-format';
import type { MessageKey } from '../text/text';

/** Bytes for one item. Below the 8192 of Chrome and Firefox, because their JSON may be longer than ours. */
const MAX_SYNC_BYTES = 8000;

/** Whether the browser synchronises the settings; yes by default. */
export const SYNC_FORMAT: Format<boolean> = {
  fallback: true,
  migrations: [],
  parse: data => data !== false,
};

/** The settings exceed the 8 KB limit of a synced item. */
export class TooLargeToSync extends Error {
  override readonly name = 'TooLargeToSync';
}

/** @throws TooLargeToSync if browsers would refuse to synchronise this item */
export function checkSyncSize(key: string, value: unknown): void {
  const bytes = new TextEncoder().encode(key + JSON.stringify(value)).length;
  if (bytes > MAX_SYNC_BYTES) throw new TooLargeToSync(`${key}: ${bytes} bytes`);
}

export function notSavedText(error: unknown): MessageKey {
  return error instanceof TooLargeToSync ? 'settingsTooLargeToSync' : 'settingsNotSaved';
}

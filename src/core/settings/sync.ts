import type { Format } from '../store/stored-format';
import type { MessageKey } from '../text/text';

/**
 * The most that one synchronised item may take, in bytes. Chrome and Firefox allow 8192, and some characters are longer
 * in the JSON that they write than in what `JSON.stringify` does.
 */
const MAX_SYNC_BYTES = 8000;

/** Whether this computer's settings follow its user to their others; they do unless the user says no. */
export const SYNC_FORMAT: Format<boolean> = {
  fallback: true,
  migrations: [],
  parse: data => data !== false,
};

/** What the browser synchronises was to become larger than it may be. */
export class TooLargeToSync extends Error {
  override readonly name = 'TooLargeToSync';
}

/** @throws TooLargeToSync where browsers would refuse to synchronise an item of this key and value */
export function checkSyncSize(key: string, value: unknown): void {
  const bytes = new TextEncoder().encode(key + JSON.stringify(value)).length;
  if (bytes > MAX_SYNC_BYTES) throw new TooLargeToSync(`${key}: ${bytes} bytes`);
}

/** What to tell the user whose settings could not be stored. */
export function notSavedText(error: unknown): MessageKey {
  return error instanceof TooLargeToSync ? 'settingsTooLargeToSync' : 'settingsNotSaved';
}

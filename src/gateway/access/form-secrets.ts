import type { Keys } from '../shared/keys';
import { seal, unseal } from '../shared/seal';

/**
 * Encrypts a form's values for the next form in the same browser, so that the password isn't typed twice and isn't in
 * the page. Every gateway with the same secret opens them, for 15 minutes.
 */
export interface FormSecrets {
  /** `about`: the browser, and what else the text belongs to. `now` is in ms since 1970. */
  seal(text: string, now: number, ...about: readonly string[]): string;
  /** Reads untrusted text. Undefined if it is forged, about something else, or too old. */
  unseal(sealed: string, now: number, ...about: readonly string[]): string | undefined;
}

/** In ms. */
export const FORM_LIFETIME = 15 * 60_000;

export function createFormSecrets(keys: Keys): FormSecrets {
  const key = keys.sign('key of form secrets');
  return {
    seal: (text, now, ...about) => seal(key, JSON.stringify([now + FORM_LIFETIME, text]), 'form', ...about),
    unseal(sealed, now, ...about) {
      const opened = unseal(key, sealed, 'form', ...about);
      const [ends, text] = opened === undefined ? [0, undefined] : JSON.parse(opened);
      return now < ends ? text : undefined;
    },
  };
}

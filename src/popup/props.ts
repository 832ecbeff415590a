import type { SignInResult } from '../core/protocol';
import type { State } from '../core/state';
import type { Translate } from '../core/text';

/** What the popup can have done; it does none of it itself. */
export interface PopupActions {
  /** Ends when every account's check has. */
  checkNow(): Promise<void>;
  openLink(address: string): void;
  /** `form` is an account's id, with a colon and the name of the field to fill in if there is one, or `new`. */
  openSettings(form?: string): void;
  signIn(accountId: string): Promise<SignInResult>;
  /** Must be called in the click itself, for the browser asks the user. */
  allowServer(endpoint: string): void;
}

export interface PopupProps {
  state: State;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  actions: PopupActions;
}

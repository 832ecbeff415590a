import type { Account } from '../core/account';
import type { Mailbox } from '../core/mailbox';
import type { State } from '../core/state';
import type { Text, Translate } from '../core/text';

/** What the popup can have done; it does none of it itself. */
export interface PopupActions {
  /** Ends when every account's check has. */
  checkNow(): Promise<void>;
  openLink(address: string): void;
  /** `form` is an account's id, with a colon and the name of the field to fill in if there is one, or `new`. */
  openSettings(form?: string): void;
  /** Ends when the window of the sign-in has. Must be called in the click itself: the browser may have to ask the user first. */
  signIn(account: Account): Promise<void>;
  /** Lets the user choose on the provider's privacy page what Facteur may see. Ends like `signIn`. */
  visitPrivacyPage(accountId: string): Promise<void>;
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

/** An account of which a check has come to an end. */
export interface CheckedAccount extends Omit<PopupProps, 'state'> {
  account: Account;
  mailbox: Mailbox;
  /** What is to be said of the latest visit to its sign-in or privacy page. */
  problem: Text | undefined;
}

import type { Account } from '../core/account/account';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Snooze } from '../core/settings/snooze';
import type { Dates } from '../core/text/friendly-date';
import type { Text, Translate } from '../core/text/text';
import type { State } from '../core/view/state';
import type { Seen } from '../core/view/unseen';

/** What the popup can have done; it does none of it itself. */
export interface PopupActions {
  /** Ends when every account's check has. */
  checkNow(): Promise<void>;
  openMail(account: Account, link: string): void;
  /** Tells that the browser opens a mail by itself: in a tab behind, or in a new window. */
  mailOpened(account: Account): void;
  /** Of an account that has one. */
  openWebmail(account: Account): void;
  /** `form` is an account's id, with a colon and the name of the field to fill in if there is one, or `new`. */
  openSettings(form?: string): void;
  /** Begins a snooze now, in place of the present one if there is one, or ends it. Rejects where it can't be stored. */
  snooze(choice: Snooze | 'end'): Promise<void>;
  /** Ends when the window of the sign-in has. Must be called in the click itself: the browser may have to ask the user first. */
  signIn(account: Account): Promise<void>;
  /** Lets the user choose on the provider's privacy page what Facteur may see. Ends like `signIn`. */
  visitPrivacyPage(accountId: string): Promise<void>;
  /** Must be called in the click itself, for the browser asks the user. */
  allowServer(endpoint: string): void;
}

/** What opens above the footer. */
export type PanelName = 'snooze' | 'keys';

export interface PopupProps {
  state: State;
  /** What the popup listed when it was last open, before this opening. Without it, nothing is marked as new. */
  seen?: Seen | undefined;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  actions: PopupActions;
}

/** The rows of all lists together are one stop of the Tab key, and the arrow keys move on from there. */
export interface TabStop {
  /** The row that Tab leads to, as `rowKey` names it. */
  key: string | undefined;
  /** Makes it another one. */
  move(key: string): void;
}

/** What each list is shown with. */
export interface ListContext extends Pick<PopupProps, 'seen' | 't'> {
  dates: Dates;
  tabStop: TabStop;
  actions: PopupActions;
}

/** An account of which a check has come to an end. */
export interface CheckedAccount extends PopupProps {
  account: Account;
  mailbox: Mailbox;
  /** Whether there are other accounts beside it. */
  isOneOfMany: boolean;
  /** What is to be said of the latest visit to its sign-in or privacy page. */
  problem: Text | undefined;
}

/** Tells the row of a mail from all others. */
export function rowKey(accountId: string, messageId: string): string {
  return `${accountId} ${messageId}`;
}

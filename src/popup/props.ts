import type { Account } from '../core/account/account';
import type { Message } from '../core/answer/answer';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { Snooze } from '../core/settings/snooze';
import type { Dates } from '../core/text/friendly-date';
import type { Text, Translate } from '../core/text/text';
import type { State } from '../core/view/state';
import type { Seen } from '../core/view/unseen';

/** Actions of the popup; its components have no other effects. */
export interface PopupActions {
  /** Resolves when all checks have ended. */
  checkNow(): Promise<void>;
  /** Only for a mail with a link. */
  openMail(account: Account, mail: Message): void;
  /** Called when the browser itself opens a mail, in a background tab or a new window. */
  mailOpened(account: Account, mail: Message): void;
  /** Only for an account whose webmail is known. */
  openWebmail(account: Account): void;
  /** @param form `new`, an account's id, or `id:field` to focus a field */
  openSettings(form?: string): void;
  /** Starts a snooze now, replacing the current one, or ends it. Rejects if it can't be stored. */
  snooze(choice: Snooze | 'end'): Promise<void>;
  /** Ends the pause of an account. */
  resume(accountId: string): void;
  /** Resolves when the sign-in window closes. Call it directly in the click handler. */
  signIn(account: Account): Promise<void>;
  /** Opens the page where the user chooses what Facteur may read. Resolves when the window closes. */
  visitPrivacyPage(accountId: string): Promise<void>;
  /** Asks for the host permission. Call it directly in the click handler. */
  allowServer(endpoint: string): void;
}

export type PanelName = 'snooze' | 'keys';

export interface PopupProps {
  state: State;
  /** The mails that the popup listed before this opening. Without it, no mail is marked as new. */
  seen?: Seen | undefined;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  actions: PopupActions;
}

/** Roving tabindex: all rows together are one stop of the Tab key; the arrow keys move between them. */
export interface TabStop {
  /** The row that Tab leads to, as `rowKey` of it. */
  key: string | undefined;
  move(key: string): void;
}

/** Props of every list. */
export interface ListContext extends Pick<PopupProps, 'seen' | 't'> {
  dates: Dates;
  tabStop: TabStop;
  actions: PopupActions;
}

/** An account with at least one finished check. */
export interface CheckedAccount extends PopupProps {
  account: Account;
  mailbox: Mailbox;
  isOneOfMany: boolean;
  /** Problem of the last visit to the sign-in or privacy page. */
  problem: Text | undefined;
}

/** A key for a mail's row, unique in the popup. */
export function rowKey(accountId: string, messageId: string): string {
  return `${accountId} ${messageId}`;
}

import type { Account } from '../core/account/account';
import type { Message, Sender } from '../core/answer/answer';
import type { Mailbox } from '../core/mailbox/mailbox';
import type { ActRequest } from '../core/protocol';
import type { SenderList } from '../core/settings/sender-lists';
import type { Settings } from '../core/settings/settings';
import type { Snooze } from '../core/settings/snooze';
import type { Dates } from '../core/text/friendly-date';
import type { Text, Translate } from '../core/text/text';
import type { State } from '../core/view/state';
import type { Seen } from '../core/view/unseen';

/** A snooze of a known length, or until a time in ms since 1970. */
export type SnoozeChoice = Snooze | 'end' | { until: number };

/** Actions of the popup; its components have no other effects. */
export interface PopupActions {
  /** Resolves when all checks have ended. */
  checkNow(): Promise<void>;
  /** Only for a mail with a link. */
  openMail(account: Account, mail: Message): void;
  /** Called when the browser itself opens a mail, in a background tab or a new window. */
  mailOpened(account: Account, mail: Message): void;
  /** Opens them in background tabs; the popup stays. Only for mails with a link. */
  openAll(account: Account, mails: readonly Message[]): void;
  /** Does something with listed mails; `markAllRead` needs none. Rejects if it can't be stored. */
  act(account: Account, action: ActRequest['action'], mails: readonly Message[]): Promise<void>;
  /** Takes back the account's latest action, if it is still this one. Rejects if it can't be stored. */
  undo(account: Account, entryId: string): Promise<void>;
  /** Forgets what the server refused. */
  dismissRefusals(account: Account): Promise<void>;
  /** @param change computes the change from the settings at the time of storing. Rejects if it can't be stored. */
  changeSettings(change: (settings: Settings) => Partial<Settings>): Promise<void>;
  /** Copies to the clipboard. Rejects if the browser doesn't allow it. */
  copy(text: string): Promise<void>;
  /** Only for an account whose webmail is known. */
  openWebmail(account: Account): void;
  /** @param form `new`, an account's id, or `id:field` to focus a field */
  openSettings(form?: string): void;
  /** Starts a snooze now, replacing the current one, or ends it. Rejects if it can't be stored. */
  snooze(choice: SnoozeChoice): Promise<void>;
  /** Ends quiet hours until then (ms since 1970), or lets them go on with 0. Rejects if it can't be stored. */
  endQuietHours(until: number): Promise<void>;
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

/** What rows and account heads let the user do. The bar above the footer says what happened. */
export interface MailDeeds {
  act(account: Account, action: ActRequest['action'], mails: readonly Message[]): void;
  /** Mutes the sender or makes it a VIP. */
  addSender(list: SenderList, from: Sender): void;
  /** Takes a sender off a list, but not its domain. */
  removeSender(list: SenderList, from: Sender): void;
  copyAddress(from: Sender): void;
}

/** The menu of one row. */
export interface OpenMenu {
  /** The row, as `rowKey` of it. */
  key: string;
  /** The button that opened it. */
  button: HTMLElement;
}

/** Props of every list. */
export interface ListContext extends Pick<PopupProps, 'seen' | 't'> {
  dates: Dates;
  tabStop: TabStop;
  actions: PopupActions;
  deeds: MailDeeds;
  menu: OpenMenu | undefined;
  setMenu(menu: OpenMenu | undefined): void;
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

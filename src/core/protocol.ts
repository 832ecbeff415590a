import type { Account } from './account/account';
import type { Count, Reading } from './answer/answer';
import type { Failure } from './mailbox/failure';
import type { PlayableSound } from './settings/chimes';

export type Trial = { kind: 'works'; unread: Count; sms: Count } | { kind: 'failed'; failure: Failure };

export interface BackgroundIntents {
  /** Checks one account or all; shares a running check. Resolves when the mailbox is stored. */
  checkNow(accountId: string | undefined): Promise<void>;
  /** Checks failing accounts and those older than their interval. Resolves like `checkNow`. */
  popupOpened(argument: undefined): Promise<void>;
  /** Checks accounts with a network failure. Resolves like `checkNow`. */
  online(argument: undefined): Promise<void>;
  mailOpened(accountId: string): Promise<void>;
  /** Calls the account's API once; stores nothing. */
  tryAccount(account: Account): Promise<Trial>;
  /** Shows a test notification with the current settings. Rejects if the browser can't. */
  testNotification(argument: undefined): Promise<void>;
  /** Opens the sign-in page. Resolves when its window is closed; the result is stored. */
  signIn(accountId: string): Promise<void>;
  /** Opens the provider's privacy page, then checks. Resolves like `signIn`. */
  visitPrivacyPage(accountId: string): Promise<void>;
}

export interface OffscreenIntents {
  readAnswer(text: string): Promise<Reading>;
  /** Resolves at the end of the sound: whether it could be played. `volume` is 0 … 100. */
  playSound(request: { sound: PlayableSound; volume: number }): Promise<boolean>;
}

import type { Account } from './account/account';
import type { Count, Reading } from './answer/answer';
import type { Failure } from './mailbox/failure';
import type { PlayableSound } from './settings/chimes';

/** What a trial of an account came to. */
export type Trial = { kind: 'works'; unread: Count; sms: Count } | { kind: 'failed'; failure: Failure };

/** What pages ask of the background: each intent with its argument and its answer. */
export interface BackgroundIntents {
  /** Checks one account, or all of them; joins a check under way. Ends when the mailbox is saved. */
  checkNow(accountId: string | undefined): Promise<void>;
  /** The user looks: checks what fails, or whose news is older than its interval, where that may be. Ends like `checkNow`. */
  popupOpened(argument: undefined): Promise<void>;
  /** There is a network again, as far as a page can tell: checks what failed for want of one. Ends like `checkNow`. */
  online(argument: undefined): Promise<void>;
  /** The user has opened a mail of this account, and will soon have read it. */
  mailOpened(accountId: string): Promise<void>;
  /** Calls the account's API once, without saving anything. */
  tryAccount(account: Account): Promise<Trial>;
  /** Shows a notification of no mail at all, as the settings want notifications. Rejects where the browser can't. */
  testNotification(argument: undefined): Promise<void>;
  /** Opens the account's sign-in page. Ends when its window has; what came of it is stored. */
  signIn(accountId: string): Promise<void>;
  /** Opens the provider's privacy page, then checks. Ends like `signIn`. */
  visitPrivacyPage(accountId: string): Promise<void>;
}

/** What the background asks of Chrome's offscreen page. */
export interface OffscreenIntents {
  readAnswer(text: string): Promise<Reading>;
  /** Tells whether it could be played, when it has ended. `volume` is 0 … 100. */
  playSound(request: { sound: PlayableSound; volume: number }): Promise<boolean>;
}

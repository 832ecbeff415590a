import type { Account } from './account/account';
import type { GatewayFacts } from './account/gateway-facts';
import type { VisitProblem } from './account/web-auth';
import type { Count, Reading } from './answer/answer';
import type { PostAction } from './answer/api-vocabulary';
import type { Failure } from './mailbox/failure';
import type { PlayableSound } from './settings/chimes';

export type Trial = { kind: 'works'; unread: Count; sms: Count } | { kind: 'failed'; failure: Failure };

/** What a server answers to the question for its gateway document. */
export type GatewayAnswer =
  | { kind: 'facts'; facts: GatewayFacts }
  /** The server answers, but has no such document. */
  | { kind: 'none' }
  | { kind: 'unreachable' };

/** An account whose first token comes from its sign-in page. With an empty name it gets the mailbox's. */
export type NewAccount = Omit<Account, 'id' | 'token' | 'revision'>;

export interface ActRequest {
  accountId: string;
  /** Random; asking twice with the same id acts once. */
  entryId: string;
  action: Exclude<PostAction, 'markUnread' | 'restore'>;
  /** Ids of listed messages; with `markAllRead`, none. */
  ids: readonly string[];
}

export interface BackgroundIntents {
  /** Checks one account or all; shares a running check. Resolves when the mailbox is stored. */
  checkNow(accountId: string | undefined): Promise<void>;
  /** Checks failing accounts and those older than their interval. Resolves like `checkNow`. */
  popupOpened(argument: undefined): Promise<void>;
  /** Checks accounts with a network failure. Resolves like `checkNow`. */
  online(argument: undefined): Promise<void>;
  /** The user has opened these listed mails. Resolves when that is stored. */
  mailOpened(opened: { accountId: string; ids: readonly string[] }): Promise<void>;
  /** Does something with listed mails. Resolves when it is stored, and sent soon. Rejects if it can't be stored. */
  act(request: ActRequest): Promise<void>;
  /** Takes back the latest action of this account. Resolves and rejects like `act`. */
  undo(request: { accountId: string; entryId: string }): Promise<void>;
  /** Forgets the refusals that the user has read. */
  dismissRefusals(accountId: string): Promise<void>;
  /** Calls the account's API once; stores nothing. */
  tryAccount(account: Account): Promise<Trial>;
  /** Shows a test notification with the current settings. Rejects if the browser can't. */
  testNotification(argument: undefined): Promise<void>;
  /** Opens the sign-in page. Resolves when its window is closed; the result is stored. */
  signIn(accountId: string): Promise<void>;
  /** Asks a server for its gateway document, within `deadline` ms. Stores nothing. */
  findGateway(server: { origin: string; deadline: number }): Promise<GatewayAnswer>;
  /** Opens the sign-in page of a new account; stores the account once there is a token, otherwise nothing. */
  connect(account: NewAccount): Promise<VisitProblem | undefined>;
  /**
   * Ends the account's token at its gateway, if that is possible, then gives up the permissions that no account
   * needs. Never rejects because of the server.
   */
  release(account: Account): Promise<void>;
  /** Opens the provider's privacy page, then checks. Resolves like `signIn`. */
  visitPrivacyPage(accountId: string): Promise<void>;
}

export interface OffscreenIntents {
  readAnswer(text: string): Promise<Reading>;
  /** Resolves at the end of the sound: whether it could be played. `volume` is 0 … 100. */
  playSound(request: { sound: PlayableSound; volume: number }): Promise<boolean>;
}

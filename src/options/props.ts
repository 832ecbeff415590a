import type { Account, Preferences } from '../core/account/account';
import type { GatewayFacts } from '../core/account/gateway-facts';
import type { Trial } from '../core/protocol';
import type { Shortcut } from '../core/settings/shortcut';
import type { Snooze } from '../core/settings/snooze';
import type { MessageKey, Translate } from '../core/text/text';
import type { Diagnostics } from '../core/view/diagnostics';
import type { FirstRun } from '../core/view/first-run';
import type { State } from '../core/view/state';
import type { Connecting, Entries } from './accounts/connect-gateway';
import type { Saving } from './accounts/save-account';
import type { BackupActions } from './backup/Backup';
import type { Change } from './page/group';
import type { SoundActions } from './sound/sounds';

/** Actions of the settings page; its components have no other effects. */
export interface OptionsActions extends BackupActions {
  /** Asks for the permission to call a host or see its tabs. Call it directly in the click handler. */
  saveAccount(account: Account, anyway: boolean): Promise<Saving>;
  /** Resolves when the sign-in window closes. Call it directly in the click handler. */
  signIn(account: Account): Promise<void>;
  /** Deletes the token, and ends it at the gateway; the account's mails go with it. */
  signOut(account: Account): Promise<void>;
  /** Opens the page where the user chooses what Facteur may read. Resolves when the window closes. */
  visitPrivacyPage(accountId: string): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  /** Brings a removed account back, with its token and its mails. */
  restoreAccount(accountId: string): Promise<void>;
  /** A removed account can't be brought back any more: ends its token at the gateway. */
  endRemoval(accountId: string): void;
  /** Calls the account's server once and saves nothing. */
  tryAccount(account: Account): Promise<Trial>;
  /** Keeps the account's sign-in and its mails. */
  changeAccount(accountId: string, change: Partial<Preferences>): Promise<void>;
  /** Moves an account to the place of another one. */
  placeAccount(accountId: string, placeOf: string): Promise<void>;
  /** Resolves when the page shows the change; rejects if it couldn't be stored. */
  changeSettings(change: Change): Promise<void>;
  /** Shows a sample notification, unless notifications are blocked. Rejects if it can't be shown. */
  testNotification(): Promise<'shown' | 'blocked'>;
  snooze(snooze: Snooze): Promise<void>;
  endSnooze(): Promise<void>;
  /** Lets quiet hours that the user has ended go on. Rejects if it can't be stored. */
  quietAgain(): Promise<void>;
  /**
   * Asks for the host permission for this address, to call it or to see its tabs. Call it directly in the
   * click handler.
   */
  allowHost(address: string): Promise<void>;
  openShortcuts(): Promise<void>;
  /** Looks for a gateway on this computer; undefined if none answers. Needs no permission. */
  knock(): Promise<GatewayFacts | undefined>;
  /**
   * Asks for the permission to contact a gateway, and adds an account by a sign-in there. Call it directly in
   * the click handler.
   * @param gateway its origin, or what it has said about itself
   */
  connect(gateway: string | GatewayFacts, entries: Entries): Promise<Connecting>;
  /** Like `connect`, with the gateway's demo mailbox. */
  connectDemo(gateway: GatewayFacts): Promise<Connecting>;
  /** Hides the first steps for good. */
  endFirstRun(): Promise<void>;
  /** Copies a text to the clipboard. Call it directly in the click handler. */
  copy(text: string): Promise<void>;
}

export interface OptionsProps {
  state: State;
  diagnostics: Diagnostics;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  actions: OptionsActions;
  /** The form to open first: `new`, an account's id, or `id:field` to focus a field. */
  openForm: string | undefined;
  firstRun: FirstRun;
  /** How to put the button on the toolbar; undefined if it is there. */
  pinHint: MessageKey | undefined;
  /** Whether the browser lets notifications stay, and shows buttons on them. */
  canStay: boolean;
  /** Webmail addresses whose tabs Facteur has no permission to see, one per host. */
  blindWebmails: readonly string[];
  shortcuts: readonly Shortcut[];
  sounds: SoundActions;
  ownSound: string | undefined;
}

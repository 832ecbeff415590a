import type { Account } from '../core/account/account';
import type { Trial } from '../core/protocol';
import type { Shortcut } from '../core/settings/shortcut';
import type { Snooze } from '../core/settings/snooze';
import type { Translate } from '../core/text/text';
import type { Diagnostics } from '../core/view/diagnostics';
import type { FirstRun } from '../core/view/first-run';
import type { State } from '../core/view/state';
import type { Saving } from './accounts/save-account';
import type { DemoTrial } from './accounts/try-demo';
import type { BackupActions } from './backup/Backup';
import type { Change } from './page/group';
import type { SoundActions } from './sound/sounds';

/** What the settings page can have done; it does none of it itself. */
export interface OptionsActions extends BackupActions {
  /**
   * Asks for the endpoint's permission, tries the account and saves it. Must be called in the click itself.
   * @param anyway whether to save it though it couldn't be tried
   */
  saveAccount(account: Account, anyway: boolean): Promise<Saving>;
  /** Ends when the window of the sign-in has. Must be called in the click itself: the browser may have to ask the user first. */
  signIn(account: Account): Promise<void>;
  /** Forgets the token, and what it let Facteur see. */
  signOut(account: Account): Promise<void>;
  /** Lets the user choose on the provider's privacy page what Facteur may see. Ends like `signIn`. */
  visitPrivacyPage(accountId: string): Promise<void>;
  removeAccount(accountId: string): Promise<void>;
  /** Calls the account's server once and saves nothing. */
  tryAccount(account: Account): Promise<Trial>;
  /** Lets the account's mail be announced, or not. */
  setNotify(accountId: string, notify: boolean): Promise<void>;
  /** Ends when the page shows what was changed; rejects where the browser couldn't store it. */
  changeSettings(change: Change): Promise<void>;
  /** Has a notification shown, unless the user has blocked them in the browser; rejects where the browser can't. */
  testNotification(): Promise<'shown' | 'blocked'>;
  snooze(snooze: Snooze): Promise<void>;
  endSnooze(): Promise<void>;
  /** Asks for the permission for this address's host: to call it, to be told of its tabs. Must be called in the click itself. */
  allowHost(address: string): Promise<void>;
  /** Opens the browser's own page for keyboard shortcuts. */
  openShortcuts(): Promise<void>;
  /** Adds the account of the gateway on this computer and signs in. Must be called in the click itself. */
  tryDemo(): Promise<DemoTrial>;
  /** Puts an end to the first steps. */
  endFirstRun(): Promise<void>;
  /** Puts a text into the clipboard. Must be called in the click itself. */
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
  /** The form to begin with: `new`, an account's id, or `id:field` with the field to fill in. */
  openForm: string | undefined;
  firstRun: FirstRun;
  /** Whether this browser can keep a notification on the screen until the user dismisses it. */
  canStay: boolean;
  /** Addresses of webmails whose tabs the browser doesn't tell Facteur of, one a host. */
  blindWebmails: readonly string[];
  shortcuts: readonly Shortcut[];
  sounds: SoundActions;
  /** The name of the user's own sound file, if there is one. */
  ownSound: string | undefined;
}

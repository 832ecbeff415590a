import type { Account } from '../core/account';
import type { Diagnostics } from '../core/diagnostics';
import type { Trial } from '../core/protocol';
import type { Settings } from '../core/settings';
import type { State } from '../core/state';
import type { Translate } from '../core/text';
import type { BackupActions } from './Backup';
import type { Saving } from './save-account';

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
  changeSettings(change: Partial<Settings>): Promise<void>;
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
}

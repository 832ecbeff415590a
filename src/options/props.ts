import type { Account } from '../core/account';
import type { Trial } from '../core/protocol';
import type { Settings } from '../core/settings';
import type { State } from '../core/state';
import type { Translate } from '../core/text';

/** What the settings page can have done; it does none of it itself. */
export interface OptionsActions {
  /** Asks for the endpoint's permission, saves and checks; false, with nothing saved, where the user refuses. */
  saveAccount(account: Account): Promise<boolean>;
  removeAccount(accountId: string): Promise<void>;
  /** Calls the account's server once and saves nothing. */
  tryAccount(account: Account): Promise<Trial>;
  changeSettings(change: Partial<Settings>): Promise<void>;
}

export interface OptionsProps {
  state: State;
  /** ms since 1970 */
  now: number;
  /** BCP 47 */
  locale: string;
  t: Translate;
  actions: OptionsActions;
  /** The form to begin with: `new`, an account's id, or `id:field` with the field to fill in. */
  openForm: string | undefined;
}

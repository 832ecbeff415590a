import type { Account } from '../account/account';
import { type Choices, DEFAULT_SETTINGS, type SettingName, type Settings } from '../settings/settings';
import type { MessageKey, Text } from '../text/text';

/** What an organisation may keep the user from changing. */
export type Lockable = 'accounts' | SettingName;

/** An entry of the policy that can't be used. */
export interface PolicyProblem {
  /** Where it stands, such as `accounts[1].apiAddress`. */
  entry: string;
  why: MessageKey | Text;
}

/** What the user's organisation has decided. */
export interface Policy {
  /** The accounts that it sets up, without token; they can't be edited or removed. */
  accounts: readonly Account[];
  /** The settings that it has chosen: fixed where they are locked, else what holds until the user chooses. */
  settings: Choices;
  locked: readonly Lockable[];
  problems: readonly PolicyProblem[];
}

export const NO_POLICY: Policy = { accounts: [], settings: {}, locked: [], problems: [] };

/** Whether an organisation has decided anything. */
export function isInForce({ accounts, settings, locked, problems }: Policy): boolean {
  return accounts.length + Object.keys(settings).length + locked.length + problems.length > 0;
}

/**
 * Whether accounts that it doesn't list have been taken back. A policy that is missing, as it is while Chrome loads it,
 * or that has a fault, signs nobody out.
 */
export function takesBack(policy: Policy): boolean {
  return isInForce(policy) && policy.problems.length === 0;
}

/** The settings that hold: what is locked as the organisation has it, all else as the user chose it. */
export function settingsOf(chosen: Choices, { settings, locked }: Policy): Settings {
  const free = Object.fromEntries(Object.entries(chosen).filter(([name]) => !locked.some(it => it === name)));
  return { ...DEFAULT_SETTINGS, ...settings, ...free };
}

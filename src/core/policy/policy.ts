import type { Account } from '../account/account';
import { type Choices, DEFAULT_SETTINGS, type SettingName, type Settings } from '../settings/settings';
import type { MessageKey, Text } from '../text/text';

export type Lockable = 'accounts' | SettingName;

/** An unusable entry of the policy. */
export interface PolicyProblem {
  /** Its path, such as `accounts[1].apiAddress`. */
  entry: string;
  why: MessageKey | Text;
}

/** The organisation's decisions. */
export interface Policy {
  /** Accounts without token; the user can't edit or remove them. */
  accounts: readonly Account[];
  /** Fixed if locked; otherwise defaults until the user chooses. */
  settings: Choices;
  locked: readonly Lockable[];
  problems: readonly PolicyProblem[];
}

export const NO_POLICY: Policy = { accounts: [], settings: {}, locked: [], problems: [] };

/** Whether there is a policy. */
export function isInForce({ accounts, settings, locked, problems }: Policy): boolean {
  return accounts.length + Object.keys(settings).length + locked.length + problems.length > 0;
}

/**
 * Whether the policy removes accounts that it no longer lists. A missing policy (Chrome may still be loading
 * it) or a faulty one signs nobody out.
 */
export function takesBack(policy: Policy): boolean {
  return isInForce(policy) && policy.problems.length === 0;
}

/** The effective settings: locked ones from the organisation, others from the user. */
export function settingsOf(chosen: Choices, { settings, locked }: Policy): Settings {
  const free = Object.fromEntries(Object.entries(chosen).filter(([name]) => !locked.some(it => it === name)));
  return { ...DEFAULT_SETTINGS, ...settings, ...free };
}

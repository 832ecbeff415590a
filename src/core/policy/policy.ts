import type { Account } from '../account/account';
import { type Choices, DEFAULT_SETTINGS, type SettingName, type Settings } from '../settings/settings';
import type { MessageKey, Text } from '../text/text';

export type Lockable = 'accounts' | SettingName;

export interface PolicyProblem {
  /** Its path, such as `accounts[1].apiAddress`. */
  entry: string;
  why: MessageKey | Text;
}

export interface Policy {
  /** Accounts without token; the user can't edit or remove them. */
  accounts: readonly Account[];
  /** Fixed if locked; otherwise defaults until the user chooses. */
  settings: Choices;
  locked: readonly Lockable[];
  problems: readonly PolicyProblem[];
}

export const NO_POLICY: Policy = { accounts: [], settings: {}, locked: [], problems: [] };

export function isInForce({ accounts, settings, locked, problems }: Policy): boolean {
  return accounts.length + Object.keys(settings).length + locked.length + problems.length > 0;
}

/**
 * Whether to remove unlisted accounts. A missing policy (Chrome may still load it) or a faulty one does not.
 */
export function takesBack(policy: Policy): boolean {
  return isInForce(policy) && policy.problems.length === 0;
}

/** Under a locked interval, no account has one of its own. */
export function underPolicy(account: Account, { locked }: Policy): Account {
  return locked.includes('checkEvery') ? { ...account, checkEvery: 0 } : account;
}

/** The effective settings: locked ones from the organisation, others from the user. */
export function settingsOf(chosen: Choices, { settings, locked }: Policy): Settings {
  const free = Object.fromEntries(Object.entries(chosen).filter(([name]) => !locked.some(it => it === name)));
  return { ...DEFAULT_SETTINGS, ...settings, ...free };
}

import type { Account } from '../account/account';
import { withAccount } from '../account/account-form';
import { LOCKABLE } from '../policy/parse-policy';
import type { Lockable, Policy } from '../policy/policy';
import { isPreset } from '../policy/presets';
import type { Choices, SettingName } from '../settings/settings';
import type { Backup } from './backup';

export interface ImportPlan {
  added: number;
  updated: number;
  /** How many settings the file sets; absent if it leaves the present ones. */
  settings?: number;
  locked: readonly Lockable[];
  managed: readonly string[];
}

export function planImport(backup: Backup, accounts: readonly Account[], policy: Policy): ImportPlan {
  const pairs = pairsOf(backup, accounts, policy);
  const { settings } = backup;
  const told = Object.keys(settings ?? {});
  return {
    added: pairs.filter(({ former }) => former === 'none').length,
    updated: pairs.filter(({ former }) => typeof former === 'object').length,
    ...(settings && { settings: Object.keys(free(settings, policy)).length }),
    locked: LOCKABLE.filter(name => policy.locked.includes(name) && told.includes(name)),
    managed: pairs.filter(({ former }) => former === 'managed').map(({ account }) => account.name),
  };
}

export function bringsNothing({ added, updated, settings = 0 }: ImportPlan): boolean {
  return added + updated + settings === 0;
}

/** Locked settings keep the user's value for later. */
export function importedChoices({ settings }: Backup, before: Choices, policy: Policy): Choices {
  if (!settings) return before;
  const kept = Object.fromEntries(Object.entries(before).filter(([name]) => isLockedSetting(name, policy)));
  return { ...kept, ...free(settings, policy) };
}

/**
 * Updates an account with the same API address (and name, if several share it); keeps secrets that the file
 * lacks.
 */
export function importedAccounts(
  backup: Backup,
  accounts: readonly Account[],
  policy: Policy,
  makeId: () => string,
): Account[] {
  return pairsOf(backup, accounts, policy).reduce<Account[]>(
    (all, { account, former }) => {
      if (former === 'managed') return all;
      if (former === 'none') return withAccount(all, { ...account, id: makeId() });
      const after = merged(account, former);
      return isSame(after, former) ? all : withAccount(all, after);
    },
    [...accounts],
  );
}

interface Pair {
  account: Account;
  former: Account | 'none' | 'managed';
}

function pairsOf({ accounts: wanted }: Backup, present: readonly Account[], { locked }: Policy): Pair[] {
  if (locked.includes('accounts')) return wanted.map(account => ({ account, former: 'managed' }));
  const own = present.filter(account => !isPreset(account));
  const taken = new Set<Account>();
  const at = (list: readonly Account[], address: string) =>
    list.filter(({ endpoint }) => addressOf(endpoint) === address);
  return wanted.map(account => {
    const address = addressOf(account.endpoint);
    const here = at(own, address);
    const isOnlyOne = here.length === 1 && at(wanted, address).length === 1;
    const former = here.find(it => !taken.has(it) && (isOnlyOne || it.name === account.name));
    if (former) taken.add(former);
    const isManaged = here.length === 0 && at(present, address).length > 0;
    return { account, former: former ?? (isManaged ? 'managed' : 'none') };
  });
}

/** Keeps the spelling of the address, because the stored mailbox belongs to it. */
function merged(account: Account, { id, endpoint, revision, token, servicePassword }: Account): Account {
  return {
    ...account,
    id,
    endpoint,
    revision,
    token: account.token || token,
    servicePassword: account.servicePassword || servicePassword,
  };
}

function isSame(one: Account, other: Account): boolean {
  return (Object.keys(other) as (keyof Account)[]).every(
    field => JSON.stringify(one[field]) === JSON.stringify(other[field]),
  );
}

function addressOf(endpoint: string): string {
  return new URL(endpoint).href;
}

function free(settings: Choices, policy: Policy): Choices {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !isLockedSetting(name, policy)));
}

function isLockedSetting(name: string, { locked }: Policy): boolean {
  return locked.includes(name as SettingName);
}

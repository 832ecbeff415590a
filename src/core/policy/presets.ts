import { ACCOUNT_DEFAULTS, type Account, preferencesOf } from '../account/account';
import type { Policy } from './policy';

/**
 * Makes ids from the API addresses, so that no token goes to another address; adds names to equal ones.
 * @param onSame called with the index of a duplicate, which is dropped
 */
export function withPresetIds(accounts: readonly Account[], onSame: (index: number) => void): Account[] {
  const addresses = accounts.map(({ endpoint }) => new URL(endpoint).href);
  const presets = new Map<string, Account>();
  for (const [index, account] of accounts.entries()) {
    const address = addresses[index] ?? '';
    const name = addresses.filter(it => it === address).length > 1 ? `+${encode(account.name)}` : '';
    const id = PRESET + encode(address) + name;
    if (presets.has(id)) onSame(index);
    else presets.set(id, { ...account, id });
  }
  return [...presets.values()];
}

/** Encodes `|` and `:`, which are separators in longer ids. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{fffd}'));
}

/** The organisation's accounts with the user's entries, then the user's own unless locked. */
export function accountsOf(stored: readonly Account[], policy: Policy): Account[] {
  const presets = policy.accounts.map(preset => {
    const entry = stored.find(({ id }) => id === preset.id);
    return entry ? { ...preset, ...ownPartOf(entry) } : preset;
  });
  return keepsOut(policy) ? presets : [...presets, ...stored.filter(account => !isPreset(account))];
}

/** Of the organisation's accounts, stores only the user's entries. Keeps accounts that are not in use. */
export function accountsToStore(
  accounts: readonly Account[],
  stored: readonly Account[],
  policy: Policy,
): Account[] {
  const own = (keepsOut(policy) ? stored : accounts).filter(account => !isPreset(account));
  const presets = accounts
    .filter(account => hasOwnPart(account) && isIn(policy, account))
    .map(account => ({ ...account, name: '', signInPage: '', webmail: '' }));
  return [...own, ...presets, ...formerPresets(stored, policy)];
}

/** Drops the organisation's former accounts; the same array if there are none. */
export function withoutFormerPresets(stored: Account[], policy: Policy): Account[] {
  const former = formerPresets(stored, policy);
  return former.length > 0 ? stored.filter(account => !former.includes(account)) : stored;
}

function formerPresets(stored: readonly Account[], policy: Policy): Account[] {
  return stored.filter(account => isPreset(account) && !isIn(policy, account));
}

function isIn({ accounts }: Policy, account: Account): boolean {
  return accounts.some(({ id }) => id === account.id);
}

function ownPartOf(account: Account): Partial<Account> {
  const { token, serviceId, servicePassword, revision } = account;
  return { token, serviceId, servicePassword, revision, ...preferencesOf(account) };
}

function hasOwnPart(account: Account): boolean {
  const usual = JSON.stringify(preferencesOf(ACCOUNT_DEFAULTS));
  return account.revision > 0 || JSON.stringify(preferencesOf(account)) !== usual;
}

function keepsOut({ locked }: Policy): boolean {
  return locked.includes('accounts');
}

/** The id prefix of the organisation's accounts; the user's own never have it. */
export const PRESET = 'managed-';

export function isPreset({ id }: Pick<Account, 'id'>): boolean {
  return id.startsWith(PRESET);
}

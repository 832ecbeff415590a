import type { Account } from '../account/account';
import type { Policy } from './policy';
import { isPreset, PRESET } from './preset-id';

/**
 * The accounts with ids made of their API addresses: another name changes none, and no token ever goes to another
 * address. Accounts that share an address are told apart by their names, in whatever order they come.
 * @param onSame called with the position of each account that is left out, for name and address are an earlier one's
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

/** Without `|` and `:`, which part ids from what is added to them. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{fffd}'));
}

/** The accounts in use: what the organisation set up with what the user entered, and the user's own unless it keeps them out. */
export function accountsOf(stored: readonly Account[], policy: Policy): Account[] {
  const presets = policy.accounts.map(preset => {
    const entry = stored.find(({ id }) => id === preset.id);
    return entry ? { ...preset, ...ownPartOf(entry) } : preset;
  });
  return keepsOut(policy) ? presets : [...presets, ...stored.filter(account => !isPreset(account))];
}

/**
 * What to store where the accounts in use have become these. Of a preset one that is what the user entered; the policy
 * has the rest. Nothing that is out of use is lost.
 */
export function accountsToStore(
  accounts: readonly Account[],
  stored: readonly Account[],
  policy: Policy,
): Account[] {
  const own = (keepsOut(policy) ? stored : accounts).filter(account => !isPreset(account));
  const presets = accounts
    .filter(account => (account.revision > 0 || !account.notify) && isIn(policy, account))
    .map(account => ({ ...account, name: '', signInPage: '', webmail: '' }));
  return [...own, ...presets, ...formerPresets(stored, policy)];
}

/**
 * What is stored, without what belongs to accounts that the organisation has taken back; the same where there is none.
 * @param policy one that takes back what it doesn't list
 */
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

/** What the user has entered and chosen, secrets included. */
function ownPartOf({ token, serviceId, servicePassword, notify, revision }: Account): Partial<Account> {
  return { token, serviceId, servicePassword, notify, revision };
}

function keepsOut({ locked }: Policy): boolean {
  return locked.includes('accounts');
}

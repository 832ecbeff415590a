import type { Account } from './account';

/**
 * Moves an account to the place of another one.
 * @param isFixed accounts that keep their places, such as the organisation's; no change if one of the two is fixed
 */
export function withPlace(
  accounts: readonly Account[],
  accountId: string,
  placeOf: string,
  isFixed: (account: Account) => boolean,
): Account[] {
  const from = accounts.findIndex(({ id }) => id === accountId);
  const to = accounts.findIndex(({ id }) => id === placeOf);
  const [moved, other] = [accounts[from], accounts[to]];
  if (!moved || !other || isFixed(moved) || isFixed(other)) return [...accounts];
  return accounts.toSpliced(from, 1).toSpliced(to, 0, moved);
}

import type { Account } from '../account/account';

/** No account of the user's own has such an id. */
export const PRESET = 'managed-';

/** Whether the organisation has set this account up. */
export function isPreset({ id }: Pick<Account, 'id'>): boolean {
  return id.startsWith(PRESET);
}

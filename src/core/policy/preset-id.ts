import type { Account } from '../account/account';

/** The id prefix of the organisation's accounts; the user's own never have it. */
export const PRESET = 'managed-';

export function isPreset({ id }: Pick<Account, 'id'>): boolean {
  return id.startsWith(PRESET);
}

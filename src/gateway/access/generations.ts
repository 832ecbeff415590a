import type { Records } from '../shared/records';

/** How often each user has signed out everywhere. It ends what is valid without a record. */
export interface Generations {
  /** 0 or more. */
  of(user: string): Promise<number>;
}

export const createGenerations = (stored: Records<number>): Generations => ({
  of: async user => (await stored.get(user)) ?? 0,
});

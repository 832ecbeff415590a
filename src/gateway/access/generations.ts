import type { SharedValue } from './shared-value';

/** How often each user has signed out everywhere; 0 for a user who is missing. */
export type AllGenerations = ReadonlyMap<string, number>;

/**
 * Each user's signatures contain the user's generation. `next` raises it, so all former tokens, sessions and links
 * become invalid.
 */
export interface Generations {
  /** Reads what another gateway stored. */
  refresh(): Promise<void>;
  /** The purpose of a signature for this user, as last read. */
  purposeOf(purpose: string, user: string): string;
  /** Rejects if it can't be stored. */
  next(user: string): Promise<void>;
}

export async function openGenerations(stored: SharedValue<AllGenerations>): Promise<Generations> {
  let known = await stored.current();
  return {
    async refresh() {
      known = await stored.current();
    },
    purposeOf(purpose, user) {
      // Version 1.0.0 signed without a generation.
      const generation = known.get(user) ?? 0;
      return generation === 0 ? purpose : `${purpose}, generation ${generation}`;
    },
    async next(user) {
      known = await stored.change(all => {
        const value = new Map(all).set(user, (all.get(user) ?? 0) + 1);
        return { value, result: value };
      });
    },
  };
}

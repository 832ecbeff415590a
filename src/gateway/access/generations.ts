import type { Records } from '../shared/records';

/** Counts how often each user has signed out everywhere. A higher count ends links and old tokens, which have no record. */
export interface Generations {
  /** 0 or more. @param suffices see {@link Records.get} */
  of(user: string, suffices?: (generation: number) => boolean): Promise<number>;
}

export const createGenerations = (stored: Records<number>): Generations => ({
  of: async (user, suffices = () => true) => (await stored.get(user, it => suffices(it ?? 0))) ?? 0,
});

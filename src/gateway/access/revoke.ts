import type { GrantRecord } from '../oauth/grant-store';
import type { Records } from '../shared/records';
import type { UserSessions } from './sessions';
import type { UserTokens } from './tokens';

/** What a store keeps of sign-ins. */
export interface SignIns {
  readonly tokens: Records<UserTokens>;
  readonly sessions: Records<UserSessions>;
  readonly generations: Records<number>;
  readonly grants: Records<GrantRecord>;
}

/** How many of each have ended. */
export interface Revoked {
  readonly tokens: number;
  readonly sessions: number;
  readonly grants: number;
}

/**
 * Ends all tokens, sessions, links and sign-ins at providers of a user, at all gateways with this store. Rejects if one
 * can't be ended; the others have ended all the same.
 */
export async function revokeUser(
  { generations, tokens, sessions, grants }: SignIns,
  user: string,
): Promise<Revoked> {
  const next = generations.change(user, (generation = 0) => ({ record: generation + 1, result: undefined }));
  const endTokens = tokens.change(user, all => ({
    record: undefined,
    result: [...(all?.values() ?? [])].filter(({ ended }) => !ended).length,
  }));
  const endSessions = sessions.change(user, all => ({ record: undefined, result: all?.size ?? 0 }));
  const endGrants = async () => {
    let count = 0;
    for await (const [id, grant] of grants.all()) {
      if (grant.user !== user || grant.setUp) continue;
      await grants.change(id, () => ({ record: undefined, result: undefined }));
      count += 1;
    }
    return count;
  };
  // One may fail, and the others must be done all the same.
  const ends = [next, endTokens, endSessions, endGrants()] as const;
  await Promise.allSettled(ends);
  const [, ended, closed, dropped] = await Promise.all(ends);
  return { tokens: ended, sessions: closed, grants: dropped };
}

/** A user who has tokens. */
export interface KnownUser {
  readonly user: string;
  /** How many tokens. */
  readonly tokens: number;
  /** When one was last used, to a day, in ms since 1970. */
  readonly usedAt: number;
}

/** @param lifetime of tokens, in ms @throws {StoreAway} */
export async function* knownUsers(
  { tokens }: Pick<SignIns, 'tokens'>,
  now: number,
  lifetime: number,
): AsyncIterable<KnownUser> {
  for await (const [user, all] of tokens.all()) {
    const valid = [...all.values()].filter(({ ends, ended }) => !ended && now < ends);
    if (valid.length === 0) continue;
    yield {
      user,
      tokens: valid.length,
      usedAt: Math.max(...valid.map(({ ends }) => ends)) - lifetime,
    };
  }
}

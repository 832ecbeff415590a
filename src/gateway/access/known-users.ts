import type { Records } from '../shared/records';
import type { UserCalls } from './last-asked';
import type { UserTokens } from './tokens';

export interface KnownUser {
  readonly user: string;
  /** How many that haven't ended. */
  readonly tokens: number;
  /** ms since 1970: when one of them was used last, to within a day. */
  readonly lastUsed: number;
}

/** Everybody who has a token, by name. @param tokenLifetime in ms @throws {StoreAway} */
export async function knownUsers(
  store: { readonly tokens: Records<UserTokens>; readonly calls: Records<UserCalls> },
  now: number,
  tokenLifetime: number,
): Promise<KnownUser[]> {
  const users: KnownUser[] = [];
  for await (const [user, records] of store.tokens.all()) {
    const ends = [...records.values()].filter(it => !it.ended && now < it.ends).map(it => it.ends);
    if (ends.length === 0) continue;
    const calls = [...((await store.calls.get(user))?.values() ?? [])].map(({ at }) => at);
    // A use moves the end of a token, once a day.
    const lastUsed = Math.min(now, Math.max(...ends.map(it => it - tokenLifetime), ...calls));
    users.push({ user, tokens: ends.length, lastUsed });
  }
  return users.sort((one, other) => (one.user < other.user ? -1 : 1));
}

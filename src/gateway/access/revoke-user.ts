import type { GrantRecord } from '../oauth/grant-store';
import type { Records } from '../shared/records';
import type { UserSessions } from './sessions';
import type { UserTokens } from './tokens';

/** How many of each were ended. */
export interface Revoked {
  readonly tokens: number;
  readonly sessions: number;
  readonly grants: number;
}

interface RevocableKinds {
  readonly tokens: Records<UserTokens>;
  readonly sessions: Records<UserSessions>;
  readonly generations: Records<number>;
  readonly grants: Records<GrantRecord>;
}

/**
 * Ends all that lets a user's browsers and services in, at every gateway on this store. Their choices stay, and so does
 * what the operator has set up. May be repeated. @throws {StoreAway}
 */
export async function revokeUser(store: RevocableKinds, user: string): Promise<Revoked> {
  // First: from here on nothing that was signed before is accepted.
  await store.generations.change(user, generation => ({ record: (generation ?? 0) + 1, result: undefined }));
  const tokens = await store.tokens.change(user, records => ({
    record: undefined,
    result: [...(records?.values() ?? [])].filter(it => !it.ended),
  }));
  const sessions = await store.sessions.change(user, records => ({
    record: undefined,
    result: records?.size ?? 0,
  }));
  const ids: string[] = [];
  for await (const [id, grant] of store.grants.all()) if (grant.user === user && !grant.setUp) ids.push(id);
  for (const id of ids) await store.grants.change(id, () => ({ record: undefined, result: undefined }));
  return { tokens: tokens.length, sessions, grants: ids.length };
}

import type { AccessTokens, GrantKey } from '../mailbox/imap/imap-server';
import type { OAuthTokens } from './oauth-client';

/** The stored part of a grant. It opens nothing. */
export interface GrantRecord {
  readonly user: string;
  /** The id of its provider. */
  readonly provider: string;
  /** The tokens, sealed with the grant's key. */
  readonly sealed: string;
  /** ms since 1970 */
  readonly usedAt: number;
  /** The provider has refused it: nobody asks there again. */
  readonly withdrawn?: true | undefined;
}

/** Where grants are kept. Its methods reject if the store can't be read or written. */
export interface GrantStore {
  read(id: string): Promise<GrantRecord | undefined>;
  write(id: string, record: GrantRecord): Promise<void>;
  remove(isRemoved: (record: GrantRecord, id: string) => boolean): Promise<void>;
  /** Runs the task while no other one for this grant runs, in this or another gateway on the same store. */
  exclusively<T>(id: string, task: () => Promise<T>): Promise<T>;
}

/** What people have let the gateway do at their providers. */
export interface Grants {
  /** Stores the tokens of a sign-in. Rejects if they can't be stored. */
  keep(user: string, provider: string, tokens: OAuthTokens): Promise<GrantKey>;
  /** The access tokens of a grant, which is read from the store when it is needed. */
  tokensOf(grant: GrantKey): AccessTokens;
  /** Forgets all grants of a user. Rejects if that can't be stored. */
  forget(user: string): Promise<void>;
}

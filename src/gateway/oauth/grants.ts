import { randomBytes } from 'node:crypto';
import type { AccessTokens, GrantKey } from '../mailbox/imap/imap-server';
import { type Log, SILENT } from '../shared/log';
import { createSealKey } from '../shared/seal';
import { type GrantStore, renewalOf } from './grant-store';
import { type GrantClients, openGrant } from './grant-tokens';
import type { OAuthTokens } from './oauth-client';
import { sealTokens } from './sealed-tokens';

/** A person's sign-in at a provider gives a grant: the tokens that open the mailbox. */
export interface Grants {
  /** Stores the tokens of a sign-in. Rejects if they can't be stored. */
  keep(user: string, provider: string, tokens: OAuthTokens): Promise<GrantKey>;
  /** The same for a mailbox that the operator has set up, in place of its former tokens. */
  keepSetUp(grant: GrantKey, user: string, tokens: OAuthTokens): Promise<void>;
  /** The access tokens of a grant, which is read from the store when it is needed. They end with the mailbox that uses them. */
  tokensOf(grant: GrantKey): AccessTokens;
  /** Forgets those with these ids, but not those of set-up mailboxes. Rejects if that can't be stored. */
  drop(ids: readonly string[]): Promise<void>;
}

export interface GrantOptions {
  readonly store: GrantStore;
  readonly clientOf: GrantClients['clientOf'];
  /** ms since 1970 */
  now?(): number;
  random?(): number;
  readonly log?: Log;
}

export function createGrants(options: GrantOptions): Grants {
  const { store, clientOf, now = Date.now, random = Math.random, log = SILENT } = options;
  const shared = { complained: new Set<string>(), unstored: new Map() };
  const clients: GrantClients = { store, clientOf, now, random, log, ...shared };
  const write = (grant: GrantKey, user: string, tokens: OAuthTokens, setUp?: true) => {
    const sealed = sealTokens(grant, tokens, now(), random);
    const record = { user, provider: grant.provider, sealed, usedAt: now(), setUp };
    return store.grants.change(grant.id, () => ({ record, result: undefined }));
  };
  return {
    async keep(user, provider, tokens) {
      const [id, key] = [randomBytes(16), createSealKey()].map(it => it.toString('base64url'));
      const grant = { provider, id: `${id}`, key: `${key}` };
      await write(grant, user, tokens);
      return grant;
    },
    // A renewal that has begun before would replace them by its own.
    keepSetUp: (grant, user, tokens) =>
      store.exclusively(renewalOf(grant.id), () => write(grant, user, tokens, true)),
    tokensOf: grant => openGrant(grant, clients),
    async drop(ids) {
      for (const id of ids)
        await store.grants.change(id, record => ({
          record: record?.setUp ? record : undefined,
          result: undefined,
        }));
    },
  };
}

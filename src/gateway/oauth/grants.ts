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
  /** The access tokens of a grant, which is read from the store when it is needed. */
  tokensOf(grant: GrantKey): AccessTokens;
  /** Forgets those with these ids. Rejects if that can't be stored. */
  drop(ids: readonly string[]): Promise<void>;
  /** Forgets all grants of a user, but those of set-up mailboxes. Rejects if that can't be stored. */
  forget(user: string): Promise<void>;
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
  const clients: GrantClients = { store, clientOf, now, random, log, complained: new Set() };
  /** The grants in use, by id: all users of one share its tokens. */
  const open = new Map<string, { readonly key: string; readonly tokens: AccessTokens }>();
  const write = (grant: GrantKey, user: string, tokens: OAuthTokens, setUp?: true) => {
    const sealed = sealTokens(grant, tokens, now(), random);
    const record = { user, provider: grant.provider, sealed, usedAt: now(), setUp };
    return store.grants.change(grant.id, () => ({ record, result: undefined }));
  };
  const remove = async (id: string) => {
    const isGone = await store.grants.change(id, record =>
      record?.setUp ? { record, result: false } : { record: undefined, result: true },
    );
    if (isGone) open.delete(id);
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
    tokensOf(grant) {
      const found = open.get(grant.id);
      if (found?.key === grant.key) return found.tokens;
      const tokens = openGrant(grant, clients);
      open.set(grant.id, { key: grant.key, tokens });
      return tokens;
    },
    async drop(ids) {
      for (const id of ids) await remove(id);
    },
    async forget(user) {
      for await (const [id, record] of store.grants.all()) if (record.user === user) await remove(id);
    },
  };
}

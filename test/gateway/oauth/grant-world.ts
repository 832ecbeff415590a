import type { AccessTokens, GrantKey } from '../../../src/gateway/mailbox/imap/imap-server';
import type { GrantStore } from '../../../src/gateway/oauth/grant-store';
import { createGrants, type GrantOptions, type Grants } from '../../../src/gateway/oauth/grants';
import { createLog } from '../../../src/gateway/shared/log';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { createRotatingProvider, type RotatingProvider } from './rotating-provider';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const ANNA = 'anna@example.org';

export interface World {
  readonly provider: RotatingProvider;
  readonly store: GrantStore & { failure: Error | undefined };
  readonly grants: Grants;
  readonly grant: GrantKey;
  readonly tokens: AccessTokens;
  readonly lines: string[];
  /** Another gateway with the same store. */
  another(more?: Partial<GrantOptions>): Grants;
}

/** Somebody has just signed in. */
export async function start(
  more: Partial<GrantOptions> = {},
  kept: GrantStore = createMemoryStore(),
): Promise<World> {
  const provider = createRotatingProvider();
  const lines: string[] = [];
  const store: World['store'] = {
    ...kept,
    failure: undefined,
    grants: {
      ...kept.grants,
      change: (id, act) =>
        kept.grants.change(id, record => {
          const changed = act(record);
          if (store.failure && changed.record !== record) throw store.failure;
          return changed;
        }),
    },
  };
  const another = (options: Partial<GrantOptions> = {}) =>
    createGrants({
      store,
      clientOf: () => provider.client,
      now: () => provider.now,
      random: () => 0.5,
      log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
      ...more,
      ...options,
    });
  const grants = another();
  const grant = await grants.keep(ANNA, 'company', provider.signIn());
  return { provider, store, grants, grant, tokens: grants.tokensOf(grant), lines, another };
}

export const troubleOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    ({ trouble, code }) => `${trouble} ${code}`,
  );

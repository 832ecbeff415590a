import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AccessTokens, GrantKey } from '../../../src/gateway/mailbox/imap/imap-server';
import type { GrantStore } from '../../../src/gateway/oauth/grant-store';
import { createGrants, type GrantOptions, type Grants } from '../../../src/gateway/oauth/grants';
import { createMemoryGrantStore } from '../../../src/gateway/oauth/memory-grant-store';
import { OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { createLog } from '../../../src/gateway/shared/log';
import { createGrantFile } from '../../../src/gateway/state/grant-file';
import { temporaryFolder } from '../folder';
import { createRotatingProvider, type RotatingProvider } from './rotating-provider';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ANNA = 'anna@example.org';

interface World {
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
async function start(more: Partial<GrantOptions> = {}, kept = createMemoryGrantStore()): Promise<World> {
  const provider = createRotatingProvider();
  const lines: string[] = [];
  const store = {
    ...kept,
    failure: undefined as Error | undefined,
    write: async (...it: Parameters<GrantStore['write']>) => {
      if (store.failure) throw store.failure;
      return kept.write(...it);
    },
    replace: async (...it: Parameters<GrantStore['replace']>) => {
      if (store.failure) throw store.failure;
      return kept.replace(...it);
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

const troubleOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    ({ trouble, code }) => `${trouble} ${code}`,
  );

describe('an access token', () => {
  test('is used until ten to five minutes before it expires', async () => {
    const { provider, tokens } = await start();
    expect(await tokens.get()).toBe('access 1');
    provider.now += 52 * MINUTE;
    expect(await tokens.get()).toBe('access 1');
    expect(provider.requests).toBe(0);
    provider.now += MINUTE;
    expect(await tokens.get()).toBe('access 2');
    expect(await tokens.get()).toBe('access 2');
    expect(provider.requests).toBe(1);
  });

  test.each([
    [0, 5],
    [0.999999, 10],
  ])('is renewed at a random moment (%s: %s minutes before)', async (random, before) => {
    const { provider, tokens } = await start({ random: () => random });
    provider.now += (60 - before - 0.1) * MINUTE;
    expect(await tokens.get()).toBe('access 1');
    provider.now += 0.2 * MINUTE;
    expect(await tokens.get()).toBe('access 2');
  });

  test('that lives shortly is used for at least half of its time', async () => {
    const { provider, grants } = await start();
    provider.lifetime = MINUTE;
    const tokens = grants.tokensOf(await grants.keep(ANNA, 'company', provider.signIn()));
    provider.now += 29_000;
    expect(await tokens.get()).toBe('access 2');
    provider.now += 2_000;
    expect(await tokens.get()).toBe('access 3');
  });

  test('that never expires is never renewed', async () => {
    const { provider, grants, another } = await start();
    provider.lifetime = Number.POSITIVE_INFINITY;
    const grant = await grants.keep(ANNA, 'company', provider.signIn());
    provider.now += 20 * DAY;
    expect(await grants.tokensOf(grant).get()).toBe('access 2');
    // Its use has been noted.
    provider.now += 20 * DAY;
    await grants.keep('ben@example.org', 'company', provider.signIn());
    expect(await another().tokensOf(grant).get()).toBe('access 2');
    expect(provider.requests).toBe(0);
  });

  test('without a refresh token is used until it expires, then the grant has ended', async () => {
    const { provider, grants } = await start();
    provider.givesRefreshToken = false;
    const tokens = grants.tokensOf(await grants.keep(ANNA, 'company', provider.signIn()));
    provider.now += 59 * MINUTE;
    expect(await tokens.get()).toBe('access 2');
    // There is no other one, and a mail server that doesn’t take this one may take it later.
    expect(await tokens.insteadOf('access 2')).toBe('access 2');
    expect(await tokens.get()).toBe('access 2');
    provider.now += 2 * MINUTE;
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
    expect(provider.requests).toBe(0);
  });

  test('is renewed when the mail server refuses it', async () => {
    const { provider, tokens } = await start();
    expect(await tokens.insteadOf(await tokens.get())).toBe('access 2');
    expect(await tokens.get()).toBe('access 2');
    expect(provider.requests).toBe(1);
  });

  test('that another gateway has renewed takes the place of a refused one', async () => {
    const { provider, tokens, grant, another } = await start();
    const other = another().tokensOf(grant);
    const refused = await tokens.get();
    expect(await other.insteadOf(refused)).toBe('access 2');
    expect(await tokens.insteadOf(refused)).toBe('access 2');
    expect(provider.requests).toBe(1);
  });
});

describe('a renewal', () => {
  test('is one for all who ask at the same time', async () => {
    const { provider, tokens, grants, grant } = await start();
    provider.now += 55 * MINUTE;
    const asked = [tokens.get(), grants.tokensOf(grant).get(), tokens.insteadOf('access 1')];
    expect(await Promise.all(asked)).toEqual(['access 2', 'access 2', 'access 2']);
    expect(provider.requests).toBe(1);
  });

  test('is one for two gateways on one folder', async () => {
    const folder = await temporaryFolder();
    const { provider, tokens, grant, another } = await start({}, createGrantFile(folder));
    const other = another({ store: createGrantFile(folder) }).tokensOf(grant);
    for (let hour = 1; hour <= 5; hour++) {
      provider.now += 55 * MINUTE;
      expect(await Promise.all([tokens.get(), other.get()])).toEqual(Array(2).fill(`access ${hour + 1}`));
      expect(provider.requests).toBe(hour);
    }
  });

  test('needs no equal clocks', async () => {
    const { provider, tokens, grant, another } = await start();
    const ahead = another({ now: () => provider.now + 4 * MINUTE }).tokensOf(grant);
    const behind = another({ now: () => provider.now - 4 * MINUTE }).tokensOf(grant);
    let lastRenewal = provider.now;
    let requests = 0;
    for (let minute = 0; minute < 600; minute++) {
      provider.now += MINUTE;
      for (const it of [ahead, tokens, behind]) {
        await it.get();
        if (provider.requests > requests) lastRenewal = provider.now;
        requests = provider.requests;
        expect(provider.now - lastRenewal).toBeLessThan(60 * MINUTE);
      }
    }
    expect(requests).toBeLessThan(14);
  });

  test('is stored before the new token is used', async () => {
    const { provider, store, tokens, grant, lines } = await start();
    provider.now += 52.6 * MINUTE;
    store.failure = new Error('ENOSPC');
    // The present one is still valid.
    expect(await tokens.get()).toBe('access 1');
    expect(await tokens.get()).toBe('access 1');
    provider.now += 8 * MINUTE;
    expect(await troubleOf(tokens.get())).toMatch(/^busy/);
    expect(provider.requests).toBe(1);
    store.failure = undefined;
    expect(await tokens.get()).toBe('access 2');
    expect((await store.read(grant.id))?.usedAt).toBe(provider.now - 8 * MINUTE);
    expect(provider.requests).toBe(1);
    expect(lines.join('\n')).not.toMatch(/access \d|refresh \d/);
  });

  test('that waited for the store until its token expired is followed by another one', async () => {
    const { provider, store, tokens } = await start();
    provider.now += 55 * MINUTE;
    store.failure = new Error('ENOSPC');
    await tokens.get();
    store.failure = undefined;
    provider.now += 3 * 60 * MINUTE;
    expect(await tokens.get()).toBe('access 3');
    expect(provider.requests).toBe(2);
  });

  test('that fails for a while is no refusal', async () => {
    const { provider, tokens } = await start();
    provider.failure = new OAuthError('unavailable', 'down', 'ECONNREFUSED');
    provider.now += 55 * MINUTE;
    expect(await tokens.get()).toBe('access 1');
    provider.now += 6 * MINUTE;
    expect(await troubleOf(tokens.get())).toBe('unreachable ECONNREFUSED');
    expect(await troubleOf(tokens.insteadOf('access 1'))).toBe('unreachable ECONNREFUSED');
    provider.failure = undefined;
    provider.now += 2 * MINUTE;
    expect(await tokens.get()).toBe('access 2');
  });

  test('that fails is tried again after a minute, then less and less often', async () => {
    const { provider, tokens } = await start();
    provider.failure = new OAuthError('misconfigured', 'check the client-id', 'invalid_client');
    const tries: number[] = [];
    for (let minute = 0; minute <= 180; minute++) {
      const before = provider.requests;
      await tokens.get().catch(() => {});
      if (provider.requests > before) tries.push(minute);
      provider.now += MINUTE;
    }
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(pauses).toEqual([1, 2, 3, 6, 12, 12, 12, 12, 12, 12, 12, 12, 12].slice(0, pauses.length));
    expect(pauses.length).toBeGreaterThan(10);
    provider.failure = undefined;
    provider.now += 15 * MINUTE;
    expect(await tokens.get()).toBe('access 2');
  });

  test('that fails is tried at once after a new sign-in', async () => {
    const { provider, grants } = await start();
    const grant = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
    const tokens = grants.tokensOf(grant);
    await grants.keepSetUp(grant, ANNA, provider.signIn());
    provider.failure = new OAuthError('unavailable', 'down', 'ECONNREFUSED');
    provider.now += 61 * MINUTE;
    expect(await troubleOf(tokens.get())).toBe('unreachable ECONNREFUSED');
    provider.failure = undefined;
    await grants.keepSetUp(grant, ANNA, provider.signIn());
    expect(await tokens.insteadOf('access 3')).toBe('access 4');
  });

  test('of a token that lives shortly is tried again while it is valid', async () => {
    const { provider, grants } = await start();
    provider.lifetime = MINUTE;
    const tokens = grants.tokensOf(await grants.keep(ANNA, 'company', provider.signIn()));
    provider.failure = new OAuthError('unavailable', 'down', 'ECONNREFUSED');
    provider.now += 31_000;
    expect(await tokens.get()).toBe('access 2');
    provider.failure = undefined;
    provider.now += 6_000;
    expect(await tokens.get()).toBe('access 3');
  });

  test('that the provider lets no gateway make is the operator’s to mend, and the log says it once', async () => {
    const { provider, tokens, lines } = await start();
    provider.failure = new OAuthError('misconfigured', 'check the client-id', 'invalid_client');
    provider.now += 61 * MINUTE;
    expect(await troubleOf(tokens.get())).toBe('busy invalid_client');
    expect(await troubleOf(tokens.get())).toBe('busy invalid_client');
    expect(lines.filter(line => line.startsWith('error'))).toEqual(['error check the client-id']);
    provider.failure = undefined;
    provider.now += MINUTE;
    expect(await tokens.get()).toBe('access 2');
  });

  test('at a provider that the config file has no more is the operator’s to mend, too', async () => {
    const { provider, tokens } = await start({ clientOf: () => undefined });
    provider.now += 61 * MINUTE;
    expect(await troubleOf(tokens.get())).toBe('busy misconfigured');
  });
});

describe('a withdrawn grant', () => {
  test('is refused without asking the provider again, by all gateways', async () => {
    const { provider, tokens, grant, another } = await start();
    provider.withdraw();
    provider.now += 55 * MINUTE;
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
    expect(await troubleOf(tokens.insteadOf('access 1'))).toBe('refused GRANT');
    expect(await troubleOf(another().tokensOf(grant).get())).toBe('refused GRANT');
    expect(provider.requests).toBe(1);
  });

  test('is asked for once, even if that can’t be stored', async () => {
    const { provider, store, tokens } = await start();
    provider.withdraw();
    provider.now += 55 * MINUTE;
    store.failure = new Error('ENOSPC');
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
    expect(provider.requests).toBe(1);
  });

  test('of a mailbox that is set up is replaced by the next sign-in', async () => {
    const { provider, grants } = await start();
    const grant = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
    const tokens = grants.tokensOf(grant);
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
    expect(await tokens.version?.()).toBeUndefined();
    await grants.keepSetUp(grant, ANNA, provider.signIn());
    const first = await tokens.version?.();
    expect(first).toBeDefined();
    expect(await tokens.get()).toBe('access 2');
    expect(await tokens.version?.()).toBe(first);
    provider.withdraw();
    expect(await troubleOf(tokens.insteadOf('access 2'))).toBe('refused GRANT');
    expect(await tokens.version?.()).toBeUndefined();
    await grants.keepSetUp(grant, ANNA, provider.signIn());
    expect(await tokens.version?.()).not.toBe(first);
    expect(await tokens.get()).toBe('access 3');
  });
});

test('a sign-in of a mailbox that is set up outlasts a renewal that has begun before', async () => {
  const { provider, grants } = await start();
  const grant = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
  await grants.keepSetUp(grant, ANNA, provider.signIn());
  provider.now += 55 * MINUTE;
  const { asked, answer } = provider.holdNext();
  const tokens = grants.tokensOf(grant);
  const renewed = tokens.get();
  await asked;
  const kept = grants.keepSetUp(grant, ANNA, provider.signIn());
  answer();
  await Promise.all([renewed, kept]);
  expect(await grants.tokensOf(grant).insteadOf(await renewed)).toBe('access 4');
});

test('a grant that is forgotten while it is renewed stays so', async () => {
  const { provider, store, tokens, grant, another } = await start();
  provider.now += 55 * MINUTE;
  const { asked, answer } = provider.holdNext();
  const renewed = tokens.get();
  await asked;
  await another().forget(ANNA);
  answer();
  expect(await troubleOf(renewed)).toBe('refused GRANT');
  expect(await store.read(grant.id)).toBeUndefined();
});

describe('the store', () => {
  test('opens nothing without the grant’s key', async () => {
    const folder = await temporaryFolder();
    const { grants, grant } = await start({}, createGrantFile(folder));
    const text = await readFile(join(folder, 'grants.json'), 'utf8');
    expect(text).not.toMatch(/access 1|refresh 1/);
    expect(text).not.toContain(grant.key);
    const key = 'A'.repeat(43);
    expect(await troubleOf(grants.tokensOf(grant).get())).toBe('none');
    expect(await troubleOf(grants.tokensOf({ ...grant, key }).get())).toBe('refused GRANT');
  });

  test('forgets a user’s grants, but those of mailboxes that are set up', async () => {
    const { provider, store, grants, grant } = await start();
    const setUp = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
    await grants.keepSetUp(setUp, ANNA, provider.signIn());
    const bens = await grants.keep('ben@example.org', 'company', provider.signIn());
    await grants.forget(ANNA);
    expect(await store.read(grant.id)).toBeUndefined();
    expect(await store.read(setUp.id)).toBeDefined();
    expect(await store.read(bens.id)).toBeDefined();
    expect(await troubleOf(grants.tokensOf(grant).get())).toBe('refused GRANT');
  });

  test('forgets grants by their ids', async () => {
    const { provider, store, grants, grant } = await start();
    const other = await grants.keep(ANNA, 'company', provider.signIn());
    await grants.drop([other.id]);
    expect(await store.read(other.id)).toBeUndefined();
    expect(await store.read(grant.id)).toBeDefined();
  });

  test('forgets grants that nobody has used for 30 days', async () => {
    const { provider, store, grants, grant } = await start();
    const setUp = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
    await grants.keepSetUp(setUp, ANNA, provider.signIn());
    provider.now += 31 * DAY;
    await grants.keep('ben@example.org', 'company', provider.signIn());
    expect(await store.read(grant.id)).toBeUndefined();
    expect(await store.read(setUp.id)).toBeDefined();
  });

  test('that can’t be read is no refusal', async () => {
    const { grant, another, store } = await start();
    const broken = { ...store, read: () => Promise.reject(new Error('EIO')) };
    expect(await troubleOf(another({ store: broken }).tokensOf(grant).get())).toMatch(/^busy/);
  });
});

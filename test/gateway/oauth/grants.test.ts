import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { GrantKey } from '../../../src/gateway/mailbox/imap/imap-server';
import { StoreAway } from '../../../src/gateway/shared/records';
import { openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import { ANNA, DAY, MINUTE, start, troubleOf } from './grant-world';

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
    const { provider, store, grants, another } = await start();
    provider.lifetime = Number.POSITIVE_INFINITY;
    const grant = await grants.keep(ANNA, 'company', provider.signIn());
    provider.now += 20 * DAY;
    expect(await grants.tokensOf(grant).get()).toBe('access 2');
    provider.now += 20 * DAY;
    expect(await another().tokensOf(grant).get()).toBe('access 2');
    expect(provider.requests).toBe(0);
    // Its use has been noted.
    expect((await store.grants.get(grant.id))?.usedAt).toBe(provider.now);
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

test('a store that can’t be read isn’t taken for the end of a sign-in', async () => {
  const { store, tokens } = await start();
  expect(await tokens.version?.()).toBeDefined();
  vi.spyOn(store.grants, 'get').mockRejectedValue(new Error('ECONNREFUSED'));
  await expect(tokens.version?.()).rejects.toThrow('ECONNREFUSED');
});

describe('the store', () => {
  test('opens nothing without the grant’s key', async () => {
    const state = await temporaryFolder();
    const { grants, grant } = await start({}, await openStore({ state }));
    const [name = ''] = await readdir(join(state, 'grants'));
    const text = await readFile(join(state, 'grants', name), 'utf8');
    expect(text).not.toMatch(/access 1|refresh 1/);
    expect(text).not.toContain(grant.key);
    const key = 'A'.repeat(43);
    expect(await troubleOf(grants.tokensOf(grant).get())).toBe('none');
    expect(await troubleOf(grants.tokensOf({ ...grant, key }).get())).toBe('refused GRANT');
  });

  test('has no grant any more: a mailbox that is opened then gets no token from memory', async () => {
    const { store, grants, grant, tokens } = await start();
    expect(await tokens.get()).toBe('access 1');
    // Another gateway does it.
    await store.grants.change(grant.id, () => ({ record: undefined, result: undefined }));
    expect(await troubleOf(grants.tokensOf(grant).get())).toBe('refused GRANT');
  });

  test('is asked again after nobody has used the mailbox for a while', async () => {
    const { store, grant, tokens } = await start();
    expect(await tokens.get()).toBe('access 1');
    tokens.rest?.();
    await store.grants.change(grant.id, () => ({ record: undefined, result: undefined }));
    expect(await troubleOf(tokens.get())).toBe('refused GRANT');
  });

  test('gets new tokens that couldn’t be stored when a mailbox is opened again', async () => {
    const { provider, store, grants, grant, tokens } = await start();
    provider.now += 55 * MINUTE;
    store.failure = new StoreAway('away');
    expect(await tokens.get()).toBe('access 1');
    store.failure = undefined;
    expect(await grants.tokensOf(grant).get()).toBe('access 2');
    expect(provider.requests).toBe(1);
  });

  test('forgets no grant of a mailbox that is set up', async () => {
    const { provider, store, grants } = await start();
    const setUp = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
    await grants.keepSetUp(setUp, ANNA, provider.signIn());
    await grants.drop([setUp.id]);
    expect(await store.grants.get(setUp.id)).toBeDefined();
  });

  test('says whether nobody has signed in, or a sign-in has ended', async () => {
    const { provider, grants, grant } = await start();
    const setUp = { provider: 'company', id: 'mailbox Work', key: 'A'.repeat(43) };
    const detailsOf = (it: GrantKey) =>
      grants
        .tokensOf(it)
        .get()
        .catch(({ details }) => details);
    expect(await detailsOf(setUp)).toEqual({ hasNoGrant: true });
    await grants.keepSetUp(setUp, ANNA, provider.signIn());
    await expect(grants.tokensOf(setUp).get()).resolves.toMatch(/./);
    expect(await detailsOf({ ...grant, key: 'B'.repeat(43) })).toEqual({});
  });

  test('forgets grants by their ids', async () => {
    const { provider, store, grants, grant } = await start();
    const other = await grants.keep(ANNA, 'company', provider.signIn());
    await grants.drop([other.id]);
    expect(await store.grants.get(other.id)).toBeUndefined();
    expect(await store.grants.get(grant.id)).toBeDefined();
  });

  test('that can’t be read is no refusal', async () => {
    const { grant, another, store } = await start();
    const broken = { ...store, grants: { ...store.grants, get: () => Promise.reject(new StoreAway('EIO')) } };
    expect(await troubleOf(another({ store: broken }).tokensOf(grant).get())).toMatch(/^busy/);
  });
});

import { describe, expect, test } from 'vitest';
import { openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import { ANNA, MINUTE, start, troubleOf } from './grant-world';

describe('a renewal', () => {
  test('is one for all who ask at the same time', async () => {
    const { provider, tokens, grants, grant } = await start();
    provider.now += 55 * MINUTE;
    const asked = [tokens.get(), grants.tokensOf(grant).get(), tokens.insteadOf('access 1')];
    expect(await Promise.all(asked)).toEqual(['access 2', 'access 2', 'access 2']);
    expect(provider.requests).toBe(1);
  });

  test('is one for two gateways on one folder', async () => {
    const state = await temporaryFolder();
    const { provider, tokens, grant, another } = await start({}, await openStore({ state }));
    const other = another({ store: await openStore({ state }) }).tokensOf(grant);
    for (let hour = 1; hour <= 5; hour++) {
      provider.now += 55 * MINUTE;
      expect(await Promise.all([tokens.get(), other.get()])).toEqual(Array(2).fill(`access ${hour + 1}`));
      expect(provider.requests).toBe(hour);
    }
  });

  test('is one for two gateways, although one has not yet heard what the other has stored', async () => {
    const { provider, store, tokens, grant, another } = await start();
    const old = await store.grants.get(grant.id);
    const deaf = { ...store, grants: { ...store.grants, get: async () => old } };
    const other = another({ store: deaf }).tokensOf(grant);
    provider.now += 55 * MINUTE;
    expect(await tokens.get()).toBe('access 2');
    expect(await other.get()).toBe('access 2');
    expect(provider.requests).toBe(1);
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
    expect((await store.grants.get(grant.id))?.usedAt).toBe(provider.now - 8 * MINUTE);
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
  await another().drop([grant.id]);
  answer();
  expect(await troubleOf(renewed)).toBe('refused GRANT');
  expect(await store.grants.get(grant.id)).toBeUndefined();
});

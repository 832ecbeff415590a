import { describe, expect, test } from 'vitest';
import { OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { ANNA, MINUTE, start, troubleOf } from './grant-world';

describe('a renewal that fails', () => {
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

import { describe, expect, test } from 'vitest';
import { createOAuthClient } from '../../src/gateway/oauth/openid';
import { open } from './asking';
import { SECRET_CLIENT } from './oidc';
import type { TestProvider } from './provider';
import { approveDevice, signInByFetch } from './visitor';

const ANNA = 'anna@example.org';
const BACK = 'http://127.0.0.1:8337/sign-in/callback/company';

async function signIn(provider: TestProvider, client = createOAuthClient(provider.settings())) {
  const { page, check } = await client.begin(BACK, ANNA);
  const callback = await signInByFetch(page, ANNA);
  return { client, callback, check, person: await client.finish(callback, check) };
}

describe('a sign-in at a real provider', () => {
  test.each(['opaque', 'jwt'] as const)(
    'with %s access tokens gives the address and tokens',
    async accessTokens => {
      const { person } = await signIn(await open({ accessTokens }));
      expect(person).toMatchObject({ addresses: [ANNA], isVerified: true });
      expect(person.tokens.expires).toBeGreaterThan(Date.now() + 3_500_000);
      expect(person.tokens.refreshToken).toBeTruthy();
    },
  );

  test('works with a client secret, and not with a wrong one', async () => {
    const provider = await open();
    const settings = { ...provider.settings(), clientId: SECRET_CLIENT.id };
    const redirect = 'https://facteur.example.org/sign-in/callback/company';
    const signInWith = async (clientSecret: string) => {
      const client = createOAuthClient({ ...settings, clientSecret });
      const { page, check } = await client.begin(redirect, ANNA);
      return client.finish(await signInByFetch(page, ANNA), check);
    };
    expect((await signInWith(SECRET_CLIENT.secret)).addresses).toEqual([ANNA]);
    await expect(signInWith('wrong')).rejects.toMatchObject({
      trouble: 'misconfigured',
      code: 'invalid_client',
    });
  });

  test('is refused for a code that was used, and by somebody without the verifier', async () => {
    const provider = await open();
    const { client, callback, check } = await signIn(provider);
    await expect(client.finish(callback, check)).rejects.toMatchObject({ trouble: 'forged' });
    const begun = await client.begin(BACK, ANNA);
    const answer = await signInByFetch(begun.page, ANNA);
    const other = { ...begun.check, verifier: check.verifier };
    await expect(client.finish(answer, other)).rejects.toMatchObject({ trouble: 'forged' });
  });

  test('that the person refuses is cancelled', async () => {
    const client = createOAuthClient((await open()).settings());
    const { page, check } = await client.begin(BACK, ANNA);
    const callback = await signInByFetch(page, ANNA, false);
    await expect(client.finish(callback, check)).rejects.toMatchObject({ trouble: 'cancelled' });
  });

  test('is renewed with each new refresh token, and ends when it is withdrawn', async () => {
    const provider = await open();
    const { client, person } = await signIn(provider);
    const first = await client.renew(person.tokens.refreshToken ?? '');
    const second = await client.renew(first.refreshToken ?? '');
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(provider.reuses).toBe(0);
    provider.withdraw(ANNA);
    await expect(client.renew(second.refreshToken ?? '')).rejects.toMatchObject({ trouble: 'withdrawn' });
  });

  test('is neither withdrawn nor forged while the provider is down', async () => {
    const provider = await open();
    const { client, person } = await signIn(provider);
    const { refreshToken = '' } = person.tokens;
    provider.answer503();
    await expect(client.renew(refreshToken)).rejects.toMatchObject({ trouble: 'unavailable' });
    provider.refuseConnections();
    await expect(client.renew(refreshToken)).rejects.toMatchObject({ trouble: 'unavailable' });
    provider.resume();
    expect((await client.renew(refreshToken)).accessToken).toBeTruthy();
  });

  test('works by device code', async () => {
    const client = createOAuthClient((await open()).settings());
    const { page, code, wait } = await client.beginOnDevice();
    const signedIn = wait();
    await approveDevice(page, code, ANNA);
    expect(await signedIn).toMatchObject({ addresses: [ANNA], isVerified: true });
  });
});

import { afterEach, describe, expect, test, vi } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { askForTokens, open, renew, SCOPE, signIn, tokensOf } from './asking';
import { PUBLIC_CLIENT } from './oidc';
import { approveDevice } from './visitor';

const ANNA = 'anna@example.org';
const claimsIn = (token = '') => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

afterEach(() => vi.restoreAllMocks());

describe('the provider', () => {
  test('says nothing on the console', async () => {
    const said = (['warn', 'info', 'error', 'log'] as const).map(name => vi.spyOn(console, name));
    await tokensOf(await open(), ANNA);
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
  });

  test('gives the address at userinfo, or in the id token where the access token is a JWT', async () => {
    const opaque = await open();
    const { access_token, id_token } = await tokensOf(opaque, ANNA);
    expect(claimsIn(id_token).email).toBeUndefined();
    const headers = { authorization: `Bearer ${access_token}` };
    const told = await (await fetch(`${opaque.issuer}/me`, { headers })).json();
    expect(told).toMatchObject({ email: ANNA, email_verified: true, preferred_username: ANNA });

    const jwt = await tokensOf(await open({ accessTokens: 'jwt' }), ANNA);
    expect(claimsIn(jwt.id_token)).toMatchObject({ email: ANNA, preferred_username: ANNA });
    expect(claimsIn(jwt.access_token)).toMatchObject({ azp: PUBLIC_CLIENT, aud: PUBLIC_CLIENT, email: ANNA });
  });

  test('sends a person who refuses back with an error', async () => {
    const { back } = await signIn(await open(), ANNA, false);
    expect(back.searchParams.get('error')).toBe('access_denied');
  });

  test('gives tokens to a device after its code was entered', async () => {
    const provider = await open();
    const body = new URLSearchParams({ client_id: PUBLIC_CLIENT, scope: SCOPE });
    const asked = await fetch(`${provider.issuer}/device/auth`, { method: 'POST', body });
    const { device_code, user_code, verification_uri } = (await asked.json()) as Record<string, string>;
    const ask = () => {
      const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
      return askForTokens(provider, { grant_type, device_code: device_code ?? '' });
    };
    expect((await ask()).error).toBe('authorization_pending');
    await approveDevice(verification_uri ?? '', user_code ?? '', ANNA);
    expect((await ask()).refresh_token).toBeTruthy();
    expect(provider.tokenRequests).toEqual(['device_code', 'device_code']);
  });

  test('replaces a refresh token at each use, and ends the grant when an old one is used again', async () => {
    const provider = await open();
    const first = await tokensOf(provider, ANNA);
    const second = await renew(provider, first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(provider.reuses).toBe(0);
    expect((await renew(provider, first.refresh_token)).error).toBe('invalid_grant');
    expect(provider.reuses).toBe(1);
    expect((await renew(provider, second.refresh_token)).error).toBe('invalid_grant');
    expect(provider.count('refresh_token')).toBe(3);
  });

  test('gives no refresh token where a test wants that', async () => {
    expect((await tokensOf(await open({ refreshTokens: false }), ANNA)).refresh_token).toBeUndefined();
  });

  test('ends access tokens after their lifetime, or before, and the refresh token lives on', async () => {
    const provider = await open({ lifetime: 1 });
    const { refresh_token } = await tokensOf(provider, ANNA);
    await waitFor(
      async () => provider.validTokens(ANNA),
      valid => valid === 0,
    );
    provider.setLifetime(3600);
    const later = await renew(provider, refresh_token);
    expect(provider.validTokens(ANNA)).toBe(1);
    provider.expireTokens(ANNA);
    expect(provider.validTokens(ANNA)).toBe(0);
    expect((await renew(provider, later.refresh_token)).access_token).toBeTruthy();
  });

  test('refuses a withdrawn grant, of this person alone', async () => {
    const provider = await open();
    const [anna, bert] = [await tokensOf(provider, ANNA), await tokensOf(provider, 'bert@example.org')];
    provider.withdraw(ANNA);
    expect((await renew(provider, anna.refresh_token)).error).toBe('invalid_grant');
    expect((await renew(provider, bert.refresh_token)).access_token).toBeTruthy();
  });

  test('can be down in two ways, and come back', async () => {
    const provider = await open();
    const { refresh_token } = await tokensOf(provider, ANNA);
    provider.refuseConnections();
    // The first one may fail on a connection of before.
    for (let i = 0; i < 2; i += 1) await expect(renew(provider, refresh_token)).rejects.toThrow();
    provider.answer503();
    expect((await fetch(`${provider.issuer}/token`, { method: 'POST' })).status).toBe(503);
    provider.resume();
    expect((await renew(provider, refresh_token)).access_token).toBeTruthy();
    expect(provider.tokenRequests).toEqual(['authorization_code', '503', 'refresh_token']);
    expect(provider.count('refused')).toBeGreaterThan(0);
  });
});

import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
import { createOAuthClient } from '../../../src/gateway/oauth/openid';
import { type FakeProvider, fakeProvider, idToken } from './fake-provider';
import { makeProvider } from './make-provider';

export const NOW = Date.UTC(2026, 10, 30);
export const BACK = 'http://127.0.0.1:8337/sign-in/callback/company';
export const DISCOVERY = '/.well-known/openid-configuration';

/** Its client. */
export const open = (fake: FakeProvider, change: Partial<OAuthProvider> = {}, now = () => NOW) =>
  createOAuthClient(makeProvider(change), { fetch: fake.fetch, now });

export const callback = (parameters: Record<string, string>) =>
  new URL(`${BACK}?${new URLSearchParams(parameters)}`);

/** The answer of the token endpoint. */
export const signedIn = (claims: object, more: object = {}) => ({
  access_token: 'access',
  token_type: 'Bearer',
  expires_in: 600,
  refresh_token: 'refresh',
  id_token: idToken(claims),
  ...more,
});

/** Begins, and finishes with these claims. */
export async function signIn(claims: object, change: Partial<OAuthProvider> = {}, fake = fakeProvider()) {
  const client = open(fake, change);
  const { check } = await client.begin(BACK, 'ann@example.org');
  fake.answer({ '/token': () => signedIn({ nonce: check.nonce, ...claims }) });
  return client.finish(callback({ code: 'the-code', state: check.state }), check);
}

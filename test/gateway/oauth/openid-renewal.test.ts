import { describe, expect, test, vi } from 'vitest';
import { createOAuthClient } from '../../../src/gateway/oauth/openid';
import { failure, fakeProvider, ISSUER, idToken } from './fake-provider';
import { makeProvider } from './make-provider';
import { NOW, open } from './open-fake';

describe('a renewal', () => {
  test.each([
    [{ refresh_token: 'next' }, 'next'],
    [{}, 'old'],
  ])('that answers %j leads to the refresh token %s', async (more, refreshToken) => {
    const fake = fakeProvider();
    fake.answer({ '/token': () => ({ access_token: 'new', token_type: 'Bearer', expires_in: 60, ...more }) });
    expect(await open(fake).renew('old')).toEqual({
      accessToken: 'new',
      refreshToken,
      expires: NOW + 60_000,
    });
    expect(fake.requests.at(-1)).toBe('/token?refresh_token=old&grant_type=refresh_token&client_id=facteur');
  });

  test('keeps the new refresh token whatever the id token says', async () => {
    const fake = fakeProvider();
    const token = idToken({ iss: 'https://other.example', exp: 1 });
    const tokens = { access_token: 'new', token_type: 'Bearer', refresh_token: 'next', id_token: token };
    fake.answer({ '/token': () => tokens });
    expect(await open(fake).renew('old')).toMatchObject({ accessToken: 'new', refreshToken: 'next' });
  });

  const lost = () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
  };
  test.each([
    [() => failure('invalid_grant'), 'withdrawn', 'invalid_grant'],
    [() => failure('interaction_required'), 'withdrawn', 'interaction_required'],
    [() => failure('consent_required'), 'withdrawn', 'consent_required'],
    [() => failure('login_required'), 'withdrawn', 'login_required'],
    [() => failure('invalid_client', 401), 'misconfigured', 'invalid_client'],
    [() => failure('unauthorized_client'), 'misconfigured', 'unauthorized_client'],
    [() => failure('invalid_scope'), 'misconfigured', 'invalid_scope'],
    [() => failure('constructor'), 'misconfigured', 'constructor'],
    [() => failure('temporarily_unavailable'), 'unavailable', 'temporarily_unavailable'],
    [() => failure('invalid_grant', 429), 'unavailable', 'invalid_grant'],
    [() => failure('invalid_grant', 503), 'unavailable', 'HTTP 503'],
    [() => new Response('', { status: 404 }), 'unavailable', 'HTTP 404'],
    [() => new Response('<p>Log in to the Wi-Fi</p>'), 'unavailable', expect.anything()],
    [() => ({ token_type: 'Bearer' }), 'unavailable', 'OAUTH_INVALID_RESPONSE'],
    [lost, 'unavailable', 'ECONNREFUSED'],
  ])('that fails (case %#) is %s, %s', async (answer, trouble, code) => {
    const fake = fakeProvider();
    fake.answer({ '/token': answer });
    await expect(open(fake).renew('old')).rejects.toMatchObject({ trouble, code });
  });

  test('that doesn’t end within thirty seconds is given up', async () => {
    const fake = fakeProvider();
    const timeout = vi
      .spyOn(AbortSignal, 'timeout')
      .mockReturnValue(AbortSignal.abort(new DOMException('', 'TimeoutError')));
    const fetch = vi.fn(async (url: string, { signal }: { signal?: AbortSignal }) => {
      if (url.endsWith('/token')) signal?.throwIfAborted();
      return fake.fetch(url, {} as never);
    });
    const client = createOAuthClient(makeProvider(), { fetch: fetch as never });
    await expect(client.renew('old')).rejects.toMatchObject({
      trouble: 'unavailable',
      code: 'OAUTH_TIMEOUT',
    });
    expect(timeout.mock.calls).toEqual([[10_000], [30_000]]);
    timeout.mockRestore();
  });

  test('that fails says no secret, but Entra’s number', async () => {
    const fake = fakeProvider();
    const description = 'AADSTS7000222: The client secret old-secret of token old has expired. Trace ID: 1';
    fake.answer({ '/token': () => failure('invalid_client', 401, { error_description: description }) });
    const error = await open(fake, { clientSecret: 'old-secret' })
      .renew('old')
      .catch(it => it as Error);
    expect(String(error)).toBe(
      `Error: ${ISSUER} doesn’t accept this gateway (invalid_client, AADSTS7000222): check client-id and client-secret, and whether the secret has expired, in [oauth.company] and at the provider`,
    );
  });

  test.each([
    ['AADSTS700025', 'leave out client-secret in [oauth.company]'],
    ['AADSTS7000218', 'allow public client flows at the provider, or give client-secret in [oauth.company]'],
  ])('that Entra refuses with %s says what to do', async (number, remedy) => {
    const fake = fakeProvider();
    const description = `${number}: The reason. Trace ID: 1`;
    fake.answer({ '/token': () => failure('invalid_client', 401, { error_description: description }) });
    await expect(open(fake).renew('old')).rejects.toMatchObject({
      message: `${ISSUER} doesn’t accept this gateway (invalid_client, ${number}): ${remedy}`,
    });
  });
});

test.each([
  [['client_secret_basic', 'client_secret_post'], 'client_secret=s-1'],
  [['client_secret_basic'], undefined],
  [undefined, undefined],
])('a provider that takes %j gets the secret in the body: %s', async (methods, secret) => {
  const fake = fakeProvider({ token_endpoint_auth_methods_supported: methods });
  fake.answer({ '/token': () => ({ access_token: 'a', token_type: 'bearer' }) });
  await open(fake, { clientSecret: 's-1' }).renew('old');
  expect(/client_secret=[^&]+/.exec(fake.requests.at(-1) ?? '')?.[0]).toBe(secret);
});

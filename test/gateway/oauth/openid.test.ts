import { describe, expect, test, vi } from 'vitest';
import type { SignInCheck } from '../../../src/gateway/oauth/oauth-client';
import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
import { createOAuthClient } from '../../../src/gateway/oauth/openid';
import { type FakeProvider, failure, fakeProvider, ISSUER, idToken } from './fake-provider';
import { makeProvider } from './make-provider';

const NOW = Date.UTC(2026, 10, 30);
const BACK = 'http://127.0.0.1:8337/sign-in/callback/company';
const DISCOVERY = '/.well-known/openid-configuration';

const open = (fake: FakeProvider, change: Partial<OAuthProvider> = {}) =>
  createOAuthClient(makeProvider(change), { fetch: fake.fetch, now: () => NOW });

const callback = (parameters: Record<string, string>) =>
  new URL(`${BACK}?${new URLSearchParams(parameters)}`);

const signedIn = (claims: object, more: object = {}) => ({
  access_token: 'access',
  token_type: 'Bearer',
  expires_in: 600,
  refresh_token: 'refresh',
  id_token: idToken(claims),
  ...more,
});

/** Begins, and finishes with these claims. */
async function signIn(claims: object, change: Partial<OAuthProvider> = {}, fake = fakeProvider()) {
  const client = open(fake, change);
  const { check } = await client.begin(BACK, 'ann@example.org');
  fake.answer({ '/token': () => signedIn({ nonce: check.nonce, ...claims }) });
  return client.finish(callback({ code: 'the-code', state: check.state }), check);
}

describe('the page to sign in', () => {
  test('has all that protects the sign-in, the scopes, and the address', async () => {
    const client = open(fakeProvider(), { parameters: { prompt: 'consent', state: 'mine' } });
    const { page, check } = await client.begin(BACK, 'ann@example.org');
    const { origin, pathname, searchParams } = new URL(page);
    expect(origin + pathname).toBe(`${ISSUER}/authorize`);
    const { code_challenge: challenge, ...parameters } = Object.fromEntries(searchParams);
    expect(challenge).toMatch(/^[\w-]{43}$/);
    expect(parameters).toEqual({
      client_id: 'facteur',
      response_type: 'code',
      redirect_uri: BACK,
      scope: 'openid email offline_access',
      login_hint: 'ann@example.org',
      prompt: 'consent',
      state: check.state,
      nonce: check.nonce,
      code_challenge_method: 'S256',
    });
  });

  test('is another one each time, and the provider describes itself only once', async () => {
    const fake = fakeProvider();
    const client = open(fake);
    const [one, other] = await Promise.all(
      ['a@example.org', 'b@example.org'].map(it => client.begin(BACK, it)),
    );
    for (const name of ['state', 'nonce', 'verifier'] as const)
      expect(one?.check[name]).not.toBe(other?.check[name]);
    expect(fake.requests).toEqual([DISCOVERY]);
  });

  test('a provider that couldn’t be asked is asked again', async () => {
    const fake = fakeProvider();
    fake.answer({ [DISCOVERY]: () => new Response('', { status: 503 }) });
    const client = open(fake);
    await expect(client.begin(BACK, '')).rejects.toMatchObject({ trouble: 'unavailable', code: 'HTTP 503' });
    fake.answer({ [DISCOVERY]: () => ({ issuer: ISSUER, authorization_endpoint: `${ISSUER}/authorize` }) });
    expect((await client.begin(BACK, '')).page).toContain(ISSUER);
  });

  test.each([
    ['has no description', () => new Response('', { status: 404 })],
    ['calls itself something else', () => ({ issuer: 'https://other.example' })],
  ])('an issuer that %s is the operator’s mistake', async (_, answer) => {
    const fake = fakeProvider();
    fake.answer({ [DISCOVERY]: answer });
    await expect(open(fake).begin(BACK, '')).rejects.toMatchObject({ trouble: 'misconfigured' });
  });

  test('http is only for issuers of this machine', async () => {
    const issuer = 'http://127.0.0.1:9';
    const fake = fakeProvider({ issuer, authorization_endpoint: `${issuer}/authorize` });
    expect((await open(fake, { issuer }).begin(BACK, '')).page).toContain(issuer);
    const mixed = fakeProvider({ authorization_endpoint: 'http://id.example.org/authorize' });
    await expect(open(mixed).begin(BACK, '')).rejects.toMatchObject({ trouble: 'misconfigured' });
  });
});

describe('a finished sign-in', () => {
  test('gives tokens and the address, for the code, its verifier and the exact address', async () => {
    const fake = fakeProvider();
    const claims = { email: 'ann@example.org', email_verified: true };
    expect(await signIn(claims, {}, fake)).toEqual({
      addresses: ['ann@example.org'],
      isVerified: true,
      denied: [],
      tokens: { accessToken: 'access', refreshToken: 'refresh', expires: NOW + 600_000 },
    });
    const [, request = ''] = fake.requests;
    expect(Object.fromEntries(new URLSearchParams(request.split('?')[1]))).toEqual({
      client_id: 'facteur',
      grant_type: 'authorization_code',
      code: 'the-code',
      code_verifier: expect.stringMatching(/^[\w-]{43,}$/),
      redirect_uri: BACK,
    });
  });

  test('an access token without a lifetime is valid for an hour, and a refresh token may be missing', async () => {
    const fake = fakeProvider();
    const client = open(fake);
    const { check } = await client.begin(BACK, '');
    const claims = { nonce: check.nonce, email: 'ann@example.org' };
    const without = { expires_in: undefined, refresh_token: undefined };
    fake.answer({ '/token': () => signedIn(claims, without) });
    const { tokens } = await client.finish(callback({ code: 'c', state: check.state }), check);
    expect(tokens).toEqual({ accessToken: 'access', refreshToken: undefined, expires: NOW + 3_600_000 });
  });

  test.each([
    [{ email: 'ann@example.org' }, ['email'], ['ann@example.org'], false],
    [{ email: 'ann@example.org', email_verified: 'true' }, ['email'], ['ann@example.org'], true],
    [{ email: 'ann@example.org', email_verified: false }, ['email'], ['ann@example.org'], false],
    [{ upn: 'ann@example.org' }, ['upn', 'email'], ['ann@example.org'], true],
    [
      { upn: 'a@example.org', email: 'ann@example.org' },
      ['upn', 'email'],
      ['a@example.org', 'ann@example.org'],
      true,
    ],
    [{ upn: 'example\\ann', email: 'ann@example.org' }, ['upn', 'email'], ['ann@example.org'], false],
    [{ emails: ['a@example.org', 5] }, ['emails'], ['a@example.org'], true],
  ])('%j, asked for %j, are %j, verified: %s', async (said, claims, addresses, isVerified) => {
    expect(await signIn(said, { claims })).toMatchObject({ addresses, isVerified });
  });

  test.each([
    [{ email_verified: 'false' }, ['email'], ['ann@example.org']],
    [{ email_verified: false, upn: 'a@example.org' }, ['upn', 'email'], ['ann@example.org']],
    [{ email_verified: false, upn: 'ann@example.org' }, ['upn', 'email'], []],
    [{ email_verified: true }, ['email'], []],
    [{}, ['email'], []],
  ])('with %j, asked for %j, the provider denies %j', async (said, claims, denied) => {
    expect(await signIn({ email: 'ann@example.org', ...said }, { claims })).toMatchObject({ denied });
  });

  test('userinfo says the address if the id token doesn’t', async () => {
    const fake = fakeProvider();
    fake.answer({ '/userinfo': () => ({ sub: '7', email: 'ann@example.org', email_verified: true }) });
    expect(await signIn({}, {}, fake)).toMatchObject({ addresses: ['ann@example.org'], isVerified: true });
  });

  test('userinfo of somebody else is refused', async () => {
    const fake = fakeProvider();
    fake.answer({ '/userinfo': () => ({ sub: '8', email: 'bob@example.org' }) });
    await expect(signIn({}, {}, fake)).rejects.toMatchObject({ trouble: 'forged' });
  });

  test('an account without an address is the operator’s mistake', async () => {
    const fake = fakeProvider();
    fake.answer({ '/userinfo': () => ({ sub: '7' }) });
    await expect(signIn({}, {}, fake)).rejects.toMatchObject({
      trouble: 'misconfigured',
      message: expect.stringContaining('[oauth.company]'),
    });
  });

  test('Microsoft’s many tenants have one address, and each its own issuer', async () => {
    const authority = 'https://login.microsoftonline.com';
    const fake = fakeProvider({
      issuer: `${authority}/{tenantid}/v2.0`,
      authorization_endpoint: `${authority}/common/oauth2/v2.0/authorize`,
      token_endpoint: `${authority}/token`,
    });
    const microsoft = { issuer: `${authority}/common/v2.0`, claims: ['preferred_username'] };
    const claims = { preferred_username: 'ann@corp.example', tid: 'abc' };
    expect(await signIn({ ...claims, iss: `${authority}/abc/v2.0` }, microsoft, fake)).toMatchObject({
      addresses: ['ann@corp.example'],
    });
    await expect(signIn({ ...claims, iss: `${authority}/xyz/v2.0` }, microsoft, fake)).rejects.toMatchObject({
      trouble: 'forged',
    });
  });
});

describe('an answer that doesn’t fit is refused before the code is used', () => {
  const answers: ReadonlyArray<[string, (check: SignInCheck) => Record<string, string>]> = [
    ['has another state', () => ({ code: 'c', state: 'other' })],
    ['has no state', () => ({ code: 'c' })],
    ['comes from another provider', ({ state }) => ({ code: 'c', state, iss: 'https://other.example' })],
    ['says nothing of its provider', ({ state }) => ({ code: 'c', state })],
    ['is no answer', () => ({})],
  ];
  test.each(answers)('%s', async (_, answer) => {
    const fake = fakeProvider({ authorization_response_iss_parameter_supported: true });
    const client = open(fake);
    const { check } = await client.begin(BACK, '');
    const given = client.finish(callback(answer(check)), check);
    await expect(given).rejects.toMatchObject({ trouble: 'forged' });
    expect(fake.requests).toEqual([DISCOVERY]);
  });

  test.each([
    ['nonce', { nonce: 'other' }],
    ['client', { aud: 'other' }],
    ['issuer', { iss: 'https://other.example' }],
    ['time', { exp: 1 }],
  ])('the id token is for another %s', async (_, claims) => {
    await expect(signIn({ email: 'ann@example.org', ...claims })).rejects.toMatchObject({
      trouble: 'forged',
    });
  });
});

test.each([
  ['access_denied', 'cancelled'],
  ['server_error', 'unavailable'],
  ['temporarily_unavailable', 'unavailable'],
  ['unauthorized_client', 'misconfigured'],
  ['invalid_scope', 'misconfigured'],
])('the provider’s page answers %s: %s', async (error, trouble) => {
  const client = open(fakeProvider());
  const { check } = await client.begin(BACK, '');
  const given = client.finish(callback({ error, state: check.state }), check);
  await expect(given).rejects.toMatchObject({ trouble, code: error });
});

test('a code that was used is refused', async () => {
  const fake = fakeProvider();
  const client = open(fake);
  const { check } = await client.begin(BACK, '');
  fake.answer({ '/token': () => failure('invalid_grant') });
  const given = client.finish(callback({ code: 'c', state: check.state }), check);
  await expect(given).rejects.toMatchObject({ trouble: 'forged', code: 'invalid_grant' });
});

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

  test('that doesn’t end within ten seconds is given up', async () => {
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
    expect(timeout.mock.calls).toEqual([[10_000], [10_000]]);
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

describe('a sign-in on another device', () => {
  const begun = (more: object = {}) => ({
    device_code: 'device',
    user_code: 'ABCD-EFGH',
    verification_uri: `${ISSUER}/activate`,
    expires_in: 600,
    interval: 0.001,
    ...more,
  });
  const person = () => signedIn({ email: 'ann@example.org', email_verified: true });

  test('shows page and code, and waits until the person has signed in', async () => {
    const fake = fakeProvider();
    const answers = [failure('authorization_pending'), person()];
    fake.answer({ '/device': () => begun(), '/token': () => answers.shift() ?? failure('expired_token') });
    const { page, code, wait } = await open(fake).beginOnDevice();
    expect({ page, code }).toEqual({ page: `${ISSUER}/activate`, code: 'ABCD-EFGH' });
    expect(await wait()).toMatchObject({
      addresses: ['ann@example.org'],
      tokens: { refreshToken: 'refresh' },
    });
    expect(fake.requests[1]).toBe('/device?scope=openid+email+offline_access&client_id=facteur');
  });

  test.each([
    ['access_denied', 'cancelled'],
    ['authorization_declined', 'cancelled'],
    ['expired_token', 'cancelled'],
    ['invalid_client', 'misconfigured'],
  ])('%s ends it: %s', async (error, trouble) => {
    const fake = fakeProvider();
    fake.answer({ '/device': () => begun(), '/token': () => failure(error) });
    const { wait } = await open(fake).beginOnDevice();
    await expect(wait()).rejects.toMatchObject({ trouble, code: error });
  });

  test('goes on after the provider was down, and asks less often', async () => {
    vi.useFakeTimers();
    const fake = fakeProvider();
    const answers = [new Response('', { status: 502 }), person()];
    fake.answer({ '/device': () => begun(), '/token': () => answers.shift() ?? failure('expired_token') });
    const { wait } = await open(fake).beginOnDevice();
    const signedInPerson = wait();
    await vi.advanceTimersByTimeAsync(1000);
    expect(fake.requests).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await signedInPerson).toMatchObject({ addresses: ['ann@example.org'] });
    vi.useRealTimers();
  });

  test('can be given up, and ends with the code', async () => {
    const fake = fakeProvider();
    fake.answer({ '/device': () => begun(), '/token': () => failure('authorization_pending') });
    const { wait } = await open(fake).beginOnDevice();
    await expect(wait(AbortSignal.abort())).rejects.toMatchObject({ trouble: 'cancelled' });
    fake.answer({ '/device': () => begun({ expires_in: 0.01 }) });
    const short = await open(fake).beginOnDevice();
    await expect(short.wait()).rejects.toMatchObject({ trouble: 'cancelled', code: 'expired_token' });
  });
});

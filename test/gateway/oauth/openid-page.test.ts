import { describe, expect, test } from 'vitest';
import { fakeProvider, ISSUER } from './fake-provider';
import { BACK, DISCOVERY, NOW, open } from './open-fake';

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

  test('a provider that couldn’t be asked is asked again after ten seconds', async () => {
    const fake = fakeProvider();
    fake.answer({ [DISCOVERY]: () => new Response('', { status: 503 }) });
    let now = NOW;
    const client = open(fake, {}, () => now);
    const down = { trouble: 'unavailable', code: 'HTTP 503' };
    await expect(client.begin(BACK, '')).rejects.toMatchObject(down);
    fake.answer({ [DISCOVERY]: () => ({ issuer: ISSUER, authorization_endpoint: `${ISSUER}/authorize` }) });
    now += 9_999;
    await expect(client.begin(BACK, '')).rejects.toMatchObject(down);
    expect(fake.requests).toHaveLength(1);
    now += 1;
    expect((await client.begin(BACK, '')).page).toContain(ISSUER);
  });

  test('follows the provider to its new addresses after a day', async () => {
    const fake = fakeProvider();
    let now = NOW;
    const client = open(fake, {}, () => now);
    await client.begin(BACK, '');
    fake.answer({ [DISCOVERY]: () => ({ issuer: ISSUER, authorization_endpoint: `${ISSUER}/new` }) });
    now += 24 * 3_600_000;
    expect((await client.begin(BACK, '')).page).toContain(`${ISSUER}/new`);
  });

  test.each([
    [
      'has no description',
      () => new Response('', { status: 404 }),
      `no OpenID provider answers at ${ISSUER} (HTTP 404): check issuer in [oauth.company]`,
    ],
    [
      'answers with a page',
      () => new Response('<title>Welcome', { headers: { 'content-type': 'text/html' } }),
      `no OpenID provider answers at ${ISSUER} (HTTP 200): check issuer in [oauth.company]`,
    ],
    [
      'leads elsewhere',
      () => new Response('', { status: 302, headers: { location: '/login' } }),
      `no OpenID provider answers at ${ISSUER} (HTTP 302): check issuer in [oauth.company]`,
    ],
    [
      'calls itself something else',
      () => ({ issuer: 'https://id.example.org/realms/main' }),
      `the provider at ${ISSUER} calls itself https://id.example.org/realms/main: if it is the right one, set issuer = "https://id.example.org/realms/main" in [oauth.company]`,
    ],
  ])('an issuer that %s is the operator’s mistake', async (_, answer, message) => {
    const fake = fakeProvider();
    fake.answer({ [DISCOVERY]: answer });
    await expect(open(fake).begin(BACK, '')).rejects.toMatchObject({ trouble: 'misconfigured', message });
  });

  test('a tenant that Microsoft doesn’t know is the operator’s mistake, too', async () => {
    const issuer = 'https://login.microsoftonline.com/wrong/v2.0';
    const fake = fakeProvider();
    const path = `/wrong/v2.0${DISCOVERY}`;
    fake.answer({ [path]: () => Response.json({ error: 'invalid_tenant' }, { status: 400 }) });
    await expect(open(fake, { id: 'microsoft', issuer }).begin(BACK, '')).rejects.toMatchObject({
      trouble: 'misconfigured',
      message: expect.stringMatching(/: check issuer and tenant in \[oauth\.microsoft\]$/),
    });
  });

  test.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', /start the gateway with NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /start the gateway with NODE_EXTRA_CA_CERTS/],
    ['CERT_HAS_EXPIRED', /renew it at the provider/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /check issuer/],
  ])('a certificate with the fault %s is the operator’s to correct', async (code, remedy) => {
    const fake = fakeProvider();
    fake.answer({
      [DISCOVERY]: () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });
      },
    });
    await expect(open(fake).begin(BACK, '')).rejects.toMatchObject({
      trouble: 'misconfigured',
      code,
      message: expect.stringMatching(remedy),
    });
  });

  test('http is only for issuers of this machine', async () => {
    const issuer = 'http://127.0.0.1:9';
    const fake = fakeProvider({ issuer, authorization_endpoint: `${issuer}/authorize` });
    expect((await open(fake, { issuer }).begin(BACK, '')).page).toContain(issuer);
    const mixed = fakeProvider({ authorization_endpoint: 'http://id.example.org/authorize' });
    await expect(open(mixed).begin(BACK, '')).rejects.toMatchObject({ trouble: 'misconfigured' });
  });
});

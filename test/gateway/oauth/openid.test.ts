import { describe, expect, test } from 'vitest';
import type { SignInCheck } from '../../../src/gateway/oauth/oauth-client';
import { failure, fakeProvider, ISSUER } from './fake-provider';
import { BACK, callback, DISCOVERY, NOW, open, signedIn, signIn } from './open-fake';

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
    [{ email: 'ann@example.org', email_verified: true }, false],
    [{ email: 'ann@example.org', email_verified: true, hd: 'other.example' }, false],
    [{ email: 'ann@example.org', email_verified: true, hd: ['example.org'] }, false],
    [{ email: 'ann@example.org', hd: 'example.org' }, false],
    [{ email: 'ann@example.org', email_verified: true, hd: 'Example.org' }, true],
    [{ email: 'ann@xn--bcher-kva.example', email_verified: true, hd: 'bücher.example' }, true],
    [{ email: 'ann@gmail.com', email_verified: true }, true],
  ])('of Google, %j, are verified: %s', async (said, isVerified) => {
    expect(await signIn(said, { proof: 'hosted' })).toMatchObject({ isVerified });
  });

  test('of a provider that proves no address are not verified', async () => {
    const said = { email: 'ann@example.org', email_verified: true };
    expect(await signIn(said, { proof: 'none' })).toMatchObject({ isVerified: false });
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

  test.each(['common', 'consumers', 'contoso.onmicrosoft.com'])(
    'Microsoft’s tenants at %s have each its own issuer',
    async tenant => {
      const authority = 'https://login.microsoftonline.com';
      const fake = fakeProvider({
        // For one tenant, Entra names it by its id.
        issuer: `${authority}/${tenant === 'common' ? '{tenantid}' : 'abc'}/v2.0`,
        authorization_endpoint: `${authority}/${tenant}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/token`,
      });
      const microsoft = { issuer: `${authority}/${tenant}/v2.0`, claims: ['preferred_username'] };
      const claims = { preferred_username: 'ann@corp.example', tid: 'abc' };
      expect(await signIn({ ...claims, iss: `${authority}/abc/v2.0` }, microsoft, fake)).toMatchObject({
        addresses: ['ann@corp.example'],
      });
      await expect(
        signIn({ ...claims, iss: `${authority}/xyz/v2.0` }, microsoft, fake),
      ).rejects.toMatchObject({
        trouble: 'forged',
      });
    },
  );
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

  test('the clocks may differ by some minutes', async () => {
    const later = Math.floor(Date.now() / 1000) + 540;
    const claims = { email: 'ann@example.org', iat: later, nbf: later };
    expect(await signIn(claims)).toMatchObject({ addresses: ['ann@example.org'] });
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

test('a mistake of the operator that a browser has brought may be made up', async () => {
  const client = open(fakeProvider());
  const { check } = await client.begin(BACK, '');
  const answer = { error: 'invalid_scope', state: check.state };
  await expect(client.finish(callback(answer), check)).rejects.toMatchObject({
    isHearsay: true,
    message: `a browser brought an error from ${ISSUER} (invalid_scope): if it comes again, check scopes, in [oauth.company] and at the provider`,
  });
});

test('a code that was used is refused', async () => {
  const fake = fakeProvider();
  const client = open(fake);
  const { check } = await client.begin(BACK, '');
  fake.answer({ '/token': () => failure('invalid_grant') });
  const given = client.finish(callback({ code: 'c', state: check.state }), check);
  await expect(given).rejects.toMatchObject({ trouble: 'forged', code: 'invalid_grant' });
});

import { describe, expect, test } from 'vitest';
import { redirectAddress } from '../../../src/gateway/oauth/redirect-address';
import { cookiesOf, EXTENSION, pageOf, visit } from '../open-gateway';
import { ANNA, back, begin, changed, enterAddress, linkIn, openAtProvider, titleOf } from './oauth-walk';

test('each sign-in has its own state, nonce and PKCE challenge, and the exact redirect address', async () => {
  const { gateway } = await openAtProvider();
  const asked = [await begin(gateway), await begin(gateway)].map(({ page }) => new URL(page).searchParams);
  for (const name of ['state', 'nonce', 'code_challenge']) {
    const values = asked.map(it => it.get(name) ?? '');
    expect(new Set(values).size, name).toBe(2);
    for (const value of values) expect(value.length, name).toBeGreaterThanOrEqual(43);
  }
  for (const it of asked) {
    expect(it.get('code_challenge_method')).toBe('S256');
    expect(it.get('response_type')).toBe('code');
    expect(it.get('redirect_uri')).toBe(`${gateway.origin}/sign-in/callback/company`);
  }
});

test.each([
  ['https://mail.example.org', 'localhost', 'https://mail.example.org'],
  ['https://localhost:8337', '127.0.0.1', 'https://localhost:8337'],
  ['http://127.0.0.1:8337', '127.0.0.1', 'http://127.0.0.1:8337'],
  ['http://127.0.0.1:8337', 'localhost', 'http://localhost:8337'],
  ['http://localhost:8337', '127.0.0.1', 'http://127.0.0.1:8337'],
] as const)(
  'the redirect address of %s, for a provider that wants %s, is at %s',
  (origin, loopbackHost, at) => {
    expect(redirectAddress({ origin }, { id: 'company', loopbackHost })).toBe(
      `${at}/sign-in/callback/company`,
    );
  },
);

describe('a sign-in at a provider is begun', () => {
  const nothingBegins = async (response: Response) => {
    expect(response.headers.get('location')).toBeNull();
    expect(response.headers.getSetCookie().join()).not.toMatch(/facteur-provider=[^;]/);
  };

  test('by no other site: a link without the seal, with a changed one, or another browser’s', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA);
    const link = linkIn(page);
    const stranger = cookiesOf(await visit(gateway, '/sign-in'));
    const links: [string, string][] = [
      ['/sign-in/company', cookie],
      [changed(link, it => it.set('offer', 'A'.repeat(80))), cookie],
      [link, stranger],
      [link, ''],
    ];
    for (const [path, with_] of links) {
      const response = await back(gateway, path, with_);
      expect(response.status).toBe(403);
      await nothingBegins(response);
    }
  });

  test('not after 15 minutes on its page, which is said with a way to start again', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA);
    gateway.clock.now += 15 * 60_000;
    const response = await back(gateway, linkIn(page), cookie);
    await nothingBegins(response);
    const said = await pageOf(response);
    expect(said.querySelector('main p')?.textContent).toMatch(/took longer than 15 minutes/);
    expect(linkIn(said)).toBe('/sign-in');
  });

  test('neither at another provider nor for another target than the form was for', async () => {
    const { gateway, settings } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA);
    const elsewhere = linkIn(page).replace('/company?', '/google?');
    const toExtension = changed(linkIn(page), it => it.set('redirect_uri', EXTENSION));
    for (const path of [elsewhere, toExtension]) await nothingBegins(await back(gateway, path, cookie));
    expect(settings.id).toBe('company');
  });

  test('by neither a prefetch nor a check of the link', async () => {
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA);
    const prefetch = { cookie, 'sec-purpose': 'prefetch' };
    await nothingBegins(await visit(gateway, linkIn(page), { headers: prefetch }));
    await nothingBegins(await visit(gateway, linkIn(page), { method: 'HEAD', headers: { cookie } }));
    await nothingBegins(await visit(gateway, `/?redirect_uri=${encodeURIComponent(EXTENSION)}`));
    expect(provider.count('openid-configuration')).toBe(0);
  });
});

test('the browser keeps the sign-in’s checks sealed, out of reach of scripts, for 15 minutes', async () => {
  const { gateway } = await openAtProvider();
  const { response, page } = await begin(gateway);
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^facteur-provider=[\w-]+; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/);
  const sealed = Buffer.from(cookie.slice(17).split(';')[0] ?? '', 'base64url').toString('latin1');
  expect(sealed).not.toContain(new URL(page).searchParams.get('state'));
});

test('a state that is too long for a cookie begins nothing', async () => {
  const { gateway } = await openAtProvider();
  const query = `?redirect_uri=${encodeURIComponent(EXTENSION)}&state=${'s'.repeat(4000)}`;
  const { response } = await begin(gateway, ANNA, query);
  expect(response.headers.get('location')).toBeNull();
  expect(await titleOf(response)).toBe('Sign-in can’t be completed');
});

import { describe, expect, test } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { type OAuthClient, OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { redirectAddress } from '../../../src/gateway/pages/sign-in/provider-flow';
import { startProvider } from '../../oauth/provider';
import { cookiesOf, EXTENSION, type OpenGateway, pageOf, visit } from '../open-gateway';
import {
  ANNA,
  answerOf,
  begin,
  enterAddress,
  isSignedIn,
  linkIn,
  MAIL_SERVER,
  openAtProvider,
  problemIn,
  signInThere,
} from './oauth-walk';

const MALLORY = 'mallory@example.org';

const titleOf = async (response: Response) => (await pageOf(response)).querySelector('h1')?.textContent ?? '';

/** The page or the redirect is of nobody who has signed in. */
async function expectRefused(response: Response): Promise<void> {
  expect(response.status).toBe(403);
  expect(response.headers.getSetCookie().join()).not.toMatch(/facteur-session=[^;]/);
  expect(await titleOf(response)).toBe('Sign-in can’t be completed');
}

const changed = (path: string, change: (query: URLSearchParams) => void): string => {
  const url = new URL(path, 'http://x');
  change(url.searchParams);
  return url.pathname + url.search;
};

const back = (gateway: OpenGateway, path: string, cookie: string) =>
  visit(gateway, path, { headers: { cookie } });

describe('the answer of a provider is refused', () => {
  test('without the state, and with another one', async () => {
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const answer = await answerOf(page);
    const forged = [
      changed(answer, it => it.delete('state')),
      changed(answer, it => it.set('state', 'x'.repeat(43))),
    ];
    for (const path of forged) {
      const response = await back(gateway, path, cookie);
      // The sign-in that is under way goes on.
      expect(response.headers.getSetCookie()).toEqual([]);
      await expectRefused(response);
    }
    expect(provider.count('authorization_code')).toBe(0);
    expect(isSignedIn(await pageOf(await back(gateway, answer, cookie)))).toBe(true);
  });

  test('in another browser: a visitor is never signed in to somebody else’s mailbox', async () => {
    const { gateway, provider } = await openAtProvider();
    const attacker = await begin(gateway, MALLORY);
    const answer = await answerOf(attacker.page, MALLORY);
    const victim = await begin(gateway);
    await expectRefused(await back(gateway, answer, victim.cookie));
    await expectRefused(await back(gateway, answer, ''));
    expect(provider.count('authorization_code')).toBe(0);
  });

  test('with the cookie of a sign-in that the attacker has begun in another browser', async () => {
    const { gateway, provider } = await openAtProvider();
    const attacker = await begin(gateway, MALLORY);
    const answer = await answerOf(attacker.page, MALLORY);
    const [, planted = ''] = /(facteur-provider=[^;]+)/.exec(attacker.cookie) ?? [];
    const visitor = cookiesOf(await visit(gateway, '/sign-in'));
    await expectRefused(await back(gateway, answer, `${visitor}; ${planted}`));
    expect(provider.count('authorization_code')).toBe(0);
  });

  test('a second time', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const answer = await answerOf(page);
    const first = await back(gateway, answer, cookie);
    expect(isSignedIn(await pageOf(first))).toBe(true);
    // The browser has forgotten the sign-in; the provider takes no code twice.
    expect(first.headers.getSetCookie().join()).toMatch(/facteur-provider=; Max-Age=0/);
    await expectRefused(await back(gateway, answer, cookiesOf(first)));
    await expectRefused(await back(gateway, answer, cookie));
  });

  test('after 15 minutes', async () => {
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const answer = await answerOf(page);
    gateway.clock.now += 15 * 60_000;
    await expectRefused(await back(gateway, answer, cookie));
    expect(provider.count('authorization_code')).toBe(0);
  });

  test('with the code of another sign-in, which has another PKCE verifier and nonce', async () => {
    const { gateway } = await openAtProvider();
    const attacker = await begin(gateway, MALLORY);
    const code = new URL(await answerOf(attacker.page, MALLORY), 'http://x').searchParams.get('code') ?? '';
    const { page, cookie } = await begin(gateway);
    const answer = changed(await answerOf(page), it => it.set('code', code));
    await expectRefused(await back(gateway, answer, cookie));
  });

  test('from another provider than the one that was asked', async () => {
    const other = await startProvider();
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const answer = changed(await answerOf(page), it => it.set('iss', other.issuer));
    await expectRefused(await back(gateway, answer, cookie));
    expect([provider.count('authorization_code'), other.count('authorization_code')]).toEqual([0, 0]);
    await other.close();
  });

  test('with a nonce that isn’t the browser’s', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const forged = changed(page, it => it.set('nonce', 'n'.repeat(43)));
    const url = new URL(page);
    await expectRefused(await back(gateway, await answerOf(`${url.origin}${forged}`), cookie));
  });
});

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
    expect(it.get('redirect_uri')).toBe(`${gateway.origin}/sign-in/callback`);
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
    expect(redirectAddress({ origin }, { loopbackHost })).toBe(`${at}/sign-in/callback`);
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

test('neither a prefetch nor a check of the provider’s answer ends the sign-in', async () => {
  const { gateway } = await openAtProvider();
  const { page, cookie } = await begin(gateway);
  const answer = await answerOf(page);
  await visit(gateway, answer, { headers: { cookie, 'sec-purpose': 'prefetch' } });
  await visit(gateway, answer, { method: 'HEAD', headers: { cookie } });
  expect(isSignedIn(await pageOf(await back(gateway, answer, cookie)))).toBe(true);
});

describe('nobody gets another person’s mailbox', () => {
  test('by an address that isn’t the account’s', async () => {
    const { gateway, tried } = await openAtProvider();
    const page = await pageOf(await signInThere(gateway, { as: MALLORY }));
    expect(isSignedIn(page)).toBe(false);
    expect(tried).toEqual([]);
  });

  test('by an address that only looks the same in lower case', async () => {
    const kelvin = '\u212Aim@example.org';
    const { gateway } = await openAtProvider({
      provider: { claims: () => ({ email: kelvin, email_verified: true }) },
    });
    const page = await pageOf(await signInThere(gateway, { address: 'kim@example.org', as: MALLORY }));
    expect(problemIn(page)).toMatch(/not as kim@example\.org/);
  });

  const unverified = { provider: { claims: (user: string) => ({ email: user, email_verified: false }) } };

  test('by an address that the provider has not verified, where a master user reads the mail', async () => {
    const mail = {
      server: MAIL_SERVER,
      webmail: undefined,
      master: { user: '{address}*gateway', password: 'x' },
    };
    const { gateway, tried } = await openAtProvider({ ...unverified, overrides: { mail } });
    const page = await pageOf(await signInThere(gateway));
    expect(problemIn(page)).toMatch(/^Example hasn’t checked that anna@example\.org is yours/);
    expect(tried).toEqual([]);
  });

  test('by such an address, where the provider is the front of a mailbox that is set up', async () => {
    const accounts = [{ user: ANNA, password: undefined, mailbox: createDemoMailbox(), front: 'company' }];
    const { gateway } = await openAtProvider({ ...unverified, own: undefined, options: { accounts } });
    const page = await pageOf(await signInThere(gateway));
    expect(problemIn(page)).toMatch(/^Example hasn’t checked/);
  });
});

describe('where a sign-in leads', () => {
  test('is never an address of an attacker’s', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA);
    for (const address of ['https://evil.example/', '//evil.example', 'https://evil.example/#x']) {
      const link = changed(linkIn(page), it => it.set('redirect_uri', address));
      expect((await back(gateway, link, cookie)).headers.get('location')).toBeNull();
    }
    const next = await begin(gateway, ANNA, '?next=//evil.example/');
    const end = await back(gateway, await answerOf(next.page), next.cookie);
    expect(end.headers.get('location')).toBeNull();
  });

  test('can’t be changed by the provider’s answer', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await begin(gateway, ANNA, '?next=/mail');
    const answer = changed(await answerOf(page), it => {
      it.set('redirect_uri', EXTENSION);
      it.set('next', '/privacy');
    });
    expect((await back(gateway, answer, cookie)).headers.get('location')).toBe('/mail');
  });

  test('from another name of this computer is the gateway’s own name, with the same query', async () => {
    const { gateway } = await openAtProvider();
    const { port } = new URL(gateway.origin);
    const other = `http://localhost:${port}`;
    for (const path of ['/sign-in?next=%2Fmail', '/sign-in/callback?code=c&state=s%26t']) {
      const response = await fetch(`${other}${path}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([303, gateway.origin + path]);
    }
  });

  test('on this computer may have the name that the provider asks for', async () => {
    const { gateway } = await openAtProvider({ overrides: { loopbackHost: 'localhost' } });
    const { page, cookie } = await begin(gateway);
    const { port } = new URL(gateway.origin);
    expect(new URL(page).searchParams.get('redirect_uri')).toBe(`http://localhost:${port}/sign-in/callback`);
    expect(isSignedIn(await pageOf(await back(gateway, await answerOf(page), cookie)))).toBe(true);
  });
});

describe('what a provider says', () => {
  const MARKUP = '<img src=x onerror=alert(1)>';

  test('about an error is neither shown nor logged', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const state = new URL(page).searchParams.get('state') ?? '';
    const query = new URLSearchParams({
      ...{ error: MARKUP, error_description: MARKUP, error_uri: 'javascript:alert(1)', state },
      iss: new URL(page).origin,
    });
    const response = await back(gateway, `/sign-in/callback?${query}`, cookie);
    const text = await response.text();
    expect(text).toContain('doesn’t accept this gateway');
    expect(text + gateway.lines.join('\n')).not.toContain('onerror');
    expect(text).not.toContain('javascript:');
  });

  test('about the account’s address is shown as text, and cut', async () => {
    const email = `${MARKUP.replaceAll(/[ =]/g, '_')}${'x'.repeat(5000)}@example.org`;
    const { gateway } = await openAtProvider({
      provider: { claims: () => ({ email, email_verified: true }) },
    });
    const page = await pageOf(await signInThere(gateway, { as: MALLORY }));
    expect(page.querySelector('img[src=x]')).toBeNull();
    expect(problemIn(page).length).toBeLessThan(500);
  });

  test('in a forged page without a sign-in is not shown', async () => {
    const { gateway } = await openAtProvider();
    const query = new URLSearchParams({ error: MARKUP, error_description: MARKUP, state: MARKUP });
    const response = await visit(gateway, `/sign-in/callback?${query}`);
    expect(await response.text()).not.toContain('onerror');
    expect(response.status).toBe(403);
  });
});

test('neither log nor pages have codes, states, tokens, or what the browser keeps', async () => {
  const { gateway, grants, tried } = await openAtProvider();
  const { page, cookie } = await begin(gateway);
  const answer = await answerOf(page);
  const text = await (await back(gateway, answer, cookie)).text();
  const [account] = tried;
  if (account === undefined || !('grant' in account.login)) throw new Error('no grant');
  const accessToken = await grants.tokensOf(account.login.grant).get();
  const query = new URL(answer, 'http://x').searchParams;
  const secrets = [query.get('code'), query.get('state'), accessToken, account.login.grant.key];
  const said = `${text}\n${gateway.lines.join('\n')}`;
  for (const secret of secrets) expect(said).not.toContain(secret);
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

test('a provider that fails at the end can be asked again', async () => {
  const fail = async () => {
    throw new OAuthError('unavailable', 'down', 'ECONNRESET');
  };
  const check = { state: 's', nonce: 'n', verifier: 'v' };
  const client = { begin: async () => ({ page: 'https://id.example/', check }), finish: fail };
  const { gateway } = await openAtProvider({ clientOf: () => client as unknown as OAuthClient });
  const { cookie } = await begin(gateway);
  const response = await back(gateway, '/sign-in/callback?code=c&state=s', cookie);
  const page = await pageOf(response);
  expect(problemIn(page)).toMatch(/^Example can’t be reached at present/);
  const again = await back(gateway, linkIn(page), cookiesOf(response));
  expect(again.headers.get('location')).toBe('https://id.example/');
});

import { describe, expect, test } from 'vitest';
import { type OAuthClient, OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { startProvider } from '../../oauth/provider';
import { cookiesOf, pageOf, visit } from '../open-gateway';
import {
  answerOf,
  back,
  begin,
  changed,
  expectRefused,
  isSignedIn,
  linkIn,
  MALLORY,
  openAtProvider,
  problemIn,
} from './oauth-walk';

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
    // The browser has forgotten the sign-in, and the gateway remembers that it was answered.
    expect(first.headers.getSetCookie().join()).toMatch(/facteur-provider=; Max-Age=0/);
    const reloaded = await back(gateway, answer, cookiesOf(first));
    expect((await pageOf(reloaded.clone())).querySelector('main p')?.textContent).toMatch(
      /^This sign-in is already finished/,
    );
    await expectRefused(reloaded);
    await expectRefused(await back(gateway, answer, cookie));
  });

  test('many times at once: the provider is asked about one code once', async () => {
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const answer = await answerOf(page);
    const forged = changed(answer, it => it.set('code', 'x'));
    const responses = await Promise.all(Array.from({ length: 20 }, () => back(gateway, forged, cookie)));
    for (const response of responses) await expectRefused(response);
    await expectRefused(await back(gateway, answer, cookie));
    expect(provider.tokenRequests).toHaveLength(1);
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

  test('at the address of another provider, which may say nothing about who it is', async () => {
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const answer = changed(await answerOf(page), it => it.delete('iss'));
    expect(answer).toMatch(/^\/sign-in\/callback\/company\?/);
    for (const path of ['/sign-in/callback/google', '/sign-in/callback/company/', '/sign-in/callback']) {
      const response = await back(gateway, answer.replace(/^[^?]+/, path), cookie);
      expect([403, 404]).toContain(response.status);
    }
    expect(provider.count('authorization_code')).toBe(0);
  });

  test('with a nonce that isn’t the browser’s', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const forged = changed(page, it => it.set('nonce', 'n'.repeat(43)));
    const url = new URL(page);
    await expectRefused(await back(gateway, await answerOf(`${url.origin}${forged}`), cookie));
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

test('a provider that fails at the end can be asked again', async () => {
  const fail = async () => {
    throw new OAuthError('unavailable', 'down', 'ECONNRESET');
  };
  const check = { state: 's', nonce: 'n', verifier: 'v' };
  const client = { begin: async () => ({ page: 'https://id.example/', check }), finish: fail };
  const { gateway } = await openAtProvider({ clientOf: () => client as unknown as OAuthClient });
  const { cookie } = await begin(gateway);
  const response = await back(gateway, '/sign-in/callback/company?code=c&state=s', cookie);
  const page = await pageOf(response);
  expect(problemIn(page)).toMatch(/^Example can’t be reached at present/);
  const again = await back(gateway, linkIn(page), cookiesOf(response));
  expect(again.headers.get('location')).toBe('https://id.example/');
});

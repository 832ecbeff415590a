import { describe, expect, test } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { EXTENSION, pageOf, visit } from '../open-gateway';
import {
  ANNA,
  answerOf,
  back,
  begin,
  changed,
  enterAddress,
  isSignedIn,
  linkIn,
  MAIL_SERVER,
  MALLORY,
  openAtProvider,
  problemIn,
  signInThere,
} from './oauth-walk';

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

  test('by such an address, whose access token the mail server could read without it', async () => {
    const { gateway, tried } = await openAtProvider(unverified);
    const page = await pageOf(await signInThere(gateway));
    expect(problemIn(page)).toMatch(/^Example hasn’t checked that anna@example\.org is yours/);
    expect(tried).toEqual([]);
    expect(gateway.lines.join('\n')).toMatch(
      /company .*mark the address as verified there, or name another claim in \[oauth\.company\]/,
    );
  });

  test('by a second address that the provider has not verified', async () => {
    const { gateway, tried } = await openAtProvider({
      provider: { claims: () => ({ preferred_username: MALLORY, email: ANNA, email_verified: 'false' }) },
      overrides: { claims: ['preferred_username', 'email'] },
    });
    const page = await pageOf(await signInThere(gateway, { as: MALLORY, address: ANNA }));
    expect(problemIn(page)).toMatch(/^Example hasn’t checked/);
    expect(tried).toEqual([]);
  });

  test('but a provider that says nothing about it is left to the mail server', async () => {
    const { gateway, tried } = await openAtProvider({ provider: { claims: user => ({ email: user }) } });
    expect(isSignedIn(await pageOf(await signInThere(gateway)))).toBe(true);
    expect(tried).toHaveLength(1);
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
    for (const path of ['/sign-in?next=%2Fmail', '/sign-in/callback/company?code=c&state=s%26t']) {
      const response = await fetch(`${other}${path}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([303, gateway.origin + path]);
    }
  });

  test('on this computer may have the name that the provider asks for', async () => {
    const { gateway } = await openAtProvider({ overrides: { loopbackHost: 'localhost' } });
    const { page, cookie } = await begin(gateway);
    const { port } = new URL(gateway.origin);
    expect(new URL(page).searchParams.get('redirect_uri')).toBe(
      `http://localhost:${port}/sign-in/callback/company`,
    );
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
    const response = await back(gateway, `/sign-in/callback/company?${query}`, cookie);
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
    const response = await visit(gateway, `/sign-in/callback/company?${query}`);
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

import { describe, expect, test, vi } from 'vitest';
import { GRANT, MailboxError, NO_OAUTH } from '../../../src/gateway/mailbox/mailbox';
import { type OAuthClient, OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { createLog } from '../../../src/gateway/shared/log';
import { cookiesOf, pageOf, visit } from '../open-gateway';
import {
  ANNA,
  answerOf,
  back,
  begin,
  enterAddress,
  FROM_EXTENSION,
  linkIn,
  openAtProvider,
  problemIn,
  send,
  signInThere,
} from './oauth-walk';

describe('what goes wrong is said with what to do', () => {
  test('another account at the provider', async () => {
    const { gateway } = await openAtProvider();
    const response = await signInThere(gateway, { as: 'bert@example.org' });
    expect(response.status).toBe(403);
    const page = await pageOf(response);
    expect(problemIn(page)).toMatch(/signed in at Example as bert@example\.org, not as anna@example\.org/);
    expect(gateway.lines).toContain(
      `${ANNA}: sign-in: not done at company (another account than the address’s)`,
    );
    expect(page.querySelector('button[form=other]')?.textContent).toBe('Use the other address');
    const next = await pageOf(await send(gateway, page));
    expect(next.querySelector('.chosen bdi')?.textContent).toBe('bert@example.org');
    expect(linkIn(next)).toMatch(/^\/sign-in\/company\?/);
  });

  test('an address of a domain that may not sign in here, which the log doesn’t name: it may be a password', async () => {
    const { gateway } = await openAtProvider({ own: { domains: ['example.org'] } });
    const { page } = await enterAddress(gateway, 'jean@other.example');
    expect(problemIn(page)).toContain('example.org');
    expect(gateway.lines).toContain('sign-in: not done (foreignDomain)');
    expect(gateway.lines.join('\n')).not.toMatch(/jean|other\.example/);
  });

  test('another account at the provider, which is left at the next try only', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await begin(gateway);
    const response = await back(gateway, await answerOf(page, 'bert@example.org'), cookie);
    const again = await back(gateway, linkIn(await pageOf(response)), cookiesOf(response));
    const prompts = [page, again.headers.get('location') ?? ''].map(it => new URL(it).searchParams);
    expect(prompts.map(it => it.get('prompt'))).toEqual([null, 'login consent']);
  });

  test('a refusal by the person, who can try again in the extension’s window', async () => {
    const { gateway } = await openAtProvider();
    const response = await signInThere(gateway, { consents: false, query: FROM_EXTENSION });
    expect(response.status).toBe(200);
    const page = await pageOf(response);
    expect(problemIn(page)).toMatch(/^The sign-in at Example was cancelled/);
    expect(linkIn(page)).toMatch(/^\/sign-in\/company\?/);
  });

  test('a provider that can’t be reached', async () => {
    const { gateway, provider } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA);
    provider.refuseConnections();
    const response = await visit(gateway, linkIn(page), { headers: { cookie } });
    expect(response.status).toBe(502);
    expect(problemIn(await pageOf(response))).toMatch(/^Example can’t be reached at present/);
    provider.resume();
    gateway.clock.now += 10_000;
    expect((await visit(gateway, linkIn(page), { headers: { cookie } })).status).toBe(303);
  });

  test.each([
    [undefined, true],
    [true, false],
  ] as const)('an error (brought by a browser: %s) is the operator’s: %s', async (isHearsay, isError) => {
    const refuse = async () => {
      throw new OAuthError('misconfigured', 'x', 'invalid_scope', isHearsay);
    };
    const errors: string[] = [];
    const { gateway } = await openAtProvider({
      clientOf: () => ({ begin: refuse }) as unknown as OAuthClient,
      options: { log: createLog('error', (_level, line) => void errors.push(line)) },
    });
    await begin(gateway);
    expect(errors).toEqual(isError ? ['sign-in: not done at company (x)'] : []);
  });

  test('a provider that doesn’t accept the gateway, which the log explains', async () => {
    const refuse = async () => {
      throw new OAuthError('misconfigured', 'check client-secret', 'invalid_client');
    };
    const { gateway } = await openAtProvider({
      clientOf: () => ({ begin: refuse }) as unknown as OAuthClient,
    });
    const { response } = await begin(gateway);
    expect(problemIn(await pageOf(response))).toMatch(/doesn’t accept this gateway\. Tell the administrator/);
    expect(gateway.lines).toContain('sign-in: not done at company (check client-secret)');
  });

  test.each([
    ['refused', GRANT, 502, /^imap\.example\.org doesn’t accept this account\. IMAP may be turned off/],
    ['noPassword', NO_OAUTH, 502, /doesn’t accept sign-ins at Example\. Tell the administrator/],
    ['unreachable', 'ECONNREFUSED', 502, /^imap\.example\.org can’t be reached at present/],
  ] as const)('the mail server: %s', async (trouble, code, status, text) => {
    const { gateway } = await openAtProvider({
      own: {
        async test() {
          throw new MailboxError(trouble, 'x', code, { said: '<b>no</b>' });
        },
      },
    });
    const response = await signInThere(gateway);
    expect(response.status).toBe(status);
    const page = await pageOf(response);
    expect(problemIn(page)).toMatch(text);
    expect(page.querySelector('.notice q')?.textContent).toBe('<b>no</b>');
  });

  test('a provider that doesn’t say whose account it is', async () => {
    const { gateway } = await openAtProvider({ overrides: { claims: ['upn'] } });
    const response = await signInThere(gateway);
    expect(response.status).toBe(502);
    expect(problemIn(await pageOf(response))).toMatch(
      /^Example doesn’t say this account’s e-mail address\. Tell/,
    );
    expect(gateway.lines.join()).toMatch(
      /gives no e-mail address in upn; check scopes and claim in \[oauth\.company\]/,
    );
  });

  test('a certificate that the gateway doesn’t know is the operator’s to give', async () => {
    const certificate = { names: [], issuer: 'Company', from: new Date(0), to: new Date(1e13), sha256: '' };
    const { gateway } = await openAtProvider({
      own: {
        async test() {
          throw new MailboxError('certificate', 'x', 'SELF_SIGNED_CERT_IN_CHAIN', { certificate });
        },
      },
    });
    const page = await pageOf(await signInThere(gateway));
    expect(problemIn(page)).toMatch(/doesn’t know\. Tell the administrator of this gateway\.$/);
    expect(gateway.lines.join()).toMatch(
      /\(x: if it is your own server, .* with ca, beside host, in \[oauth\.company\];/,
    );
  });

  test('a provider that lets the gateway in for a short time only, which the log explains once', async () => {
    const { gateway, tried } = await openAtProvider({ provider: { refreshTokens: false } });
    for (let i = 0; i < 2; i++) {
      const response = await signInThere(gateway);
      expect(response.status).toBe(502);
      expect(problemIn(await pageOf(response))).toMatch(
        /doesn’t accept this gateway\. Tell the administrator/,
      );
    }
    expect(tried).toEqual([]);
    const why = gateway.lines.filter(it => it.includes('for a short time only'));
    expect(why).toEqual([expect.stringContaining('often offline_access, to scopes in [oauth.company]')]);
  });

  test('a sign-in that can’t be stored', async () => {
    const { gateway, store } = await openAtProvider();
    vi.spyOn(store.grants, 'change').mockRejectedValue(new Error('ENOSPC'));
    const page = await pageOf(await signInThere(gateway));
    expect(page.querySelector('h1')?.textContent).toBe('You aren’t signed in');
  });
});

import { describe, expect, test } from 'vitest';
import type { FoundServer } from '../../../src/gateway/finding/find-server';
import { providerOf, serverOf } from '../../../src/gateway/finding/providers';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { NO_OAUTH } from '../../../src/gateway/mailbox/imap/sign-in-methods';
import { GRANT, MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { type OAuthClient, OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { makeProvider } from '../oauth/make-provider';
import { cookiesOf, EXTENSION, inputOf, pageOf, submit, visit } from '../open-gateway';
import {
  ANNA,
  begin,
  enterAddress,
  isSignedIn,
  linkIn,
  MAIL_SERVER,
  openAtProvider,
  problemIn,
  signInThere,
} from './oauth-walk';

const FROM_EXTENSION = `?redirect_uri=${encodeURIComponent(EXTENSION)}&state=s1`;

const foundAt = (address: string): FoundServer | undefined => {
  const provider = providerOf(address);
  return provider && { server: serverOf(provider), user: address, provider, by: 'provider' };
};

const microsoft = makeProvider({ id: 'microsoft', name: 'Microsoft' });
const google = makeProvider({ id: 'google', name: 'Google' });

describe('a mailbox whose provider signs people in', () => {
  test('is opened with the access token, and the extension gets a Facteur token', async () => {
    const { gateway, tried } = await openAtProvider();
    const response = await signInThere(gateway, { query: FROM_EXTENSION });
    const end = new URL(response.headers.get('location') ?? '');
    expect(end.origin + end.pathname).toBe(EXTENSION);
    expect(end.searchParams.get('state')).toBe('s1');
    expect(end.searchParams.get('mailbox')).toBe(ANNA);
    expect(end.searchParams.get('token')).toMatch(/^B64/);
    expect(tried).toHaveLength(1);
    expect(tried[0]?.server).toEqual(MAIL_SERVER);
    expect(tried[0]?.login).toEqual({
      user: ANNA,
      grant: expect.objectContaining({ provider: 'company' }),
    });
  });

  test('keeps its tokens with the grant', async () => {
    const { gateway, tried, grants, provider } = await openAtProvider();
    expect(isSignedIn(await pageOf(await signInThere(gateway)))).toBe(true);
    const [account] = tried;
    if (account === undefined || !('grant' in account.login)) throw new Error('no grant');
    expect(await grants.tokensOf(account.login.grant).get()).toMatch(/./);
    expect(provider.tokenRequests).toEqual(['authorization_code']);
  });

  test('has a user by the address, in any case', async () => {
    const { gateway } = await openAtProvider();
    const response = await signInThere(gateway, { address: 'Anna@Example.ORG', as: ANNA });
    const home = await pageOf(await visit(gateway, '/mail', { headers: { cookie: cookiesOf(response) } }));
    expect(home.querySelector('h1')?.textContent).toBe('Mailbox');
    expect(isSignedIn(await pageOf(response))).toBe(true);
  });

  test('lets its person change the address, and keeps the typed one', async () => {
    const { gateway } = await openAtProvider();
    const { page, cookie } = await enterAddress(gateway, ANNA, FROM_EXTENSION);
    expect(page.querySelector('#password')).toBeNull();
    expect(page.querySelector('.chosen')?.textContent).toContain(ANNA);
    const change = page.querySelector('.chosen a')?.getAttribute('href') ?? '';
    const again = await pageOf(await visit(gateway, change, { headers: { cookie } }));
    expect(inputOf(again, 'user').value).toBe(ANNA);
    expect(inputOf(again, 'redirect_uri').value).toBe(EXTENSION);
  });

  test('gets no password that was typed for another address', async () => {
    const { gateway, tried } = await openAtProvider({ own: { find: async () => ({ ...found() }) } });
    const first = await enterAddress(gateway, 'jean@elsewhere.example');
    const response = await submit(gateway, first.page, { user: ANNA, password: 'of jean' });
    expect(linkIn(await pageOf(response))).toMatch(/^\/sign-in\/company\?/);
    expect(tried).toEqual([]);
  });
});

const found = (): FoundServer => ({
  server: { host: 'imap.elsewhere.example', port: 993, security: 'tls' },
  user: 'jean@elsewhere.example',
  provider: undefined,
  by: 'autoconfig',
});

test('a mailbox without a provider is signed in to with its password in the second step', async () => {
  const { gateway, tried } = await openAtProvider({ own: { find: async () => found() } });
  const { page } = await enterAddress(gateway, 'jean@elsewhere.example');
  expect(problemIn(page)).toBe('');
  expect(inputOf(page, 'user').value).toBe('jean@elsewhere.example');
  const response = await submit(gateway, page, { password: 'secret' });
  expect(isSignedIn(await pageOf(response))).toBe(true);
  expect(tried.map(({ login }) => login)).toEqual([{ user: 'jean@elsewhere.example', password: 'secret' }]);
});

test('the server of an address is looked up once, and not while its person has to wait', async () => {
  const asked: string[] = [];
  const { gateway } = await openAtProvider({
    own: {
      find: async address => {
        asked.push(address);
        return found();
      },
      async test() {
        throw new MailboxError('refused', 'x', 'AUTHENTICATIONFAILED');
      },
    },
  });
  const first = await enterAddress(gateway, 'jean@elsewhere.example');
  let page = first.page;
  for (let i = 0; i < 6; i++)
    page = await pageOf(await submit(gateway, page, { password: `${i}`, host: '', port: '' }));
  expect(asked).toEqual(['jean@elsewhere.example']);
  const next = await enterAddress(gateway, 'other@elsewhere.example');
  expect(problemIn(next.page)).toMatch(/^Too many failed attempts/);
  expect(asked).toHaveLength(1);
});

test('an address of another domain is not looked up', async () => {
  const { gateway } = await openAtProvider({
    own: {
      domains: ['example.org'],
      find: () => {
        throw new Error('looked up');
      },
    },
  });
  const { page } = await enterAddress(gateway, 'jean@elsewhere.example');
  expect(problemIn(page)).toBe('This gateway is only for addresses of example.org.');
  expect(inputOf(page, 'user').value).toBe('jean@elsewhere.example');
});

describe('a provider that only DNS names as the address’s mail server', () => {
  test.each([false, true])(
    'gets neither a token nor the operator’s password (master user: %s)',
    async isMaster => {
      const { gateway } = await openAtProvider({
        overrides: {
          mail: {
            server: undefined,
            webmail: undefined,
            master: isMaster ? { user: '{address}*gateway', password: 'x' } : undefined,
          },
        },
        own: { find: async () => ({ ...found(), unproven: true }) },
      });
      const { page } = await enterAddress(gateway, ANNA);
      expect(problemIn(page)).toMatch(/^No mail server was found for example\.org\. Tell the administrator/);
      expect(linkIn(page)).toBe('');
    },
  );
});

describe('Google', () => {
  const options = { own: { find: async (address: string) => foundAt(address) } };

  test('with a client id is continued with, or an app password is used', async () => {
    const { gateway, tried } = await openAtProvider({ ...options, providers: [google] });
    const { page } = await enterAddress(gateway, 'jean@gmail.com');
    expect(page.querySelector('a.main')?.textContent).toBe('Continue with Google');
    const form = await pageOf(await submit(gateway, page, { way: 'password' }));
    expect(form.querySelector('.notice')?.textContent).toMatch(/^Gmail requires an app password/);
    expect(isSignedIn(await pageOf(await submit(gateway, form, { password: 'app password' })))).toBe(true);
    expect(tried.map(({ login }) => login)).toEqual([{ user: 'jean@gmail.com', password: 'app password' }]);
  });

  test('without a client id is asked for an app password, with the page where it is made', async () => {
    const { gateway } = await openAtProvider({ ...options, providers: [microsoft] });
    const { page } = await enterAddress(gateway, 'jean@gmail.com');
    expect(page.querySelector('#password')).not.toBeNull();
    expect(page.querySelector('.notice a')?.getAttribute('href')).toBe(
      'https://myaccount.google.com/apppasswords',
    );
  });
});

describe('Microsoft', () => {
  const options = { own: { find: async (address: string) => foundAt(address) } };

  test('with a client id is continued with, and no password is possible', async () => {
    const { gateway } = await openAtProvider({ ...options, providers: [microsoft] });
    const { page } = await enterAddress(gateway, 'jean@outlook.com');
    expect(page.querySelector('a.main')?.textContent).toBe('Continue with Microsoft');
    expect(page.querySelector('form')).toBeNull();
  });

  test('without a client id says what is needed', async () => {
    const { gateway } = await openAtProvider({ ...options, providers: [google] });
    const { page } = await enterAddress(gateway, 'jean@outlook.com');
    expect(problemIn(page)).toMatch(
      /accepts no passwords.*the administrator.*must register.*docs\/gateway\.md/,
    );
  });
});

describe('what goes wrong is said with what to do', () => {
  test('another account at the provider', async () => {
    const { gateway } = await openAtProvider();
    const response = await signInThere(gateway, { as: 'bert@example.org' });
    expect(response.status).toBe(403);
    const page = await pageOf(response);
    expect(problemIn(page)).toMatch(/signed in at Example as bert@example\.org, not as anna@example\.org/);
    const other = [...page.querySelectorAll('a.button')].find(
      it => it.textContent === 'Use the other address',
    );
    const form = await pageOf(await visit(gateway, other?.getAttribute('href') ?? ''));
    expect(inputOf(form, 'user').value).toBe('bert@example.org');
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
    expect((await visit(gateway, linkIn(page), { headers: { cookie } })).status).toBe(303);
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

  test('a sign-in that can’t be stored', async () => {
    const { gateway, store } = await openAtProvider();
    store.write = async () => {
      throw new Error('ENOSPC');
    };
    const page = await pageOf(await signInThere(gateway));
    expect(page.querySelector('h1')?.textContent).toBe('You aren’t signed in');
  });
});

describe('a mailbox that the operator has set up, with a provider as its front', () => {
  const accounts = [
    { user: ANNA, password: undefined, mailbox: createDemoMailbox(), front: 'company' },
    { user: 'bert', password: 'right', mailbox: createDemoMailbox() },
  ];

  test('opens after the sign-in there, and keeps no tokens of it', async () => {
    const { gateway, tried, store } = await openAtProvider({ own: undefined, options: { accounts } });
    store.write = async () => {
      throw new Error('stored');
    };
    expect(
      isSignedIn(await pageOf(await signInThere(gateway, { address: 'ANNA@example.org', as: ANNA }))),
    ).toBe(true);
    expect(tried).toEqual([]);
  });

  test('opens by no password, and not by none', async () => {
    const { gateway } = await openAtProvider({ own: undefined, options: { accounts } });
    const form = await pageOf(await visit(gateway, '/sign-in'));
    for (const password of ['', 'right']) {
      const page = await pageOf(await submit(gateway, form, { user: ANNA, password }));
      expect(isSignedIn(page)).toBe(false);
      expect(linkIn(page)).toMatch(/^\/sign-in\/company\?/);
    }
  });

  test('leaves the others with their passwords', async () => {
    const { gateway } = await openAtProvider({ own: undefined, options: { accounts } });
    const { page } = await enterAddress(gateway, 'bert');
    expect(inputOf(page, 'user').value).toBe('bert');
    expect(isSignedIn(await pageOf(await submit(gateway, page, { password: 'right' })))).toBe(true);
  });
});

test('with a master user, the mail server is asked for the address that the provider has verified', async () => {
  const { gateway, tried } = await openAtProvider({
    overrides: {
      mail: { server: MAIL_SERVER, webmail: undefined, master: { user: '{address}*gateway', password: 'x' } },
    },
  });
  const page = await pageOf(await signInThere(gateway, { address: 'ANNA@example.org', as: ANNA }));
  expect(isSignedIn(page)).toBe(true);
  expect(tried.map(({ login }) => login)).toEqual([
    { user: ANNA, master: 'company', grant: expect.objectContaining({ provider: 'company' }) },
  ]);
});

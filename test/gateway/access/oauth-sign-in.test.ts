import { describe, expect, test } from 'vitest';
import { MailboxError } from '../../../src/gateway/mailbox/mailbox';
import { cookiesOf, EXTENSION, inputOf, pageOf, submit, visit } from '../open-gateway';
import {
  ANNA,
  enterAddress,
  FROM_EXTENSION,
  foundElsewhere,
  isSignedIn,
  linkIn,
  MAIL_SERVER,
  openAtProvider,
  problemIn,
  send,
  signInThere,
} from './oauth-walk';

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

  test('is continued with on a page that a step back shows again', async () => {
    const { gateway } = await openAtProvider();
    const form = await pageOf(await visit(gateway, `/sign-in${FROM_EXTENSION}`));
    const answer = await submit(gateway, form, { user: ANNA });
    expect(answer.status).toBe(303);
    const shown = () =>
      visit(gateway, answer.headers.get('location') ?? '', { headers: { cookie: cookiesOf(answer) } });
    for (const page of [await pageOf(await shown()), await pageOf(await shown())]) {
      expect(page.querySelector('.chosen bdi')?.textContent).toBe(ANNA);
      expect(linkIn(page)).toMatch(/^\/sign-in\/company\?/);
    }
    gateway.clock.now += 15 * 60_000;
    expect(inputOf(await pageOf(await shown()), 'user').value).toBe('');
  });

  test('gets no password that was typed for another address', async () => {
    const { gateway, tried } = await openAtProvider({ own: { find: async () => ({ ...foundElsewhere() }) } });
    const first = await enterAddress(gateway, 'jean@elsewhere.example');
    const response = await send(gateway, first.page, { user: ANNA, password: 'of jean' });
    expect(linkIn(await pageOf(response))).toMatch(/^\/sign-in\/company\?/);
    expect(tried).toEqual([]);
  });
});

test('a mailbox without a provider is signed in to with its password in the second step', async () => {
  const { gateway, tried } = await openAtProvider({ own: { find: async () => foundElsewhere() } });
  const { page } = await enterAddress(gateway, 'jean@elsewhere.example');
  expect(problemIn(page)).toBe('');
  expect(inputOf(page, 'user').value).toBe('jean@elsewhere.example');
  const response = await submit(gateway, page, { password: 'secret' });
  expect(isSignedIn(await pageOf(response))).toBe(true);
  expect(tried.map(({ login }) => login)).toEqual([{ user: 'jean@elsewhere.example', password: 'secret' }]);
});

test('an address without a mail server can be corrected, or its server named', async () => {
  const { gateway, tried } = await openAtProvider();
  const typed = 'jean@elsewhere.exmaple';
  const { page, response, cookie } = await enterAddress(gateway, typed, FROM_EXTENSION);
  expect(problemIn(page)).toMatch(/^No mail server was found for elsewhere\.exmaple\. Check the address\./);
  expect(inputOf(page, 'user').value).toBe(typed);
  expect(page.querySelector('#password')).toBeNull();
  expect(response.status).toBe(200);
  const link = page.querySelector('.notice.bad a')?.getAttribute('href') ?? '';
  const form = await pageOf(await visit(gateway, link, { headers: { cookie } }));
  expect(problemIn(form)).toBe('');
  expect(form.querySelector('details')?.hasAttribute('open')).toBe(true);
  expect(inputOf(form, 'user').value).toBe(typed);
  expect(inputOf(form, 'redirect_uri').value).toBe(EXTENSION);
  await submit(gateway, form, { password: 'secret', host: 'mail.elsewhere.example', port: '993' });
  expect(tried.map(({ server }) => server.host)).toEqual(['mail.elsewhere.example']);
});

test('nobody names a server at a gateway that others reach', async () => {
  const { gateway } = await openAtProvider({ own: { mayCorrect: false } });
  const { page } = await enterAddress(gateway, 'jean@elsewhere.example');
  expect(problemIn(page)).toBe(
    'No mail server was found for elsewhere.example. Tell the administrator of this gateway.',
  );
  const form = await pageOf(await visit(gateway, '/sign-in?address=jean@elsewhere.example&server=1'));
  expect(form.querySelector('#host')).toBeNull();
});

test('the server of an address is looked up once', async () => {
  const asked: string[] = [];
  const { gateway } = await openAtProvider({
    own: {
      find: async address => {
        asked.push(address);
        return foundElsewhere();
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

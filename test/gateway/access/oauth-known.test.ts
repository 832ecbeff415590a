import { describe, expect, test } from 'vitest';
import { makeProvider } from '../oauth/make-provider';
import { pageOf, submit } from '../open-gateway';
import {
  ANNA,
  enterAddress,
  foundAt,
  foundElsewhere,
  isSignedIn,
  linkIn,
  openAtProvider,
  problemIn,
  signInThere,
} from './oauth-walk';

const microsoft = makeProvider({ id: 'microsoft', name: 'Microsoft' });
const google = makeProvider({ id: 'google', name: 'Google' });

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
        own: { find: async () => ({ ...foundElsewhere(), unproven: true }) },
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

  test('signs in the people of an organisation’s domain, whatever server answers for it', async () => {
    const server = { host: 'outlook.office365.com', port: 993, security: 'tls' as const };
    const { gateway, tried } = await openAtProvider({
      overrides: { mail: { server, webmail: undefined, master: undefined } },
      own: { find: async () => foundElsewhere() },
    });
    expect(isSignedIn(await pageOf(await signInThere(gateway)))).toBe(true);
    expect(tried).toMatchObject([{ server, webmail: expect.stringMatching(/^https:\/\/outlook\./) }]);
  });

  test('without a client id says what is needed', async () => {
    const { gateway } = await openAtProvider({ ...options, providers: [google] });
    const { page } = await enterAddress(gateway, 'jean@outlook.com');
    expect(problemIn(page)).toMatch(
      /accepts no passwords.*ask the administrator of this gateway to register it at Outlook/,
    );
  });
});

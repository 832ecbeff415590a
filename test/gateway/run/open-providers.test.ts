import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MailboxSetup } from '../../../src/gateway/config/mailboxes';
import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';
import { openProviders } from '../../../src/gateway/run/open-providers';
import { SILENT } from '../../../src/gateway/shared/log';
import { openStore } from '../../../src/gateway/store/open-store';
import { temporaryFolder } from '../folder';
import { makeProvider } from '../oauth/make-provider';

const LATER = Date.now() + 3_600_000;
const TOKENS = { accessToken: 'access', refreshToken: 'refresh', expires: LATER };

const openIn = async (folder: string, provider: OAuthProvider) =>
  openProviders(
    { providers: [provider], configPath: '/etc/facteur/my gateway.toml' },
    await openStore({ state: folder }),
    SILENT,
  );

const setUp = (oauth: OAuthProvider, user = 'ann@example.org') =>
  ({ name: 'work', account: { login: { user, oauth } } }) as MailboxSetup;

describe('a mailbox of the config file', () => {
  test('uses the tokens that the command sign-in stores, at once in a running gateway', async () => {
    const [folder, company] = [join(await temporaryFolder(), 'state'), makeProvider()];
    const [gateway, command] = [await openIn(folder, company), await openIn(folder, company)];
    const { login } = gateway.setUpAccount(setUp(company));
    if (!('tokens' in login)) throw new Error('no tokens');
    await expect(login.tokens.get()).rejects.toMatchObject({
      trouble: 'refused',
      code: 'GRANT',
      message: expect.stringMatching(
        /: run facteur-gateway sign-in work --config '\/etc\/facteur\/my gateway\.toml'$/,
      ),
    });
    await command.keepSetUp({ user: 'ann@example.org', oauth: company }, TOKENS);
    expect(await login.tokens.version?.()).toBeDefined();
    expect(await login.tokens.get()).toBe('access');
    const other = gateway.setUpAccount(setUp(company, 'bob@example.org')).login;
    await expect('tokens' in other && other.tokens.get()).rejects.toMatchObject({ code: 'GRANT' });
  });

  test('with a password has no tokens', async () => {
    const { setUpAccount } = await openIn(join(await temporaryFolder(), 'state'), makeProvider());
    const login = { user: 'ann', password: 'x' };
    expect(setUpAccount({ name: 'home', account: { login } } as MailboxSetup).login).toEqual(login);
  });
});

test('a master user opens only the mailbox of the address, at the server of the config file', async () => {
  const server = { host: 'imap.example.org', port: 993, security: 'tls' } as const;
  const master = { user: '{address}*gateway', password: 'm' };
  const company = makeProvider({ mail: { server, webmail: undefined, master } });
  const { masterLogin, serverOf } = await openIn(join(await temporaryFolder(), 'state'), company);
  expect(masterLogin('company', 'ann@example.org')).toEqual({
    server,
    login: { user: 'ann@example.org*gateway', password: 'm' },
  });
  expect(serverOf('company')).toEqual(server);
  expect(masterLogin('company', 'boss*gateway@example.org')).toBeUndefined();
  expect(masterLogin('other', 'ann@example.org')).toBeUndefined();
});

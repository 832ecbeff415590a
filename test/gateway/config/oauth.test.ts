import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ServerFinder } from '../../../src/gateway/finding/find-server';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { COMPANY, GOOGLE, load, MAILBOX, MICROSOFT, OURS } from './load-text';

/** Runs the mail server of every domain. */
const HOSTER: ServerFinder = {
  find: async user => ({
    server: { host: 'mail.hoster.example', port: 993, security: 'tls' },
    user,
    provider: undefined,
    by: 'guess',
  }),
};

const providerIn = async (text: string) => (await load(text)).providers[0];

async function fileWith(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'secret');
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

describe('a provider', () => {
  test('is Microsoft with a client id alone', async () => {
    expect(await providerIn(MICROSOFT)).toEqual({
      id: 'microsoft',
      name: 'Microsoft',
      issuer: 'https://login.microsoftonline.com/common/v2.0',
      clientId: 'm',
      clientSecret: undefined,
      scopes: [
        'openid',
        'email',
        'profile',
        'offline_access',
        'https://outlook.office.com/IMAP.AccessAsUser.All',
      ],
      parameters: {},
      claims: ['preferred_username', 'email'],
      proof: 'none',
      loopbackHost: 'localhost',
      givesDeviceCode: true,
      domains: [],
      mail: {
        server: { host: 'outlook.office365.com', port: 993, security: 'tls' },
        webmail: undefined,
        master: undefined,
      },
    });
    expect(await providerIn(`${MICROSOFT}tenant = "corp.example"`)).toMatchObject({
      issuer: 'https://login.microsoftonline.com/corp.example/v2.0',
    });
  });

  test('is Google, whose secret may be in a file', async () => {
    expect(await providerIn(GOOGLE)).toMatchObject({
      name: 'Google',
      issuer: 'https://accounts.google.com',
      clientSecret: 's3cret',
      scopes: ['openid', 'email', 'https://mail.google.com/'],
      parameters: { access_type: 'offline', prompt: 'consent' },
      loopbackHost: '127.0.0.1',
      givesDeviceCode: false,
    });
    const file = await fileWith('from a file\n');
    expect(await providerIn(`[oauth.google]\nclient-id = "g"\nclient-secret-file = '${file}'`)).toMatchObject(
      { clientSecret: 'from a file' },
    );
  });

  test('is a second registration at Microsoft or Google by its issuer', async () => {
    const issuer = 'https://login.microsoftonline.com/corp.example/v2.0';
    const devices = `[oauth.devices]\nclient-id = "d"\nissuer = "${issuer}"\n`;
    const { providers } = await load(`${MICROSOFT}client-secret = "s3cret"\n${devices}`);
    const [microsoft, other] = providers;
    const { mail, scopes } = microsoft ?? {};
    expect(microsoft).toMatchObject({ givesDeviceCode: false });
    expect(other).toMatchObject({ id: 'devices', name: 'Microsoft', issuer, givesDeviceCode: true });
    expect(other).toMatchObject({ loopbackHost: 'localhost', mail, scopes });
    const google =
      '[oauth.g]\nclient-id = "g"\nclient-secret = "s3cret"\nissuer = "https://accounts.google.com"';
    expect(await providerIn(google)).toMatchObject({ id: 'g', proof: 'hosted', givesDeviceCode: false });
  });

  test('is any other one with its issuer and its domains', async () => {
    expect(await providerIn(COMPANY)).toMatchObject({
      id: 'company',
      name: 'company',
      issuer: 'https://id.example.org/realms/main',
      scopes: ['openid', 'email', 'offline_access'],
      claims: ['email'],
      domains: ['example.org', 'xn--bcher-kva.example'],
    });
  });

  test('can be changed in everything', async () => {
    const { cert, pem } = await selfSigned(await temporaryFolder());
    const text = `[oauth.google]
      client-id = "g"
      issuer = "http://127.0.0.1:5000"
      name = "Example"
      domains = ["example.org"]
      scopes = ["openid", "mail"]
      claim = ["upn", "email"]
      host = "127.0.0.1"
      port = 1143
      security = "none"
      ca = '${cert}'
      webmail = "https://mail.example.org/"
      master-user = "{address}*gateway"
      master-password-file = '${await fileWith('master')}'`;
    expect(await providerIn(text)).toMatchObject({
      issuer: 'http://127.0.0.1:5000',
      name: 'Example',
      domains: ['example.org'],
      scopes: ['openid', 'mail'],
      claims: ['upn', 'email'],
      mail: {
        server: { host: '127.0.0.1', port: 1143, security: 'none', ca: String(pem) },
        webmail: 'https://mail.example.org/',
        master: { user: '{address}*gateway', password: 'master' },
      },
    });
  });
});

describe('a mailbox that is set up', () => {
  const mailboxIn = async (text: string) => (await load(text)).mailboxes[0];

  test('uses the tokens of a provider, at whose domains it needs no host', async () => {
    const text = '[[mailbox]]\naddress = "ann@hotmail.com"\noauth = "microsoft"\n';
    const setup = await mailboxIn(`${MICROSOFT}${OURS}${text}`);
    expect(setup).toMatchObject({
      account: {
        server: { host: 'outlook.office365.com', port: 993, security: 'tls' },
        login: { user: 'ann@hotmail.com', oauth: { id: 'microsoft' } },
        webmail: 'https://outlook.live.com/mail/',
      },
      signIn: { user: 'ann@hotmail.com', password: undefined, front: 'microsoft' },
      hint: undefined,
    });
  });

  test('shows its tokens to no server that was found for its address', async () => {
    const text =
      '[[mailbox]]\naddress = "ann@corp.example"\noauth = "microsoft"\nlink = "webmail"\n[mailbox.sign-in]\npassword = "x"';
    expect((await load(`${MICROSOFT}${text}`, {}, HOSTER)).mailboxes[0]?.account).toMatchObject({
      server: { host: 'outlook.office365.com' },
      login: { user: 'ann@corp.example' },
      webmail: 'https://outlook.office.com/mail/',
    });
  });

  test('uses the mail server of its provider, or its own', async () => {
    const server = 'host = "127.0.0.1"\nport = 1143\nsecurity = "none"\n';
    const atProvider = '[[mailbox]]\naddress = "ann@example.org"\noauth = "company"\n';
    expect((await mailboxIn(`${COMPANY}${server}${atProvider}`))?.account.server).toEqual({
      host: '127.0.0.1',
      port: 1143,
      security: 'none',
    });
    expect(
      (await mailboxIn(`${COMPANY}${server}${atProvider}host = "imap.example.org"`))?.account.server,
    ).toEqual({
      host: 'imap.example.org',
      port: 993,
      security: 'tls',
    });
  });

  test('can have a password for the sign-in instead, also where anybody has an account', async () => {
    const text = `${MICROSOFT}${MAILBOX}oauth = "microsoft"\n[mailbox.sign-in]\nuser = "ann"\npassword = "x"`;
    expect((await mailboxIn(text))?.signIn).toEqual({ user: 'ann', password: 'x', front: undefined });
  });

  test('can have a password, and a provider for the sign-in', async () => {
    const text = `${COMPANY}${MAILBOX}password = "x"\n[mailbox.sign-in]\noauth = "company"`;
    expect(await mailboxIn(text)).toMatchObject({
      account: { login: { user: 'ann@example.org', password: 'x' } },
      signIn: { user: 'ann@example.org', password: undefined, front: 'company' },
    });
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BindOptions, checkBinding } from '../../../src/gateway/http/bind-address';
import { isLoopbackAddress } from '../../../src/gateway/shared/loopback';
import { StartupError } from '../../../src/gateway/shared/startup-error';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { type OpenGateway, openGateway, visit } from '../open-gateway';
import { freePort, type Received, type Sent, send } from '../send';

const TLS = { cert: 'cert.pem', key: 'key.pem' };
const HTTPS = 'https://mail.example.org';
const HTTP = 'http://mail.example.org';

async function open(options: Partial<BindOptions>): Promise<OpenGateway> {
  const gateway = await openGateway(options);
  onTestFinished(() => gateway.close());
  return gateway;
}

test.each([
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['::ffff:127.0.0.1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['128.0.0.1', false],
  ['192.168.1.2', false],
  ['fe80::1%eth0', false],
  ['localhost', false],
])('%s is a loopback address: %s', (address, loopback) => {
  expect(isLoopbackAddress(address)).toBe(loopback);
});

describe('it starts', () => {
  test.each<[string, BindOptions]>([
    ['on loopback', { host: '127.0.0.1' }],
    ['on loopback behind a proxy with TLS', { host: '::1', publicOrigin: HTTPS }],
    [
      'reachable from other machines, with TLS and a name',
      { host: '0.0.0.0', publicOrigin: HTTPS, tls: TLS },
    ],
    [
      'reachable from other machines, with allowPlainHttp',
      { host: '::', publicOrigin: HTTP, allowPlainHttp: true },
    ],
    ['behind a proxy on another machine', { host: '192.0.2.1', publicOrigin: HTTPS, allowPlainHttp: true }],
  ])('%s', (_how, options) => {
    expect(() => checkBinding(options)).not.toThrow();
  });
});

describe('it refuses to start', () => {
  test.each<[BindOptions, RegExp]>([
    [
      { host: '0.0.0.0' },
      /^0\.0\.0\.0 can be reached .* without encryption: give --tls-cert and --tls-key, or --allow/,
    ],
    [{ host: '::' }, /give --tls-cert/],
    [{ host: '192.168.1.2', publicOrigin: HTTPS }, /give --tls-cert/],
    [{ host: 'localhost' }, /give --tls-cert/],
    [
      { host: '0.0.0.0', tls: TLS },
      /under any name: give the address that browsers use with --public-origin/,
    ],
    [{ host: '0.0.0.0', allowPlainHttp: true }, /with --public-origin/],
    [
      { host: '0.0.0.0', tls: TLS, publicOrigin: HTTP, allowPlainHttp: true },
      /doesn’t match the TLS options/,
    ],
    [
      { host: '127.0.0.1', publicOrigin: HTTP },
      /give a --public-origin that begins with https:\/\/, or --allow/,
    ],
  ])('with %j', async (options, message) => {
    expect(() => checkBinding(options)).toThrow(message);
    await expect(openGateway(options)).rejects.toThrow(StartupError);
  });
});

test('the default host is loopback', async () => {
  const gateway = await open({});
  expect(gateway.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('IPv6 addresses have brackets', async () => {
  const gateway = await open({ host: '::1' });
  expect(gateway.origin).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect((await visit(gateway, '/')).status).toBe(200);
});

test('behind a proxy with TLS, addresses and cookies use https', async () => {
  const gateway = await open({ publicOrigin: HTTPS });
  expect(gateway).toMatchObject({
    origin: HTTPS,
    apiAddress: `${HTTPS}/PersonalMessages/V2`,
    signInPage: `${HTTPS}/sign-in`,
    webmailAddress: `${HTTPS}/mail`,
  });
});

interface Secure {
  readonly gateway: OpenGateway;
  /** Sends a request with the gateway's certificate as trusted. */
  ask(path: string, options?: Sent): Promise<Received>;
}

async function openSecure(): Promise<Secure> {
  const { cert, key, pem } = await selfSigned(await temporaryFolder());
  const gateway = await open({ tls: { cert, key } });
  return { gateway, ask: (path, options) => send(gateway.origin + path, { ca: pem, ...options }) };
}

describe('with TLS', () => {
  test('the gateway answers by https, with HSTS and __Host- cookies', async () => {
    const { gateway, ask } = await openSecure();
    expect(gateway.origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const page = await ask('/sign-in');
    expect(page.status).toBe(200);
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
    const [browser = ''] = page.headers['set-cookie'] ?? [];
    expect(browser).toMatch(/^__Host-facteur-visitor=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);

    const form = /name="form" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const body = new URLSearchParams({ user: 'demo', password: 'demo', form }).toString();
    const cookie = browser.split(';')[0] ?? '';
    const headers = { cookie, origin: gateway.origin, 'content-type': 'application/x-www-form-urlencoded' };
    const signedIn = await ask('/sign-in', { method: 'POST', body, headers });
    expect(signedIn.status).toBe(200);
    const cookies = signedIn.headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(2);
    for (const each of cookies)
      expect(each).toMatch(/^__Host-facteur-\S+; .*Path=\/; HttpOnly; Secure; Same/);
    const session = cookies[0]?.split(';')[0] ?? '';
    expect((await ask('/mail', { headers: { cookie: session } })).status).toBe(200);
    const unprefixed = session.replace('__Host-', '');
    expect((await ask('/mail', { headers: { cookie: unprefixed } })).status).toBe(303);
  });

  test('the gateway accepts neither TLS 1.1 nor plain http', async () => {
    const { gateway, ask } = await openSecure();
    // Security level 0 lets the client offer TLS 1.1.
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(ask('/', old)).rejects.toThrow(/alert protocol version/);
    await expect(send(gateway.origin.replace('https:', 'http:'))).rejects.toThrow();
    expect((await ask('/')).status).toBe(200);
  });

  test.each(['missing', 'no PEM', 'of another certificate', 'encrypted'])(
    'a key that is %s is refused',
    async what => {
      const folder = await temporaryFolder();
      const { cert, key } = await selfSigned(folder);
      const files = {
        missing: join(folder, 'none'),
        'no PEM': join(folder, 'text'),
        'of another certificate': (await selfSigned(folder, 'other')).key,
        encrypted: join(folder, 'encrypted'),
      } as Record<string, string>;
      await writeFile(join(folder, 'text'), 'SECRET-CANARY');
      await writeFile(
        join(folder, 'encrypted'),
        '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n',
      );
      const starting = openGateway({ tls: { cert, key: files[what] ?? key } });
      await expect(starting).rejects.toThrow(StartupError);
      await expect(starting).rejects.toThrow(
        what === 'missing'
          ? /^can’t read \S+ \(ENOENT\): give --tls-key a file/
          : /can’t be used for TLS \(\w+\): give/,
      );
      await expect(starting).rejects.not.toThrow(/SECRET-CANARY|\n/);
    },
  );
});

test('a gateway that other machines can reach answers only under its public name', async () => {
  const port = await freePort();
  const gateway = await openGateway({
    port,
    host: '0.0.0.0',
    publicOrigin: HTTP,
    allowPlainHttp: true,
  });
  onTestFinished(() => gateway.close());
  const statusFor = async (host: string) =>
    (await send(`http://127.0.0.1:${port}/`, { headers: { host } })).status;
  expect(await statusFor('mail.example.org')).toBe(200);
  for (const host of ['evil.example', `127.0.0.1:${port}`, 'localhost', `0.0.0.0:${port}`]) {
    expect(await statusFor(host)).toBe(403);
  }
});

test('a form from the public name is accepted, from another name rejected', async () => {
  const port = await freePort();
  const gateway = await openGateway({ port, publicOrigin: HTTPS });
  onTestFinished(() => gateway.close());
  const post = async (origin: string) => {
    const headers = { host: 'mail.example.org', origin, 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await send(`http://127.0.0.1:${port}/sign-in`, { method: 'POST', headers, body: '' });
    return /<h1>(.*)<\/h1>/.exec(body)?.[1];
  };
  expect(await post(HTTPS)).toBe('This form has expired');
  expect(await post('https://evil.example')).toBe('This form came from another website');
});

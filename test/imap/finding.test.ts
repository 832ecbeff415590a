import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createServerFinder, type FinderOptions } from '../../src/gateway/finding/find-server';
import { type Greet, greet } from '../../src/gateway/finding/greet';
import { createMailDns } from '../../src/gateway/finding/mail-dns';
import { isThisMachine } from '../../src/gateway/shared/loopback';
import { selfSigned } from '../gateway/certificate';
import { temporaryFolder } from '../gateway/folder';
import { finish, installProgram } from '../gateway/run-program';
import { freePort } from '../gateway/send';
import { type DnsServer, startDns } from './dnsmasq';
import { type Dovecot, startDovecot } from './dovecot';

let dovecot: Dovecot;
let dns: DnsServer;
beforeAll(async () => {
  dovecot = await startDovecot();
  const closed = await freePort();
  dns = await startDns({
    srv: [
      { name: '_imaps._tcp.corp.example', target: 'b.corp.example', priority: 2, weight: 5 },
      { name: '_imaps._tcp.corp.example', target: 'a.corp.example', port: 1993, priority: 1, weight: 7 },
      { name: '_imap._tcp.corp.example' },
      { name: '_imaps._tcp.tls.example', target: '127.0.0.1', port: closed, priority: 1 },
      { name: '_imaps._tcp.tls.example', target: '127.0.0.1', port: dovecot.imapsPort, priority: 2 },
      { name: '_imaps._tcp.starttls.example', target: '127.0.0.1', port: closed },
      { name: '_imap._tcp.starttls.example', target: 'localhost', port: dovecot.imapPort },
      { name: '_imaps._tcp.hoster.example', target: 'imap.elsewhere.example' },
    ],
    mx: [
      { domain: 'corp.example', target: 'mx2.corp.example', priority: 20 },
      { domain: 'corp.example', target: 'mx1.corp.example', priority: 5 },
      { domain: 'microsoft.example', target: 'microsoft-example.mail.protection.outlook.com' },
      { domain: 'google.example', target: 'aspmx.l.google.com', priority: 1 },
      { domain: 'google.example', target: 'mx.other.example', priority: 2 },
    ],
  });
});
afterAll(async () => {
  await dns.stop();
  await dovecot.close();
});

const fails = async () => {
  throw new Error('no web server');
};

/** No test asks servers on other machines. */
const greetHere: Greet = async (server, signal) =>
  isThisMachine(server.host) ? greet(server, signal) : undefined;

const finder = (options: Partial<FinderOptions> = {}) =>
  createServerFinder({ dns: createMailDns(dns.address), fetch: fails, greet: greetHere, ...options });

describe('a DNS server', () => {
  test('tells SRV records', async () => {
    const records = await createMailDns(dns.address).srv('_imaps._tcp.corp.example');
    expect(records.toSorted((a, b) => a.priority - b.priority)).toEqual([
      { name: 'a.corp.example', port: 1993, priority: 1, weight: 7 },
      { name: 'b.corp.example', port: 993, priority: 2, weight: 5 },
    ]);
  });

  test('tells that a service isn’t offered', async () => {
    const [record] = await createMailDns(dns.address).srv('_imap._tcp.corp.example');
    expect(record?.name).toBe('');
  });

  test('tells MX records, in their order', async () => {
    expect(await createMailDns(dns.address).mx('corp.example')).toEqual([
      'mx1.corp.example',
      'mx2.corp.example',
    ]);
  });

  test('tells that there are none', async () => {
    const { srv, mx } = createMailDns(dns.address);
    await expect(srv('_imaps._tcp.nothing.example')).rejects.toThrow();
    await expect(mx('nothing.example')).rejects.toThrow();
  });
});

describe('a server is found', () => {
  test('by SRV records, at the first that answers', async () => {
    expect(await finder().find('jean@tls.example')).toEqual({
      server: { host: '127.0.0.1', port: dovecot.imapsPort, security: 'tls' },
      user: 'jean@tls.example',
      provider: undefined,
      by: 'srv',
    });
    expect(await finder().find('jean@starttls.example')).toMatchObject({
      server: { host: 'localhost', port: dovecot.imapPort, security: 'starttls' },
      by: 'srv',
    });
  });

  test('by SRV records, where only DNS says so', async () => {
    expect(await finder().find('jean@hoster.example')).toMatchObject({
      server: { host: 'imap.elsewhere.example', port: 993 },
      unproven: true,
    });
  });

  test.each([
    ['microsoft.example', 'Microsoft 365'],
    ['google.example', 'Gmail'],
  ])('by the MX records of %s', async (domain, name) => {
    expect(await finder().find(`jean@${domain}`)).toMatchObject({ provider: { name }, by: 'mx' });
  });

  test('nowhere, where DNS has nothing', async () => {
    expect(await finder().find('jean@nothing.example')).toBeUndefined();
  });

  test('nowhere, where DNS doesn’t answer', async () => {
    const silent = createMailDns(`127.0.0.1:${await freePort()}`);
    expect(await finder({ dns: silent, deadline: 1000 }).find('jean@tls.example')).toBeUndefined();
  });
});

test('with STARTTLS, a real server’s certificate is looked at', async () => {
  const server = { host: '127.0.0.1', port: dovecot.imapPort, security: 'starttls' } as const;
  const { signal } = new AbortController();
  expect(await greet({ ...server, ca: dovecot.ca }, signal)).toBe('trusted');
  expect(await greet(server, signal)).toBe('untrusted');
});

describe('a web server with a certificate for mail.example.org', () => {
  /** Every host name leads to this server, which answers a path with a text or redirects to an address. */
  async function openWeb(pages: Readonly<Record<string, string>>) {
    const { pem, key } = await selfSigned(await temporaryFolder());
    const web = createServer({ cert: pem, key: await readFile(key) }, ({ url = '', headers }, response) => {
      const page = pages[`${headers.host}${url.split('?')[0]}`];
      if (page === undefined) response.statusCode = 404;
      if (page?.startsWith('https:')) response.writeHead(302, { location: page });
      response.end(page);
    });
    await new Promise<void>(resolve => {
      web.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => void web.close());
    const { port } = web.address() as AddressInfo;
    return (input: Parameters<typeof fetch>[0]) =>
      new Promise<Response>((resolve, reject) => {
        const { hostname, pathname, search } = new URL(String(input));
        const place = { host: '127.0.0.1', port, servername: hostname, path: pathname + search };
        const sent = request({ ...place, headers: { host: hostname }, ca: pem, agent: false }, received => {
          const { statusCode: status = 0, headers } = received;
          const chunks: Buffer[] = [];
          received.on('data', chunk => chunks.push(chunk));
          received.on('end', () =>
            resolve(
              new Response(Buffer.concat(chunks), {
                status,
                headers: headers.location === undefined ? {} : { location: headers.location },
              }),
            ),
          );
        });
        sent.on('error', reject).end();
      });
  }

  const WELL_KNOWN = '/.well-known/autoconfig/mail/config-v1.1.xml';
  const file = `<clientConfig version="1.1"><emailProvider id="example.org"><incomingServer type="imap">
<hostname>imap.example.org</hostname><port>993</port><socketType>SSL</socketType>
<username>%EMAILLOCALPART%</username></incomingServer></emailProvider></clientConfig>`;

  test('gives its autoconfig', async () => {
    const fetch = await openWeb({
      [`mail.example.org${WELL_KNOWN}`]: 'https://mail.example.org/config',
      'mail.example.org/config': file,
    });
    expect(await finder({ fetch }).find('jean@mail.example.org')).toEqual({
      server: { host: 'imap.example.org', port: 993, security: 'tls' },
      user: 'jean',
      provider: undefined,
      by: 'autoconfig',
    });
  });

  test('isn’t believed for another domain', async () => {
    const fetch = await openWeb({
      'autoconfig.mail.example.org/mail/config-v1.1.xml': file,
      [`other.example${WELL_KNOWN}`]: file,
    });
    expect(await finder({ fetch }).find('jean@mail.example.org')).toBeUndefined();
    expect(await finder({ fetch }).find('jean@other.example')).toBeUndefined();
  });
});

test('the program needs only an address where DNS knows the server', async () => {
  await dovecot.setPassword('jean', 'p4ssw0rd');
  const program = await installProgram();
  onTestFinished(() => program.remove());
  const config = join(program.folder, 'gateway.toml');
  const ca = join(program.folder, 'ca.pem');
  await writeFile(ca, dovecot.ca);
  const text = `dns = "${dns.address}"
[[mailbox]]
address = "jean@tls.example"
password = "p4ssw0rd"
ca = ${JSON.stringify(ca)}
`;
  await writeFile(config, text, { mode: 0o600 });
  expect(await finish(program.start({}, 'check', '--config', config))).toMatchObject({
    code: 0,
    out: expect.stringContaining(`✓ reached 127.0.0.1, port ${dovecot.imapsPort}, encrypted`),
    err: '',
  });
  await writeFile(config, text.replace('tls.example', 'hoster.example'));
  expect(await finish(program.start({}, 'check', '--config', config))).toMatchObject({
    code: 1,
    err: expect.stringContaining(
      'DNS says that imap.elsewhere.example is the mail server of jean@hoster.example',
    ),
  });
});

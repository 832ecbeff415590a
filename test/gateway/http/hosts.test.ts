import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHostCheck } from '../../../src/gateway/http/hosts';
import { openGateway } from '../open-gateway';
import { send } from '../send';

const LOOPBACK_NAMES = [
  '127.0.0.1',
  '127.0.0.1:8337',
  '127.0.0.2:8337',
  'localhost',
  'LOCALHOST:8337',
  '[::1]:8337',
];
const FOREIGN = [
  undefined,
  '',
  ':8337',
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example:8337',
  'evil.example:127',
  'localhost.',
  '127.0.0.1@evil.example',
  '127.0.0.1:8337,evil.example',
  '128.0.0.1',
  '0.0.0.0:8337',
  '127.1',
  '[::]',
  'mail.example.org.evil.example',
  'mail.example.org:8080',
  'mail.example.org@evil.example',
];

describe('listening on loopback', () => {
  const isOwn = createHostCheck('127.0.0.1');
  test.each(LOOPBACK_NAMES)('%s is its own', host => expect(isOwn(host)).toBe(true));
  test.each([...FOREIGN, 'mail.example.org'])('%s is not', host => expect(isOwn(host)).toBe(false));
});

describe('with a public origin', () => {
  const isOwn = createHostCheck('::', 'https://mail.example.org');
  test.each(['mail.example.org', 'MAIL.example.org', 'mail.example.org:443'])('%s is its own', host => {
    expect(isOwn(host)).toBe(true);
  });
  test.each([...FOREIGN, ...LOOPBACK_NAMES])('%s is not', host => expect(isOwn(host)).toBe(false));

  test('another port is part of the name', () => {
    const isOwnThere = createHostCheck('::', 'https://mail.example.org:8443');
    expect(['mail.example.org:8443', 'mail.example.org', 'mail.example.org:443'].map(isOwnThere)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('behind a proxy on this machine, loopback and public names are its own', () => {
    const isOwnThere = createHostCheck('127.0.0.1', 'https://mail.example.org');
    expect(['mail.example.org', '127.0.0.1:8337', 'evil.example'].map(isOwnThere)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

// With DNS rebinding, the browser treats evil.example and the gateway as one origin.
test.each(['/', '/sign-in', '/mail', '/privacy', '/style.css', '/PersonalMessages/V2', '/nowhere'])(
  'a page with DNS rebinding can’t read %s',
  async path => {
    const gateway = await openGateway();
    onTestFinished(() => gateway.close());
    for (const method of ['GET', 'POST']) {
      const headers = {
        host: 'evil.example',
        origin: 'http://evil.example',
        'sec-fetch-site': 'same-origin',
      };
      const received = await send(gateway.origin, { path, method, headers });
      expect(received.status).toBe(403);
      expect(received.headers['set-cookie']).toBeUndefined();
      expect(received.body).toContain('Wrong address');
    }
  },
);

describe('a request in absolute form', () => {
  const start = async () => {
    const gateway = await openGateway();
    onTestFinished(() => gateway.close());
    return gateway;
  };

  test('is served at the gateway’s own address', async () => {
    const gateway = await start();
    const { origin } = gateway;
    expect((await send(origin, { path: `${origin}/` })).body).toContain('Facteur gateway');
    expect((await send(origin, { path: origin })).body).toContain('Facteur gateway');
    expect((await send(origin, { path: `${origin}/mail?x` })).status).toBe(303);
    const api = await send(origin, { path: `${gateway.apiAddress}?action=x` });
    expect(api.body).toContain('<code>501</code>');
  });

  test.each<[string, Record<string, string>]>([
    ['http://evil.example/mail', {}],
    ['http://127.0.0.1@evil.example/', {}],
    ['http://127.0.0.1/', { host: 'evil.example' }],
  ])('%s with %j is refused', async (path, headers) => {
    expect((await send((await start()).origin, { path, headers })).status).toBe(403);
  });
});

test.each([
  ['127.0.0.1', 'evil.example'],
  ['evil.example', '127.0.0.1'],
  ['127.0.0.1', '127.0.0.1'],
])('a request with the two hosts %s and %s gets status 400', async (...hosts) => {
  const gateway = await openGateway();
  onTestFinished(() => gateway.close());
  const socket = connect(Number(new URL(gateway.origin).port), '127.0.0.1');
  socket.write(`GET / HTTP/1.1\r\n${hosts.map(host => `Host: ${host}\r\n`).join('')}\r\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 400 /);
});

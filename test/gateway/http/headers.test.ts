import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { GatewayMailbox } from '../../../src/gateway/mailbox/mailbox';
import {
  EXTENSION,
  type OpenGateway,
  openGateway,
  pageOf,
  privacyAddress,
  signInByHand,
  submit,
  visit,
} from '../open-gateway';

const SHARED = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function expectHeaders(headers: Headers): void {
  expect(Object.fromEntries(headers)).toMatchObject(SHARED);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy.replace("script-src 'self'", '')).not.toMatch(/script-src|unsafe|\*/);
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('strict-transport-security')).toBeNull();
}

let gateway: OpenGateway;
let token: string;
let cookie: string;
beforeAll(async () => {
  gateway = await openGateway();
  ({ token, cookie } = await signInByHand(gateway));
});
afterAll(() => gateway.close());

const API = '/PersonalMessages/V2?action=getPersonalMessages&infos=NoSMS';
const POSTED = { method: 'POST', body: new URLSearchParams({ form: 'x' }) };

describe('every answer has the security headers', () => {
  test.each<[number, string, RequestInit | undefined]>([
    [200, '/', undefined],
    [200, '/', { method: 'HEAD' }],
    [200, '/sign-in', undefined],
    [200, `/sign-in?redirect_uri=${encodeURIComponent(EXTENSION)}`, undefined],
    [400, '/sign-in?redirect_uri=https://evil.example/', undefined],
    [403, '/sign-in', POSTED],
    [400, '/sign-in', { method: 'POST', body: '{}' }],
    [403, '/sign-in', { ...POSTED, headers: { origin: 'https://evil.example' } }],
    [405, '/sign-in', { method: 'PUT' }],
    [405, '/sign-out', undefined],
    [403, '/sign-out', POSTED],
    [303, '/privacy', undefined],
    [403, '/privacy?user=demo&key=x', undefined],
    [403, '/privacy', POSTED],
    [303, '/mail', undefined],
    [405, '/mail', { method: 'OPTIONS' }],
    [303, '/message/x', undefined],
    [403, '/message/x?user=demo&key=AAAA', undefined],
    [200, '/style.css', undefined],
    [200, '/icon.svg', undefined],
    [404, '/nowhere', undefined],
    [200, API, undefined],
    [405, API, { method: 'POST' }],
  ])('%i %s %j', async (status, path, init) => {
    const response = await visit(gateway, path, init);
    expect(response.status).toBe(status);
    expectHeaders(response.headers);
  });

  test('when a user is signed in', async () => {
    const pages = ['/mail', '/privacy', '/message/none', `${API}&token=${encodeURIComponent(token)}`];
    for (const page of pages) {
      expectHeaders((await visit(gateway, page, { headers: { cookie } })).headers);
    }
  });

  test('when a sign-in succeeds, fails, has to wait, and redirects', async () => {
    const other = await openGateway();
    onTestFinished(() => other.close());
    const page = await pageOf(await visit(other, '/sign-in'));
    const flow = await pageOf(await visit(other, `/sign-in?redirect_uri=${encodeURIComponent(EXTENSION)}`));
    const back = await submit(other, flow);
    const shown = await submit(other, page);
    const statuses = [back.status, shown.status];
    for (const { headers } of [back, shown]) expectHeaders(headers);
    for (let i = 0; i < 11; i++) {
      const response = await submit(other, page, { password: 'no' });
      statuses.push(response.status);
      expectHeaders(response.headers);
    }
    expect([...new Set(statuses)]).toEqual([303, 200, 401, 429]);
  });

  test('when the user refuses everything, and when the mailbox fails', async () => {
    const fail = () => Promise.reject(new Error('no'));
    const mailbox = { counts: fail, latest: fail, unread: fail } as unknown as GatewayMailbox;
    const other = await openGateway({ mailbox });
    onTestFinished(() => other.close());
    const signedIn = await signInByHand(other);
    const failed = await visit(other, '/mail', { headers: { cookie: signedIn.cookie } });
    expect(failed.status).toBe(500);
    expectHeaders(failed.headers);
    const address = `${API.replace('NoSMS', 'NoEMails')}&token=${encodeURIComponent(signedIn.token)}`;
    expectHeaders((await visit(other, address)).headers);

    const good = await openGateway();
    onTestFinished(() => good.close());
    const user = await signInByHand(good);
    await submit(good, await pageOf(await visit(good, await privacyAddress(good, user.token))), {
      choice: 'refuse',
    });
    const refusal = await visit(good, `${API}&token=${encodeURIComponent(user.token)}`);
    expect(refusal.status).toBe(500);
    expectHeaders(refusal.headers);
  });
});

async function answerTo(sent: string): Promise<Response> {
  const socket = connect(Number(new URL(gateway.origin).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end(sent);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = fields.map(field => field.split(': ', 2) as [string, string]);
  return new Response(body, { status: Number(line.split(' ')[1]), headers });
}

test.each([
  [400, 'no HTTP at all', 'hello\r\n\r\n'],
  [400, 'an impossible header', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n: x\r\n\r\n'],
  [431, 'headers without end', `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
  [403, 'no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  [200, 'an expectation', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: x\r\nConnection: close\r\n\r\n'],
  [
    200,
    'an upgrade',
    'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: h2c\r\nConnection: upgrade, close\r\n\r\n',
  ],
])('%i for %s has the security headers', async (status, _what, sent) => {
  const response = await answerTo(sent);
  expect(response.status).toBe(status);
  expectHeaders(response.headers);
});

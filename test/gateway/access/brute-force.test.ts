import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import {
  cookiesOf,
  EXTENSION,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  submit,
  visit,
} from '../open-gateway';
import { freePort, type Received, send } from '../send';

let gateway: OpenGateway;
let page: Document;
beforeEach(async () => {
  gateway = await openGateway();
  page = await pageOf(await visit(gateway, '/sign-in'));
});
afterEach(() => gateway.close());

const statusOf = async (user: string, password: string) =>
  (await submit(gateway, page, { user, password })).status;

async function fail(times: number, user = 'demo'): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) statuses.push(await statusOf(user, `wrong ${i}`));
  return statuses;
}

/** Signs in with a new browser from this address, as the gateway sees it. */
async function signInFrom(address: string, user: string, password: string): Promise<Received> {
  // Not every system lets a test connect from a second loopback address.
  const comeFrom = (message: unknown) =>
    Object.defineProperty((message as { socket: Socket }).socket, 'remoteAddress', { value: address });
  subscribe('net.server.socket', comeFrom);
  try {
    const shown = await send(`${gateway.origin}/sign-in`);
    const form = /name="form" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
    const cookie = shown.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    return await send(`${gateway.origin}/sign-in`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ user, password, form }).toString(),
    });
  } finally {
    unsubscribe('net.server.socket', comeFrom);
  }
}

test('after ten failures even the right password has to wait, and the page shows how long', async () => {
  expect(await fail(10)).toEqual(Array(10).fill(401));
  const waiting = await submit(gateway, page, { password: 'demo' });
  expect(waiting.status).toBe(429);
  expect(waiting.headers.get('retry-after')).toBe('300');
  expect(waiting.headers.get('set-cookie')).toBeNull();
  const shown = await pageOf(waiting);
  expect(shown.querySelector('[role=alert]')?.textContent).toBe(
    'Too many sign-ins at present. Try again in 5 minutes.',
  );
  expect(inputOf(shown, 'password').value).toBe('');
  expect(inputOf(shown, 'user').value).toBe('demo');
  expect(gateway.lines.at(-1)).toBe('sign-in: has to wait');

  gateway.clock.now += 5 * 60_000;
  expect(await statusOf('demo', 'demo')).toBe(200);
});

test('attempts during the wait are not counted', async () => {
  await fail(10);
  expect(new Set(await fail(20))).toEqual(new Set([429]));
  gateway.clock.now += 5 * 60_000;
  expect(await statusOf('demo', 'demo')).toBe(200);
});

test('the wait is shown in French', async () => {
  await fail(10);
  const waiting = await submit(gateway, page, {}, { 'accept-language': 'fr' });
  expect((await pageOf(waiting)).querySelector('[role=alert]')?.textContent).toBe(
    'Trop de tentatives de connexion en ce moment. Réessayez dans 5 minutes.',
  );
  expect(waiting.headers.get('retry-after')).toBe('300');
});

test('in an extension’s sign-in window the wait is shown with status 200', async () => {
  await fail(10);
  const form = await pageOf(await visit(gateway, `/sign-in?redirect_uri=${encodeURIComponent(EXTENSION)}`));
  const waiting = await submit(gateway, form);
  expect(waiting.status).toBe(200);
  expect(waiting.headers.get('location')).toBeNull();
  const again = await pageOf(waiting);
  expect(again.querySelector('[role=alert]')?.textContent).toMatch(/^Too many sign-ins at present/);
  gateway.clock.now += 5 * 60_000;
  const done = await submit(gateway, again, { password: 'demo' });
  expect(done.headers.get('location')).toMatch(`${EXTENSION}?token=`);
});

test('an account that doesn’t exist has the same waits', async () => {
  const waits = async (user: string) => {
    const other = await openGateway();
    page = await pageOf(await visit(other, '/sign-in'));
    const seen: string[] = [];
    for (let i = 0; i < 12; i++) {
      const response = await submit(other, page, { user, password: 'wrong' });
      seen.push(`${response.status} ${response.headers.get('retry-after')}`);
      other.clock.now += 500;
    }
    await other.close();
    return seen;
  };
  expect(await waits('nobody')).toEqual(await waits('demo'));
});

test('one client against many accounts has to wait, others don’t', async () => {
  for (let i = 0; i < 40; i++) expect(await statusOf(`user ${i}`, 'demo')).toBe(401);
  expect(await statusOf('demo', 'demo')).toBe(429);
  expect((await signInFrom('192.0.2.2', 'demo', 'demo')).status).toBe(200);
});

test('one client’s typos never keep another out', async () => {
  expect((await fail(30)).at(-1)).toBe(429);
  expect((await signInFrom('192.0.2.1', 'demo', 'demo')).status).toBe(200);
});

test('many clients against one account wait up to a minute', async () => {
  for (let i = 0; i < 20; i++) {
    expect((await signInFrom(`198.51.100.${i + 1}`, 'demo', `wrong ${i}`)).status).toBe(401);
  }
  expect((await signInFrom('192.0.2.1', 'demo', 'guess')).headers['retry-after']).toBe('60');
  for (let i = 0; i < 10; i++) {
    gateway.clock.now += 60_000;
    expect((await signInFrom(`203.0.113.${i + 1}`, 'demo', `wrong ${i}`)).status).toBe(401);
  }
  const waiting = await signInFrom('192.0.2.1', 'demo', 'demo');
  expect([waiting.status, waiting.headers['retry-after']]).toEqual([429, '60']);
});

test('a known browser can sign in while others guess', async () => {
  const cookie = cookiesOf(await submit(gateway, page));
  await fail(30);
  expect(await statusOf('demo', 'demo')).toBe(429);
  expect((await submit(gateway, page, { password: 'demo' }, { cookie })).status).toBe(200);
});

test('a browser is known for one account only, and a forged cookie is not accepted', async () => {
  const accounts = ['anna', 'mallory'].map(user => ({
    user,
    password: `${user}’s password`,
    mailbox: createDemoMailbox(),
  }));
  await gateway.close();
  gateway = await openGateway({ accounts });
  page = await pageOf(await visit(gateway, '/sign-in'));
  const cookie = cookiesOf(await submit(gateway, page, { user: 'mallory', password: 'mallory’s password' }));
  expect(cookie).toContain('facteur-known=');
  await fail(10, 'anna');
  const guess = { user: 'anna', password: 'anna’s password' };
  const forged = `facteur-known=${'A'.repeat(22)}.${'A'.repeat(43)}`;
  for (const brought of [cookie, `${cookiesOf(await visit(gateway, '/sign-in'))}; ${forged}`]) {
    const own = await pageOf(await visit(gateway, '/sign-in', { headers: { cookie: brought } }));
    expect((await submit(gateway, own, guess)).status).toBe(429);
  }
});

describe('behind a reverse proxy', () => {
  async function openBehind(trustedProxies: readonly string[]): Promise<void> {
    await gateway.close();
    const port = await freePort();
    gateway = await openGateway({ port, publicOrigin: 'https://mail.example.org', trustedProxies });
    gateway = { ...gateway, origin: `http://127.0.0.1:${port}` };
    page = await pageOf(await visit(gateway, '/sign-in'));
  }
  const signIn = async (password: string, headers: Record<string, string>, user = 'demo') =>
    (await submit(gateway, page, { user, password }, headers)).status;
  const from = (client: string) => ({ 'x-forwarded-for': client });

  test('that isn’t trusted, with one address for all clients, waits are at most a minute', async () => {
    await openBehind([]);
    for (let i = 0; i < 40; i++) expect(await statusOf(`user ${i}`, 'wrong')).toBe(401);
    expect((await submit(gateway, page, { user: 'demo' })).headers.get('retry-after')).toBe('60');
  });

  test('that is trusted, the wrong passwords of 14 strangers keep nobody out', async () => {
    await openBehind(['127.0.0.1']);
    for (let i = 1; i <= 14; i++) {
      for (const user of ['demo', 'anna']) {
        expect(await signIn('wrong', { forwarded: `for=192.0.2.${i};proto=https` }, user)).toBe(401);
      }
    }
    expect(await signIn('demo', { forwarded: 'for=198.51.100.1' })).toBe(200);
  });

  test('nobody gets free attempts with a forged header', async () => {
    await openBehind(['127.0.0.1']);
    const forged = (i: number) => from(`203.0.113.${i}, 192.0.2.1`);
    for (let i = 1; i <= 10; i++) expect(await signIn('wrong', forged(i))).toBe(401);
    expect(await signIn('demo', forged(11))).toBe(429);
    expect(await signIn('demo', from('192.0.2.2'))).toBe(200);
  });

  test('that isn’t trusted, its headers count for nothing', async () => {
    await openBehind(['10.0.0.0/8']);
    for (let i = 1; i <= 10; i++) expect(await signIn('wrong', from(`192.0.2.${i}`))).toBe(401);
    expect(await signIn('demo', from('192.0.2.11'))).toBe(429);
  });
});

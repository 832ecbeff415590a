import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  callFor,
  type OpenGateway,
  openGateway,
  pageOf,
  signInByHand,
  submit,
  textIn,
  visit,
} from '../open-gateway';

let gateway: OpenGateway;
let token: string;
let cookie: string;

beforeEach(async () => {
  gateway = await openGateway();
  ({ token, cookie } = await signInByHand(gateway));
});
afterEach(() => gateway.close());

const unread = async () => textIn((await callFor(gateway, 'NoUnReadMails', token)).xml, 'NoUnReadMails');
const firstLink = async () =>
  textIn((await callFor(gateway, 'EmailsLastNDetailed', token)).xml, 'msg_url_access') ?? '';

test('opening a message lowers the count', async () => {
  const link = await firstLink();
  const response = await visit(gateway, link);
  expect(response.status).toBe(200);
  const page = await pageOf(response);
  expect(page.querySelector('h1')?.textContent).toContain('Dîner');
  expect(page.querySelector('.text')?.textContent).toContain('tarte aux mirabelles');
  expect(await unread()).toBe('4');
  await visit(gateway, link);
  expect(await unread()).toBe('4');
  expect(await firstLink()).not.toBe(link);
});

test('HEAD and prefetch don’t mark a message as read', async () => {
  const link = await firstLink();
  expect((await visit(gateway, link, { method: 'HEAD' })).status).toBe(200);
  expect((await visit(gateway, link, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(200);
  expect(await unread()).toBe('5');
});

test('a message opens only with its own key', async () => {
  const link = new URL(await firstLink());
  const other = [...(await gateway.demo.latest(2))][1]?.id ?? '';
  const moved = new URL(link);
  moved.pathname = `/message/${other}`;
  expect((await visit(gateway, moved.href)).status).toBe(403);
  expect((await visit(gateway, link.pathname)).status).toBe(403);
  expect((await visit(gateway, link.pathname, { headers: { cookie } })).status).toBe(200);
});

test('a deleted message gives a 404 page', async () => {
  const response = await visit(gateway, '/message/none', { headers: { cookie } });
  expect(response.status).toBe(404);
  expect((await pageOf(response)).querySelector('h1')?.textContent).toBe('This message no longer exists');
  expect((await visit(gateway, '/message/%E0%A4%A')).status).toBe(404);
});

test('the webmail lists the mailbox of the signed-in user', async () => {
  const page = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  expect(page.querySelectorAll('.mails li')).toHaveLength(14);
  expect(page.querySelectorAll('.mails .unread')).toHaveLength(5);
  expect(page.body.textContent).toContain('No subject');
  const link = page.querySelector<HTMLAnchorElement>('.mails a')?.href ?? '';
  expect((await visit(gateway, link)).status).toBe(200);
});

test('without a session the webmail leads to the sign-in page', async () => {
  const to = async (headers: Record<string, string>) =>
    (await visit(gateway, '/mail', { headers })).headers.get('location');
  expect(await to({})).toBe('/sign-in?next=/mail');
  expect(await to({ cookie })).toBeNull();
  expect(await to({ cookie: `${cookie}x` })).toBe('/sign-in?next=/mail');
  expect(await to({ cookie: cookie.replace('facteur-session=', 'facteur-session=x') })).toBe(
    '/sign-in?next=/mail',
  );
  gateway.clock.now += 12 * 60 * 60 * 1000;
  expect(await to({ cookie })).toBe('/sign-in?next=/mail');
});

test('signing out ends the session', async () => {
  const page = await pageOf(await visit(gateway, '/mail', { headers: { cookie } }));
  const response = await submit(gateway, page);
  expect(response.status).toBe(303);
  expect(response.headers.get('set-cookie')).toMatch(/^facteur-session=; Max-Age=0;/);
});

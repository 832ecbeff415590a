import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isCrossSite } from '../../../src/gateway/http/cross-site';
import {
  callFor,
  cookiesOf,
  EXTENSION,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  privacyAddress,
  signInByHand,
  submit,
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

const FORMS = ['sign-in', 'sign-out', 'privacy by session', 'privacy by key'] as const;
type Form = (typeof FORMS)[number];

/** A form of a page; `choice` is the value of its button. */
async function show(form: Form): Promise<Document> {
  const at = {
    'sign-in': '/sign-in',
    'sign-out': '/mail',
    'privacy by session': '/privacy',
    'privacy by key': await privacyAddress(gateway, token),
  }[form];
  const signedIn = form === 'sign-out' || form === 'privacy by session';
  return pageOf(await visit(gateway, at, { headers: signedIn ? { cookie } : {} }));
}

const send = async (page: Document, filled = {}, headers = {}) =>
  (await submit(gateway, page, { choice: 'refuse', ...filled }, headers)).status;

const stillTold = async () => (await callFor(gateway, 'NoSMS', token)).response.status === 200;

describe.each(FORMS)('the form %s', form => {
  test('works when its own browser sends it', async () => {
    expect(await send(await show(form))).toBe(form === 'sign-in' ? 200 : 303);
    expect(await stillTold()).toBe(!form.startsWith('privacy'));
  });

  test.each(['', 'AAAA', 'A'.repeat(43)])('is rejected with the signature %j', async signature => {
    expect(await send(await show(form), { form: signature })).toBe(403);
    expect(await stillTold()).toBe(true);
  });

  test('is rejected without a signature', async () => {
    const page = await show(form);
    inputOf(page, 'form').remove();
    expect(await send(page)).toBe(403);
    expect(await stillTold()).toBe(true);
  });

  test('is rejected with the signature of another form', async () => {
    for (const other of FORMS) {
      if (other.split(' ')[0] === form.split(' ')[0]) continue;
      const { value } = inputOf(await show(other), 'form');
      expect(await send(await show(form), { form: value }), other).toBe(403);
    }
    expect(await stillTold()).toBe(true);
  });

  test('is rejected from another browser', async () => {
    const page = await show(form);
    expect(await send(page, {}, { cookie: '' })).toBe(403);
    const elsewhere = cookiesOf(await visit(gateway, '/sign-in'));
    expect(await send(page, {}, { cookie: elsewhere })).toBe(403);
    expect(await stillTold()).toBe(true);
  });

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org' },
  ])('is rejected with %j, even if signed', async headers => {
    const response = await submit(gateway, await show(form), { choice: 'refuse' }, headers);
    expect(response.status).toBe(403);
    expect((await pageOf(response)).querySelector('h1')?.textContent).toBe(
      'This form came from another website',
    );
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await stillTold()).toBe(true);
  });

  test.each([
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    { 'sec-fetch-site': 'none' },
    { origin: 'null' },
  ])('is accepted with %j', async headers => {
    expect(await send(await show(form), {}, headers)).toBeLessThan(400);
  });
});

test('a form of one session is rejected in another session', async () => {
  const page = await show('sign-out');
  gateway.clock.now += 1000;
  const other = (await signInByHand(gateway)).cookie;
  expect(await send(page, {}, { cookie: other })).toBe(403);
});

test('a form from an attacker’s browser signs nobody in', async () => {
  const prepared = await pageOf(
    await visit(gateway, `/sign-in?redirect_uri=${encodeURIComponent(EXTENSION)}`),
  );
  const victim = cookiesOf(await visit(gateway, '/sign-in'));
  const response = await submit(gateway, prepared, {}, { cookie: victim });
  expect((await pageOf(response.clone())).querySelector('h1')?.textContent).toBe('This form has expired');
  expect(response.headers.get('location')).toBeNull();
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('the forms in all tabs of a browser stay valid', async () => {
  const first = await visit(gateway, '/sign-in');
  const browser = cookiesOf(first);
  const page = await pageOf(first);
  const second = await visit(gateway, '/sign-in?next=/mail', { headers: { cookie: browser } });
  expect(second.headers.get('set-cookie')).toBeNull();
  expect((await submit(gateway, await pageOf(second))).status).toBe(303);
  expect((await submit(gateway, page)).status).toBe(200);
});

test('a form of another site gets its error in French, too', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', 'accept-language': 'fr' };
  const page = await pageOf(await submit(gateway, await show('sign-in'), {}, headers));
  expect(page.querySelector('h1')?.textContent).toBe('Ce formulaire vient d’un autre site');
});

test('a request without origin headers isn’t cross-site', () => {
  expect(isCrossSite({}, ['http://127.0.0.1'])).toBe(false);
  expect(isCrossSite({ origin: 'http://127.0.0.1' }, ['http://127.0.0.1'])).toBe(false);
  expect(isCrossSite({ origin: '' }, ['http://127.0.0.1'])).toBe(true);
});

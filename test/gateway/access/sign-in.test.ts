import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  callFor,
  EXTENSION,
  inputOf,
  type OpenGateway,
  openGateway,
  pageOf,
  submit,
  textIn,
  visit,
} from '../open-gateway';

let gateway: OpenGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const open = (query: Record<string, string>) => visit(gateway, `/sign-in?${new URLSearchParams(query)}`);

describe('from an extension', () => {
  test.each([
    EXTENSION,
    `${EXTENSION}back?x=1&y=%C3%A9`,
    `https://${'0123456789'.repeat(4)}.extensions.allizom.org/`,
    `http://127.0.0.1/mozoauth2/${'abcdef0123'.repeat(4)}`,
    `http://127.0.0.1/mozoauth2/${'abcdef0123'.repeat(4)}/back`,
  ])('redirects to %s with a token and the state', async redirectUri => {
    const state = 'a+b/c=&d é';
    const form = await open({ redirect_uri: redirectUri, state });
    expect(form.headers.get('content-security-policy')).toContain(
      `form-action 'self' ${new URL(redirectUri).origin};`,
    );
    const response = await submit(gateway, await pageOf(form));
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.href.startsWith(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}token=`)).toBe(
      true,
    );
    expect(location.searchParams.get('state')).toBe(state);
    const { xml } = await callFor(gateway, 'NoEMails', location.searchParams.get('token') ?? '');
    expect(textIn(xml, 'NoEmails')).toBe('14');
  });

  test.each([
    'https://evil.example/',
    'javascript:alert(1)',
    'http://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnoz.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org.evil.example/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org@evil.example/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org:444/',
    'https://evil.example/https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/#here',
    ' https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/\r\nSet-Cookie: a=b',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org%2eevil.example/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org.',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org\\@evil.example/',
    'https://evil.example/?.chromiumapp.org/',
    'https://evil.example\\.chromiumapp.org/',
    'https://user@abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://user:password@abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://ABCDEFGHIJKLMNOPABCDEFGHIJKLMNOP.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop.CHROMIUMAPP.ORG/',
    'HTTPS://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmno%70.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop%2echromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop。chromiumapp.org/',
    '//abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https:abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://x.abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/\t',
    `https://${'g'.repeat(40)}.extensions.allizom.org/`,
    `https://${'a'.repeat(40)}.extensions.allizom.org.evil.example/`,
    `https://${'a'.repeat(40)}.extensions.mozilla.org/`,
    `http://localhost/mozoauth2/${'a'.repeat(40)}`,
    `http://127.0.0.1@evil.example/mozoauth2/${'a'.repeat(40)}`,
    `http://127.1/mozoauth2/${'a'.repeat(40)}`,
    `http://127.0.0.1/mozoauth2/${'a'.repeat(40)}/%2e%2e/%2e%2e/else`,
    `http://127.0.0.1/mozoauth2/${'a'.repeat(40)}/../../else`,
    `http://127.0.0.1/mozoauth2/${'a'.repeat(41)}`,
    `http://127.0.0.1:8080/mozoauth2/${'a'.repeat(40)}`,
    '',
  ])('never redirects to %j', async redirectUri => {
    const refused = await open({ redirect_uri: redirectUri });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('location')).toBeNull();
    const form = await pageOf(await open({ redirect_uri: EXTENSION }));
    const posted = await submit(gateway, form, { redirect_uri: redirectUri });
    expect(posted.status).toBe(400);
    expect(posted.headers.get('location')).toBeNull();
    expect(posted.headers.get('set-cookie')).toBeNull();
  });

  test('the form’s return address can’t be replaced', async () => {
    const form = await pageOf(await open({ redirect_uri: EXTENSION }));
    const other = EXTENSION.replace('abc', 'aaa');
    for (const change of [{ redirect_uri: other }, { form: '' }]) {
      const refused = await submit(gateway, form, change);
      expect(refused.headers.get('location')).toBeNull();
      expect(refused.headers.get('set-cookie')).toBeNull();
      // Chrome closes the window at a status of 400 or above, so the user could not read the error.
      expect(refused.status).toBe(200);
      expect((await pageOf(refused)).querySelector('h1')?.textContent).toBe('This form has expired');
    }
  });

  test('cancelling redirects with an error and the state', async () => {
    const page = await pageOf(await open({ redirect_uri: `${EXTENSION}?x=1`, state: 's&1' }));
    expect(page.querySelector('a.button')?.getAttribute('href')).toBe(
      `${EXTENSION}?x=1&error=access_denied&state=s%261`,
    );
  });

  test('after a wrong password the user can try again', async () => {
    const page = await pageOf(await open({ redirect_uri: EXTENSION, state: 's1' }));
    const wrong = await submit(gateway, page, { password: 'no' });
    expect(wrong.status).toBe(200);
    const again = await submit(gateway, await pageOf(wrong), { password: 'demo' });
    expect(again.headers.get('location')).toMatch(/^https:.*&state=s1$/);
  });
});

describe('without an extension', () => {
  test('the form contains and explains the demo account', async () => {
    const page = await pageOf(await open({}));
    expect(inputOf(page, 'user').value).toBe('demo');
    expect(inputOf(page, 'password').value).toBe('demo');
    expect(page.querySelector('.notice')?.textContent).toContain('demo');
    expect(page.querySelector('a.button')?.getAttribute('href')).toBe('/');
  });

  test('the token is shown in a read-only field beside the API address', async () => {
    const response = await submit(gateway, await pageOf(await open({})));
    expect(response.status).toBe(200);
    const page = await pageOf(response);
    const field = page.querySelector<HTMLTextAreaElement>('#token');
    expect(field?.readOnly).toBe(true);
    expect(page.querySelector('label[for=token]')?.textContent).toBe('Token');
    expect(inputOf(page, 'api-address').value).toBe(gateway.apiAddress);
    expect((await callFor(gateway, 'NoSMS', field?.value ?? '')).xml.querySelector('NoSMS')).not.toBeNull();
  });

  test('a wrong password gives 401 and keeps the user name', async () => {
    const response = await submit(gateway, await pageOf(await open({})), { user: '"><b>x', password: 'no' });
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    const page = await pageOf(response);
    expect(inputOf(page, 'user').value).toBe('"><b>x');
    expect(inputOf(page, 'password').value).toBe('');
    expect(page.querySelector('[role=alert]')?.textContent).toMatch(/password/);
  });

  test('a body that isn’t a form gives 400', async () => {
    const response = await visit(gateway, '/sign-in', { method: 'POST', body: '{}' });
    expect(response.status).toBe(400);
    const long = new URLSearchParams({ user: 'x'.repeat(40_000) });
    expect((await visit(gateway, '/sign-in', { method: 'POST', body: long })).status).toBe(400);
  });
});

test('the session cookie is only for this server’s pages', async () => {
  const response = await submit(gateway, await pageOf(await open({ next: '/mail' })));
  expect(response.headers.get('location')).toBe('/mail');
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^facteur-session=\S+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(/^facteur-known=\S+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
});

test('`next` can only be a page of the gateway', async () => {
  const response = await submit(gateway, await pageOf(await open({ next: '//evil.example/' })));
  expect(response.status).toBe(200);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseExtension } from '../../../src/gateway/access/return-address';
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

const HASH = 'abcdef0123'.repeat(4);
const OTHER_HASH = '0123abcdef'.repeat(4);
const LOOPBACK = `http://127.0.0.1/mozoauth2/${HASH}`;

test.each([
  ['abcdefghijklmnopabcdefghijklmnop', 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org'],
  [`${EXTENSION}any/path?x=1`, 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org'],
  [`https://${HASH}.extensions.allizom.org/`, `https://${HASH}.extensions.allizom.org`],
  [`${LOOPBACK}/back`, LOOPBACK],
  ['abcdefghijklmnopabcdefghijklmnoz', undefined],
  ['abcdefghijklmnop', undefined],
  ['https://evil.example/', undefined],
  ['https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org', undefined],
  ['', undefined],
])('%j names the extension %s', (text, extension) => {
  expect(parseExtension(text)).toBe(extension);
});

describe('with pinned extensions', () => {
  let gateway: OpenGateway;
  beforeAll(async () => {
    const extensions = [EXTENSION, LOOPBACK].flatMap(text => parseExtension(text) ?? []);
    gateway = await openGateway({ extensions });
  });
  afterAll(() => gateway.close());

  const open = (redirectUri: string, headers = {}) =>
    visit(gateway, `/sign-in?${new URLSearchParams({ redirect_uri: redirectUri })}`, { headers });

  test.each([EXTENSION, `${EXTENSION}back?x=1`, LOOPBACK, `${LOOPBACK}/back`])(
    '%s is accepted',
    async uri => {
      const done = await submit(gateway, await pageOf(await open(uri)));
      expect(done.headers.get('location')).toMatch(`${uri.split('?')[0]}`);
      expect(done.headers.get('location')).toContain('token=');
    },
  );

  test.each([
    EXTENSION.replace('abc', 'aaa'),
    `https://${HASH}.extensions.allizom.org/`,
    `http://127.0.0.1/mozoauth2/${OTHER_HASH}`,
    `http://127.0.0.1/mozoauth2/${OTHER_HASH}/${HASH}`,
  ])('%s is rejected with the reason', async uri => {
    const refused = await open(uri);
    // Chrome closes the window at a status of 400 or above, so the user could not read the error.
    expect(refused.status).toBe(200);
    expect((await pageOf(refused)).querySelector('h1')?.textContent).toBe(
      'This extension isn’t allowed here',
    );
    const french = await pageOf(await open(uri, { 'accept-language': 'fr' }));
    expect(french.querySelector('h1')?.textContent).toBe('Cette extension n’est pas autorisée ici');

    const posted = await submit(gateway, await pageOf(await open(EXTENSION)), { redirect_uri: uri });
    expect((await pageOf(posted.clone())).querySelector('h1')?.textContent).toBe(
      'This extension isn’t allowed here',
    );
    expect(posted.headers.get('location')).toBeNull();
    expect(posted.headers.get('set-cookie')).toBeNull();
  });

  test('an address that isn’t an extension’s gets another error', async () => {
    const refused = await pageOf(await open('https://evil.example/'));
    expect(refused.querySelector('h1')?.textContent).toBe('Sign-in can’t be completed');
  });

  test('the privacy page doesn’t redirect to another extension, either', async () => {
    const address = await privacyAddress(gateway, (await signInByHand(gateway)).token);
    const leadsTo = async (uri: string) => {
      const page = await pageOf(await visit(gateway, `${address}&urlRetour=${encodeURIComponent(uri)}`));
      return (await submit(gateway, page, { choice: 'save' })).headers.get('location');
    };
    expect(await leadsTo(EXTENSION)).toBe(EXTENSION);
    expect(await leadsTo(EXTENSION.replace('abc', 'aaa'))).toMatch(/^\/privacy\?/);
  });
});

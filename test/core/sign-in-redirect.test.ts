import { expect, test } from 'vitest';
import { readRedirect, signInUrl } from '../../src/core/sign-in-redirect';

const OURS = 'https://abcdef.chromiumapp.org/';
const TOKEN = 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=';
const encoded = encodeURIComponent(TOKEN);

test('a sign-in keeps the query of its page and brings along where to come back to', () => {
  const url = new URL(signInUrl('https://login.example/?lang=fr&x=%2B', OURS, 'st/at+e'));
  expect(url.origin + url.pathname).toBe('https://login.example/');
  expect([...url.searchParams]).toEqual([
    ['lang', 'fr'],
    ['x', '+'],
    ['redirect_uri', OURS],
    ['state', 'st/at+e'],
  ]);
});

test('a sign-in overrides what its page says of our own parameters', () => {
  const url = new URL(signInUrl('https://login.example/?state=a&redirect_uri=b', OURS, 'mine'));
  expect(url.searchParams.getAll('state')).toEqual(['mine']);
  expect(url.searchParams.getAll('redirect_uri')).toEqual([OURS]);
});

test.each([
  ['in the query', `${OURS}?token=${encoded}&state=mine`],
  ['in the fragment', `${OURS}#state=mine&token=${encoded}`],
  ['in the fragment beside a query', `${OURS}?x=1#token=${encoded}&state=mine`],
  [
    'with its pluses left unencoded by the page',
    `${OURS}?token=${encoded.replaceAll('%2B', '+')}&state=mine`,
  ],
  ['in the query beside a fragment', `${OURS}?token=${encoded}&state=mine#_=_`],
])('the token is found %s', (_where, address) => {
  expect(readRedirect(address, OURS, 'mine')).toEqual({ kind: 'token', token: TOKEN });
});

test.each([
  ['another state', `${OURS}?token=t&state=other`],
  ['no state', `${OURS}?token=t`],
  ['no token', `${OURS}?state=mine`],
  ['an empty token', `${OURS}?token=&state=mine`],
  ['token and state in different parts', `${OURS}?token=t#state=mine`],
  ['an error', `${OURS}?error=server_error&state=mine`],
  ['a refusal with another state', `${OURS}?error=access_denied&state=other`],
  ['another origin', 'https://evil.example/?token=t&state=mine'],
  ['another scheme', 'http://abcdef.chromiumapp.org/?token=t&state=mine'],
  ['another path', `${OURS}else?token=t&state=mine`],
  ['ours as a prefix alone', 'https://abcdef.chromiumapp.org.evil.example/?token=t&state=mine'],
  ['no address', 'token=t&state=mine'],
  ['nothing', ''],
])('no token comes of %s', (_what, address) => {
  expect(readRedirect(address, OURS, 'mine')).toEqual({ kind: 'failed' });
});

test('a refusal is the user’s own choice', () => {
  const address = `${OURS}?error=access_denied&state=mine`;
  expect(readRedirect(address, OURS, 'mine')).toEqual({ kind: 'cancelled' });
});

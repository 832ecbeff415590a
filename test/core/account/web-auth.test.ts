import { expect, test } from 'vitest';
import { privacyUrl, readRedirect, signInUrl, type VisitProblem } from '../../../src/core/account/web-auth';

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

const mismatch = { kind: 'mismatch' } as const;
const noToken = { kind: 'no-token' } as const;

test.each<[string, string, VisitProblem]>([
  ['another state', `${OURS}?token=t&state=other`, mismatch],
  ['no state', `${OURS}?token=t`, mismatch],
  ['token and state in different parts', `${OURS}?token=t#state=mine`, noToken],
  ['a refusal with another state', `${OURS}?error=access_denied&state=other`, mismatch],
  ['another origin', 'https://evil.example/?token=t&state=mine', mismatch],
  ['another scheme', 'http://abcdef.chromiumapp.org/?token=t&state=mine', mismatch],
  ['another path', `${OURS}else?token=t&state=mine`, mismatch],
  ['ours as a prefix alone', 'https://abcdef.chromiumapp.org.evil.example/?token=t&state=mine', mismatch],
  ['no address', 'token=t&state=mine', mismatch],
  ['nothing', '', mismatch],
  ['no token', `${OURS}?state=mine`, noToken],
  ['an empty token', `${OURS}?token=&state=mine`, noToken],
  ['a token with a line break', `${OURS}?token=a%0Ab&state=mine`, noToken],
  ['an error', `${OURS}?error=server_error&state=mine`, { kind: 'refused', code: 'server_error' }],
  [
    'an error beside a token',
    `${OURS}?token=t&error=server_error&state=mine`,
    { kind: 'refused', code: 'server_error' },
  ],
  ['an error in words', `${OURS}?error=Call+0900+now&state=mine`, { kind: 'refused', code: '' }],
  ['an empty error', `${OURS}?error=&state=mine`, { kind: 'refused', code: '' }],
  ['a refusal by the user', `${OURS}?error=access_denied&state=mine`, { kind: 'cancelled' }],
])('no token comes of %s', (_what, address, problem) => {
  expect(readRedirect(address, OURS, 'mine')).toEqual(problem);
});

const back = `urlRetour=${encodeURIComponent(OURS)}`;

test.each([
  ['https://p.example/choices', `https://p.example/choices?${back}`],
  ['https://p.example/choices?', `https://p.example/choices?${back}`],
  [
    'https://p.example/i.do?family=x&attributes=,see',
    `https://p.example/i.do?family=x&attributes=,see&${back}`,
  ],
  ['https://p.example/a?b=c#part', `https://p.example/a?b=c&${back}`],
])('the privacy page %s is told where to come back to, and keeps its query', (page, expected) => {
  expect(privacyUrl(page, OURS)).toBe(expected);
});

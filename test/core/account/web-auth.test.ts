import { expect, test } from 'vitest';
import { privacyUrl, readRedirect, signInUrl, type VisitProblem } from '../../../src/core/account/web-auth';

const OURS = 'https://abcdef.chromiumapp.org/';
const TOKEN = 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=';
const encoded = encodeURIComponent(TOKEN);

test('a sign-in keeps the query of its page and adds the address to return to', () => {
  const url = new URL(signInUrl('https://login.example/?lang=fr&x=%2B', OURS, 'st/at+e'));
  expect(url.origin + url.pathname).toBe('https://login.example/');
  expect([...url.searchParams]).toEqual([
    ['lang', 'fr'],
    ['x', '+'],
    ['redirect_uri', OURS],
    ['state', 'st/at+e'],
  ]);
});

test('a sign-in replaces our own parameters in the page’s query', () => {
  const url = new URL(signInUrl('https://login.example/?state=a&redirect_uri=b', OURS, 'mine'));
  expect(url.searchParams.getAll('state')).toEqual(['mine']);
  expect(url.searchParams.getAll('redirect_uri')).toEqual([OURS]);
});

test.each([
  ['in the query', `${OURS}?token=${encoded}&state=mine`],
  ['in the fragment', `${OURS}#state=mine&token=${encoded}`],
  ['in the fragment with another query', `${OURS}?x=1#token=${encoded}&state=mine`],
  ['with unencoded plus signs', `${OURS}?token=${encoded.replaceAll('%2B', '+')}&state=mine`],
  ['in the query with another fragment', `${OURS}?token=${encoded}&state=mine#_=_`],
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
  [
    'an address that only begins like ours',
    'https://abcdef.chromiumapp.org.evil.example/?token=t&state=mine',
    mismatch,
  ],
  ['no address', 'token=t&state=mine', mismatch],
  ['nothing', '', mismatch],
  ['no token', `${OURS}?state=mine`, noToken],
  ['an empty token', `${OURS}?token=&state=mine`, noToken],
  ['a token with a line break', `${OURS}?token=a%0Ab&state=mine`, noToken],
  ['an error', `${OURS}?error=server_error&state=mine`, { kind: 'refused', code: 'server_error' }],
  [
    'an error together with a token',
    `${OURS}?token=t&error=server_error&state=mine`,
    { kind: 'refused', code: 'server_error' },
  ],
  ['an error that is not a code', `${OURS}?error=Call+0900+now&state=mine`, { kind: 'refused', code: '' }],
  ['an empty error', `${OURS}?error=&state=mine`, { kind: 'refused', code: '' }],
  ['a refusal by the user', `${OURS}?error=access_denied&state=mine`, { kind: 'cancelled' }],
])('there is no token from %s', (_what, address, problem) => {
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
])('the privacy page %s gets the address to return to, and keeps its query', (page, expected) => {
  expect(privacyUrl(page, OURS)).toBe(expected);
});

test.each<[string, string, object]>([
  ['a mailbox’s name', 'mailbox=lina%40example.org', { mailbox: 'lina@example.org' }],
  ['a name with control characters', 'mailbox=%20Li%00na%E2%80%AE%0A', { mailbox: 'Lina' }],
  ['a name that is too long', `mailbox=${'x'.repeat(200)}`, { mailbox: 'x'.repeat(100) }],
  ['a name without a printable character', 'mailbox=%0A%20', {}],
  ['a webmail', 'webmail=https%3A%2F%2Fwebmail.example%2F', { webmail: 'https://webmail.example/' }],
  [
    'a webmail on this computer',
    'webmail=http%3A%2F%2F127.0.0.1%3A8337%2Fmail',
    { webmail: 'http://127.0.0.1:8337/mail' },
  ],
  ['a webmail over plain http', 'webmail=http%3A%2F%2Fwebmail.example%2F', {}],
  ['a webmail that is a script', 'webmail=javascript%3Aalert(1)', {}],
  ['a webmail with credentials', 'webmail=https%3A%2F%2Fa%3Ab%40webmail.example%2F', {}],
  ['a webmail that is no address', 'webmail=mail', {}],
])('with the token, %s is read', (_what, query, read) => {
  expect(readRedirect(`${OURS}?token=t&${query}&state=mine`, OURS, 'mine')).toEqual({
    kind: 'token',
    token: 't',
    ...read,
  });
});

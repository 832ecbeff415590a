import { expect, test } from 'vitest';
import { type SignInEffects, signIn } from '../../src/background/sign-in';
import type { Account } from '../../src/core/account/account';
import { withToken } from '../../src/core/account/account-form';
import type { VisitProblem, WindowEnd } from '../../src/core/account/web-auth';
import { makeAccount } from '../make';

const OURS = 'https://abcdef.chromiumapp.org/';
const account = makeAccount({ token: 'old-token', signInPage: 'https://login.example/?lang=fr' });

/** Signs in on a page with this behaviour; returns the stored tokens and the noted problems. */
async function signInOn(page: (url: URL) => WindowEnd | string, known = account, after: Account[] = [known]) {
  let accounts = [known];
  const noted: (VisitProblem | undefined)[] = [];
  const effects: SignInEffects = {
    findAccount: async id => accounts.find(account => account.id === id),
    redirectUri: () => OURS,
    randomState: () => 'random',
    async openWindow(url) {
      const end = page(new URL(url));
      // The user may change the accounts while the window is open.
      accounts = after;
      return typeof end === 'string' ? { kind: 'returned', address: end } : end;
    },
    async saveToken(signedIn, token, mailbox) {
      const before = accounts;
      accounts = withToken(accounts, signedIn, token, mailbox);
      return accounts !== before;
    },
    noteVisit: async (_id, problem) => void noted.push(problem),
  };
  const problem = await signIn('home', effects);
  const names = accounts.map(({ name }) => name);
  return { problem, noted, tokens: accounts.map(({ id, token }) => [id, token]), names };
}

/** Redirects as a sign-in page does, with the given state and the token. */
function sendBack(token: string) {
  return (url: URL) => {
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('token', token);
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    return back.href;
  };
}

const unchanged = [['home', 'old-token']];

test('a finished sign-in saves the token, whatever characters it has', async () => {
  const token = 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=';
  expect(await signInOn(sendBack(token))).toMatchObject({
    problem: undefined,
    noted: [undefined],
    tokens: [['home', token]],
  });
});

test.each([
  ['Demo', 'jean@orange.fr', 'jean@orange.fr'],
  ['Demo', 'Demo', 'Demo'],
  ['Home', 'jean@orange.fr', 'Home'],
])('an account called %s that opens the mailbox %s is then called %s', async (name, mailbox, later) => {
  const page = (url: URL) => {
    const back = new URL(sendBack('new')(url));
    back.searchParams.set('mailbox', mailbox);
    return back.href;
  };
  const { names } = await signInOn(page, { ...account, name });
  expect(names).toEqual([later]);
});

test('the sign-in page keeps its own query', async () => {
  const shown: string[] = [];
  await signInOn(url => {
    shown.push(url.origin, url.searchParams.get('lang') ?? '');
    return OURS;
  });
  expect(shown).toEqual(['https://login.example', 'fr']);
});

test.each<[string, WindowEnd | string, VisitProblem]>([
  ['a window that is closed', { kind: 'closed' }, { kind: 'cancelled' }],
  ['a page that does not open', { kind: 'unreachable' }, { kind: 'unreachable' }],
  ['another state', `${OURS}?token=t&state=other`, { kind: 'mismatch' }],
  ['no token', `${OURS}?state=random`, { kind: 'no-token' }],
  ['another origin', 'https://evil.example/?token=t&state=random', { kind: 'mismatch' }],
  ['an error', `${OURS}?error=denied&state=random`, { kind: 'refused', code: 'denied' }],
])('%s changes nothing and is noted', async (_what, end, problem) => {
  expect(await signInOn(() => end)).toMatchObject({
    problem,
    noted: [undefined, problem],
    tokens: unchanged,
  });
});

test.each([
  ['without a sign-in page', makeAccount({ token: 'old-token' })],
  [
    'that was removed',
    makeAccount({ id: 'other', token: 'old-token', signInPage: 'https://login.example/' }),
  ],
])('an account %s can’t be signed in', async (_what, known) => {
  const { problem, tokens } = await signInOn(sendBack('new'), known);
  expect(problem).toEqual({ kind: 'unreachable' });
  expect(tokens).toEqual([[known.id, 'old-token']]);
});

test.each([
  ['its server', { endpoint: 'https://other.example/' }],
  ['its sign-in page', { signInPage: 'https://other.example/' }],
])('a token is not saved for an account that has changed %s meanwhile', async (_what, change) => {
  const { problem, tokens } = await signInOn(sendBack('new'), account, [{ ...account, ...change }]);
  expect(problem).toEqual({ kind: 'mismatch' });
  expect(tokens).toEqual(unchanged);
});

test('a token is not saved for an account that was removed meanwhile', async () => {
  expect(await signInOn(sendBack('new'), account, [])).toMatchObject({
    problem: { kind: 'mismatch' },
    tokens: [],
  });
});

test('other changes made to the account meanwhile are kept', async () => {
  const { tokens } = await signInOn(sendBack('new'), account, [{ ...account, name: 'House', token: 'x' }]);
  expect(tokens).toEqual([['home', 'new']]);
});

test('a token that can’t be stored is reported as not saved', async () => {
  const noted: (VisitProblem | undefined)[] = [];
  const problem = await signIn('home', {
    findAccount: async () => account,
    redirectUri: () => OURS,
    randomState: () => 'random',
    openWindow: async url => ({ kind: 'returned', address: sendBack('new')(new URL(url)) }),
    saveToken: () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')),
    noteVisit: async (_id, problem) => void noted.push(problem),
  });
  expect(problem).toEqual({ kind: 'not-saved' });
  expect(noted).toEqual([undefined, { kind: 'not-saved' }]);
});

import { expect, test } from 'vitest';
import { connect } from '../../src/background/connect';
import { ACCOUNT_DEFAULTS, type Account } from '../../src/core/account/account';
import type { VisitProblem, WindowEnd } from '../../src/core/account/web-auth';
import type { NewAccount } from '../../src/core/protocol';
import { makeAccount } from '../make';

const { token: _token, revision: _revision, ...DEFAULTS } = ACCOUNT_DEFAULTS;
const OURS = 'https://abcdef.chromiumapp.org/';
const GATEWAY = 'http://127.0.0.1:8337';

const wanted: NewAccount = {
  ...DEFAULTS,
  name: '',
  endpoint: `${GATEWAY}/PersonalMessages/V2`,
  signInPage: `${GATEWAY}/sign-in`,
  webmail: `${GATEWAY}/mail`,
};
const expected: Account = { ...wanted, id: 'new', revision: 0, token: 'fresh', name: 'lina@example.org' };

/** Connects through a page that returns these parameters, or with another end. */
async function connectBy(
  end: Record<string, string> | WindowEnd,
  account = wanted,
  before: Account[] = [],
): Promise<{ problem: VisitProblem | undefined; accounts: Account[]; opened: string[] }> {
  let accounts = before;
  const opened: string[] = [];
  const problem = await connect(account, {
    redirectUri: () => OURS,
    randomState: () => 'random',
    newId: () => 'new',
    async openWindow(url) {
      opened.push(url);
      if ('kind' in end) return end as WindowEnd;
      return {
        kind: 'returned',
        address: `${OURS}?${new URLSearchParams({ state: 'random', ...end })}`,
      };
    },
    updateAccounts: async change => {
      accounts = change(accounts);
    },
  });
  return { problem, accounts, opened };
}

test('a finished sign-in adds the account, named after the mailbox', async () => {
  const { problem, accounts, opened } = await connectBy({ token: 'fresh', mailbox: 'lina@example.org' });
  expect(problem).toBeUndefined();
  expect(accounts).toEqual([expected]);
  expect(opened).toEqual([`${GATEWAY}/sign-in?redirect_uri=${encodeURIComponent(OURS)}&state=random`]);
});

test.each([
  { mailbox: 'Lina@Example.ORG' },
  { mailbox: 'lina@example.org', endpoint: 'http://localhost:8337/PersonalMessages/V2' },
])('the same mailbox gets the token, and no second account: %j', async ({ mailbox, endpoint }) => {
  const before = { ...expected, id: 'first', token: 'old' };
  const again = { ...wanted, ...(endpoint && { endpoint }) };
  const { accounts } = await connectBy({ token: 'fresh', mailbox }, again, [before]);
  expect(accounts.map(({ id, token }) => [id, token])).toEqual([['first', 'fresh']]);
});

test('the name that the user has entered comes first, the host name last', async () => {
  const named = await connectBy({ token: 'fresh', mailbox: 'lina@example.org' }, { ...wanted, name: 'Home' });
  expect(named.accounts).toEqual([{ ...expected, name: 'Home' }]);
  const nameless = await connectBy({ token: 'fresh' });
  expect(nameless.accounts).toEqual([{ ...expected, name: '127.0.0.1:8337' }]);
});

test('the provider’s webmail replaces the gateway’s page', async () => {
  const webmail = 'https://webmail.example.org/';
  const { accounts } = await connectBy({ token: 'fresh', mailbox: 'lina@example.org', webmail });
  expect(accounts).toEqual([{ ...expected, webmail }]);
});

test('an account of the same server and name gets the token, and keeps its own settings', async () => {
  const former = makeAccount({
    ...expected,
    id: 'former',
    token: 'old',
    signInPage: `${GATEWAY}/old`,
    webmail: 'https://webmail.example/',
    notify: false,
    revision: 4,
  });
  const other = makeAccount({ ...former, id: 'other', name: 'Demo' });
  const { accounts } = await connectBy({ token: 'fresh', mailbox: 'lina@example.org' }, wanted, [
    other,
    former,
  ]);
  expect(accounts).toEqual([
    other,
    { ...former, token: 'fresh', signInPage: `${GATEWAY}/sign-in`, revision: 5 },
  ]);
});

test('an account of the same name at another server is another one', async () => {
  const other = makeAccount({ name: 'lina@example.org' });
  const { accounts } = await connectBy({ token: 'fresh', mailbox: 'lina@example.org' }, wanted, [other]);
  expect(accounts).toEqual([other, expected]);
});

test.each<[string, Record<string, string> | WindowEnd, VisitProblem]>([
  ['a window that is closed', { kind: 'closed' }, { kind: 'cancelled' }],
  ['a page that does not open', { kind: 'unreachable' }, { kind: 'unreachable' }],
  ['a refusal', { error: 'access_denied' }, { kind: 'cancelled' }],
  ['an error', { error: 'server_error' }, { kind: 'refused', code: 'server_error' }],
  ['another state', { token: 'fresh', state: 'other' }, { kind: 'mismatch' }],
  ['no token', { mailbox: 'lina@example.org' }, { kind: 'no-token' }],
])('%s stores nothing', async (_what, end, problem) => {
  const { accounts, ...result } = await connectBy(end);
  expect(result.problem).toEqual(problem);
  expect(accounts).toEqual([]);
});

test('an account that can’t be stored is reported as not saved', async () => {
  const problem = await connect(wanted, {
    redirectUri: () => OURS,
    randomState: () => 'random',
    newId: () => 'new',
    openWindow: async () => ({ kind: 'returned', address: `${OURS}?token=t&state=random` }),
    updateAccounts: () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')),
  });
  expect(problem).toEqual({ kind: 'not-saved' });
});

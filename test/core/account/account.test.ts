import { describe, expect, test } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import {
  ACCOUNTS_FORMAT,
  type Account,
  accountEntries,
  hostPattern,
  sameCredentials,
} from '../../../src/core/account/account';
import {
  accountProblems,
  type FieldProblems,
  withAccount,
  withToken,
} from '../../../src/core/account/account-form';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { makeAccount } from '../../make';

describe('stored accounts', () => {
  test('are read as they were stored', () => {
    const accounts = [
      makeAccount({ id: 'a', servicePassword: 'é', serviceId: 'x', revision: 7 }),
      makeAccount({ id: 'b' }),
    ];
    expect(unpack(ACCOUNTS_FORMAT, JSON.parse(JSON.stringify(pack(ACCOUNTS_FORMAT, accounts))))).toEqual(
      accounts,
    );
  });

  test('are read from the form of the first version', () => {
    const { revision: _later, ...account } = makeAccount({ id: 'a', webmail: 'https://webmail.example/' });
    expect(unpack(ACCOUNTS_FORMAT, [account])).toEqual([{ ...account, revision: 0 }]);
  });

  test.each([undefined, null, 1, 'x', {}, true, [], [null, 1, 'x', {}, { id: 1, name: 'a', endpoint: 'b' }]])(
    'are empty for %j',
    raw => {
      expect(unpack(ACCOUNTS_FORMAT, raw)).toEqual([]);
    },
  );

  test('get defaults for missing or invalid fields, and lose unknown fields', () => {
    const raw = [
      {
        id: 'a',
        name: 'A',
        endpoint: 'https://x.example/',
        token: 7,
        serviceId: null,
        revision: 'x',
        more: 1,
      },
      'x',
    ];
    expect(unpack(ACCOUNTS_FORMAT, raw)).toEqual([
      makeAccount({ id: 'a', name: 'A', endpoint: 'https://x.example/', token: '' }),
    ]);
  });
});

describe('accounts stored by a newer version', () => {
  const a = { ...makeAccount({ id: 'a' }), folder: 'Lists', refreshToken: 'secret' };
  const other = { id: 'imap', server: 'mail.example' };
  const stored = { version: 1, data: [a, other, 'x'] };
  const [read] = unpack(ACCOUNTS_FORMAT, stored) as [Account];
  const storedWith = (...accounts: Account[]) => pack(ACCOUNTS_FORMAT, accounts, stored).data;

  test('keep unknown fields, and entries that this version can’t read', () => {
    const b = makeAccount({ id: 'b' });
    expect(storedWith({ ...read, name: 'Renamed' }, b)).toEqual([{ ...a, name: 'Renamed' }, b, other]);
    expect(accountEntries(stored.data)).toEqual([a, other]);
  });

  test.each<Partial<Account>>([
    { token: '' },
    { token: 'new' },
    { endpoint: 'https://elsewhere.example/' },
    { id: 'b' },
  ])('lose unknown fields, which may be secrets, when %j changes', change => {
    expect(storedWith({ ...read, ...change })).toEqual([{ ...read, ...change }, other]);
  });

  test('disappear when the user removes them', () => {
    expect(storedWith()).toEqual([other]);
  });
});

describe('a saved account', () => {
  const [a, b] = [makeAccount({ id: 'a' }), makeAccount({ id: 'b', revision: 4 })];

  test('is appended if it is new', () => {
    expect(withAccount([a], b)).toEqual([a, b]);
  });

  test.each<Partial<Account>>([
    {},
    { name: 'Renamed' },
    { token: 'new' },
    { endpoint: 'https://elsewhere.example/' },
  ])('replaces the old one with a new revision: %j', change => {
    expect(withAccount([a, b], { ...b, ...change })).toEqual([a, { ...b, ...change, revision: 5 }]);
  });

  test('takes the next revision from storage, not from the form', () => {
    expect(withAccount([a, b], { ...b, token: 'new', revision: 0 })).toMatchObject([a, { revision: 5 }]);
  });

  test('gets a new token and keeps all other fields', () => {
    expect(withToken([a, b], b, 'new')).toEqual([a, { ...b, token: 'new', revision: 5 }]);
  });

  test.each([
    ['server', { endpoint: 'https://other.example/' }],
    ['sign-in page', { signInPage: 'https://other.example/' }],
  ])('gets no token for a former %s', (_what, former) => {
    const accounts = [a, b];
    expect(withToken(accounts, { ...b, ...former }, 'new')).toBe(accounts);
  });

  test('gets no token if it was removed', () => {
    const accounts = [a, b];
    expect(withToken(accounts, makeAccount({ id: 'gone' }), 'new')).toBe(accounts);
  });
});

describe('a filled-in account', () => {
  test.each<[string, Partial<Account>, FieldProblems]>([
    ['is fine', {}, {}],
    ['needs a name', { name: '  ' }, { name: 'problemNameMissing' }],
    ['needs an endpoint', { endpoint: '' }, { endpoint: 'problemEndpointMissing' }],
    ['needs a complete address', { endpoint: 'api.example/x' }, { endpoint: 'problemAddress' }],
    ['rejects other schemes', { endpoint: 'ftp://api.example/' }, { endpoint: 'problemAddress' }],
    ['rejects a script', { endpoint: 'javascript:alert(1)' }, { endpoint: 'problemAddress' }],
    ['rejects plain http', { endpoint: 'http://api.example/' }, { endpoint: 'problemAddressHttp' }],
    ['accepts http on this machine', { endpoint: 'http://127.0.0.1:8025/api' }, {}],
    ['accepts http on localhost', { endpoint: 'http://localhost/api' }, {}],
    ['rejects http on ::1', { endpoint: 'http://[::1]:1/api' }, { endpoint: 'problemAddressHttp' }],
    [
      'rejects credentials in the address',
      { endpoint: 'https://a:b@api.example/' },
      { endpoint: 'problemAddressCredentials' },
    ],
    ['needs a token', { token: '' }, { token: 'problemTokenMissing' }],
    ['needs no token with a sign-in page', { token: '', signInPage: 'https://x.example/' }, {}],
    ['accepts special characters in a token', { token: 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=é%' }, {}],
    ['rejects a space in a token', { token: 'a b' }, { token: 'problemToken' }],
    ['rejects a line break in a token', { token: 'a\nb' }, { token: 'problemToken' }],
    ['rejects a control character in a token', { token: 'a\u0007b' }, { token: 'problemToken' }],
    [
      'rejects plain http for the sign-in page',
      { signInPage: 'http://x.example/' },
      { signInPage: 'problemAddressHttp' },
    ],
    ['accepts plain http for the webmail', { webmail: 'http://webmail.example/' }, {}],
    ['rejects a script for the webmail', { webmail: 'javascript:alert(1)' }, { webmail: 'problemAddress' }],
    ['rejects a colon in a service ID', { serviceId: 'a:b' }, { serviceId: 'problemServiceId' }],
    [
      'reports all problems at once',
      { name: '', endpoint: 'x', token: '', webmail: 'x' },
      {
        name: 'problemNameMissing',
        endpoint: 'problemAddress',
        token: 'problemTokenMissing',
        webmail: 'problemAddress',
      },
    ],
  ])('%s', (_what, change, problems) => {
    const found = accountProblems(makeAccount(change));
    expect(Object.entries(found)).toEqual(Object.entries(problems));
  });
});

test.each([
  ['https://api.example/messages?x=1', 'https://api.example/*'],
  ['https://api.example:8443/', 'https://api.example/*'],
  ['http://127.0.0.1:8025/api', 'http://127.0.0.1/*'],
])('to call %s Facteur needs the permission %s', (endpoint, pattern) => {
  expect(hostPattern(endpoint)).toBe(pattern);
});

test.each([
  'https://api.example:8443/messages',
  'http://127.0.0.1:8025/',
  'http://127.1/',
  'http://127.0.0.2/',
  'http://localhost/',
  'http://api.localhost/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
])('the manifest allows the permission for an endpoint, or the form rejects it: %s', endpoint => {
  const problem = accountProblems(makeAccount({ endpoint })).endpoint;
  const pattern = endpoint.startsWith('https:') ? 'https://*/*' : hostPattern(endpoint);
  expect(manifest.optional_host_permissions.includes(pattern)).toBe(problem === undefined);
});

test('a result stays valid while endpoint and credentials stay the same', () => {
  const before = makeAccount();
  expect(sameCredentials(before, makeAccount({ name: 'Other', webmail: 'https://x.example/' }))).toBe(true);
  expect(sameCredentials(before, makeAccount({ token: 'other' }))).toBe(false);
  expect(sameCredentials(before, makeAccount({ servicePassword: 'other' }))).toBe(false);
  expect(sameCredentials(before, makeAccount({ serviceId: 'other' }))).toBe(false);
  expect(sameCredentials(before, makeAccount({ endpoint: 'https://other.example/' }))).toBe(false);
  expect(sameCredentials(before, undefined)).toBe(false);
});

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
  test('come back as they were', () => {
    const accounts = [
      makeAccount({ id: 'a', servicePassword: 'é', serviceId: 'x', revision: 7 }),
      makeAccount({ id: 'b' }),
    ];
    expect(unpack(ACCOUNTS_FORMAT, JSON.parse(JSON.stringify(pack(ACCOUNTS_FORMAT, accounts))))).toEqual(
      accounts,
    );
  });

  test('come back as the first version stored them', () => {
    const { revision: _later, ...account } = makeAccount({ id: 'a', webmail: 'https://webmail.example/' });
    expect(unpack(ACCOUNTS_FORMAT, [account])).toEqual([{ ...account, revision: 0 }]);
  });

  test.each([undefined, null, 1, 'x', {}, true, [], [null, 1, 'x', {}, { id: 1, name: 'a', endpoint: 'b' }]])(
    'are none in %j',
    raw => {
      expect(unpack(ACCOUNTS_FORMAT, raw)).toEqual([]);
    },
  );

  test('take the default of a field that is missing or corrupt, and lose what is no field', () => {
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

describe('accounts that a newer version has stored', () => {
  const a = { ...makeAccount({ id: 'a' }), folder: 'Lists', refreshToken: 'secret' };
  const other = { id: 'imap', server: 'mail.example' };
  const stored = { version: 1, data: [a, other, 'x'] };
  const [read] = unpack(ACCOUNTS_FORMAT, stored) as [Account];
  const storedWith = (...accounts: Account[]) => pack(ACCOUNTS_FORMAT, accounts, stored).data;

  test('keep what this one can’t read, and what it takes for no account', () => {
    const b = makeAccount({ id: 'b' });
    expect(storedWith({ ...read, name: 'Renamed' }, b)).toEqual([{ ...a, name: 'Renamed' }, b, other]);
    expect(accountEntries(stored.data)).toEqual([a, other]);
  });

  test.each<Partial<Account>>([
    { token: '' },
    { token: 'new' },
    { endpoint: 'https://elsewhere.example/' },
    { id: 'b' },
  ])('lose it where it may be a secret for what they were before %j', change => {
    expect(storedWith({ ...read, ...change })).toEqual([{ ...read, ...change }, other]);
  });

  test('are gone when they are removed', () => {
    expect(storedWith()).toEqual([other]);
  });
});

describe('an account that is saved', () => {
  const [a, b] = [makeAccount({ id: 'a' }), makeAccount({ id: 'b', revision: 4 })];

  test('is the last one where it is new', () => {
    expect(withAccount([a], b)).toEqual([a, b]);
  });

  test.each<Partial<Account>>([
    {},
    { name: 'Renamed' },
    { token: 'new' },
    { endpoint: 'https://elsewhere.example/' },
  ])('takes the place of the one that it was, as another revision: %j', change => {
    expect(withAccount([a, b], { ...b, ...change })).toEqual([a, { ...b, ...change, revision: 5 }]);
  });

  test('counts on from what is stored, whatever the form that it was edited in has known', () => {
    expect(withAccount([a, b], { ...b, token: 'new', revision: 0 })).toMatchObject([a, { revision: 5 }]);
  });

  test('gets a new token and stays as it is otherwise', () => {
    expect(withToken([a, b], b, 'new')).toEqual([a, { ...b, token: 'new', revision: 5 }]);
  });

  test.each([
    ['server', { endpoint: 'https://other.example/' }],
    ['sign-in page', { signInPage: 'https://other.example/' }],
  ])('gets no token of a former %s', (_what, former) => {
    const accounts = [a, b];
    expect(withToken(accounts, { ...b, ...former }, 'new')).toBe(accounts);
  });

  test('gets no token where it is no more', () => {
    const accounts = [a, b];
    expect(withToken(accounts, makeAccount({ id: 'gone' }), 'new')).toBe(accounts);
  });
});

describe('a filled-in account', () => {
  test.each<[string, Partial<Account>, FieldProblems]>([
    ['is fine', {}, {}],
    ['needs a name', { name: '  ' }, { name: 'problemNameMissing' }],
    ['needs an endpoint', { endpoint: '' }, { endpoint: 'problemEndpointMissing' }],
    ['needs a whole address', { endpoint: 'api.example/x' }, { endpoint: 'problemAddress' }],
    ['takes no other scheme', { endpoint: 'ftp://api.example/' }, { endpoint: 'problemAddress' }],
    ['takes no script', { endpoint: 'javascript:alert(1)' }, { endpoint: 'problemAddress' }],
    ['takes no plain http', { endpoint: 'http://api.example/' }, { endpoint: 'problemAddressHttp' }],
    ['takes http on this machine', { endpoint: 'http://127.0.0.1:8025/api' }, {}],
    ['takes http on localhost', { endpoint: 'http://localhost/api' }, {}],
    ['takes no http on ::1', { endpoint: 'http://[::1]:1/api' }, { endpoint: 'problemAddressHttp' }],
    [
      'takes no credentials',
      { endpoint: 'https://a:b@api.example/' },
      { endpoint: 'problemAddressCredentials' },
    ],
    ['needs a token', { token: '' }, { token: 'problemTokenMissing' }],
    ['needs no token where one can sign in', { token: '', signInPage: 'https://x.example/' }, {}],
    ['takes any characters in a token', { token: 'B64Zyk+kU=|sau=|ted=1208280413|Lq7L/SiA=é%' }, {}],
    ['takes no space in a token', { token: 'a b' }, { token: 'problemToken' }],
    ['takes no line break in a token', { token: 'a\nb' }, { token: 'problemToken' }],
    ['takes no control character in a token', { token: 'a\u0007b' }, { token: 'problemToken' }],
    [
      'takes no plain http to sign in',
      { signInPage: 'http://x.example/' },
      { signInPage: 'problemAddressHttp' },
    ],
    ['takes plain http for the webmail', { webmail: 'http://webmail.example/' }, {}],
    ['takes no script for the webmail', { webmail: 'javascript:alert(1)' }, { webmail: 'problemAddress' }],
    ['takes no colon in a service ID', { serviceId: 'a:b' }, { serviceId: 'problemServiceId' }],
    [
      'is told all its problems at once, first to last',
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
])('calling %s takes the permission %s', (endpoint, pattern) => {
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
])(
  'the permission of an endpoint is one that the manifest lets be asked for, or it is a problem: %s',
  endpoint => {
    const problem = accountProblems(makeAccount({ endpoint })).endpoint;
    const pattern = endpoint.startsWith('https:') ? 'https://*/*' : hostPattern(endpoint);
    expect(manifest.optional_host_permissions.includes(pattern)).toBe(problem === undefined);
  },
);

test('a result belongs to an account while its endpoint and token stay', () => {
  const before = makeAccount();
  expect(sameCredentials(before, makeAccount({ name: 'Other', webmail: 'https://x.example/' }))).toBe(true);
  expect(sameCredentials(before, makeAccount({ token: 'other' }))).toBe(false);
  expect(sameCredentials(before, makeAccount({ servicePassword: 'other' }))).toBe(false);
  expect(sameCredentials(before, makeAccount({ serviceId: 'other' }))).toBe(false);
  expect(sameCredentials(before, makeAccount({ endpoint: 'https://other.example/' }))).toBe(false);
  expect(sameCredentials(before, undefined)).toBe(false);
});

import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ACCOUNT_DEFAULTS } from '../../../src/core/account/account';
import { LOCKABLE, parsePolicy } from '../../../src/core/policy/parse-policy';
import { isInForce, NO_POLICY, settingsOf, takesBack } from '../../../src/core/policy/policy';
import { type Choices, DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import { t } from '../../translate';

// Arbitrary input takes longer on a slow machine.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const WORK = {
  name: 'Work',
  apiAddress: 'https://mail.corp.example/api',
  signInPage: 'https://mail.corp.example/sign-in',
  webmail: 'https://mail.corp.example/',
};

const WHOLE = {
  accounts: [WORK],
  checkEvery: 10,
  notifications: true,
  notificationPrivacy: 'count',
  vips: [{ sender: 'boss@corp.example', sound: 'bell' }],
  quietHours: [{ days: ['sat', 'sun'], from: '00:00', to: '00:00' }],
  countSms: false,
  locked: ['notificationPrivacy', 'accounts'],
};

/** The problems as shown: entry and reason. */
const problems = (raw: unknown) => parsePolicy(raw).problems.map(({ entry, why }) => `${entry}: ${t(why)}`);

describe('a policy', () => {
  test('sets accounts, settings and locks', () => {
    expect(parsePolicy(WHOLE)).toEqual({
      accounts: [
        {
          ...ACCOUNT_DEFAULTS,
          id: expect.stringMatching(/^managed-/),
          name: 'Work',
          endpoint: WORK.apiAddress,
          signInPage: WORK.signInPage,
          webmail: WORK.webmail,
        },
      ],
      settings: {
        checkEvery: 10,
        notifications: true,
        notificationPrivacy: 'count',
        vips: WHOLE.vips,
        quietHours: WHOLE.quietHours,
        countSms: false,
      },
      locked: ['accounts', 'notificationPrivacy'],
      problems: [],
    });
  });

  test.each([undefined, null, 5, 'x', true, []])('of %j is empty', raw => {
    expect(parsePolicy(raw)).toEqual(NO_POLICY);
    expect(isInForce(parsePolicy(raw))).toBe(false);
  });

  test.each([{ accounts: [WORK] }, { countSms: true }, { locked: ['countSms'] }, { typo: 1 }])(
    'is in force with %j',
    raw => {
      expect(isInForce(parsePolicy(raw))).toBe(true);
      expect(isInForce(parsePolicy({}))).toBe(false);
    },
  );

  test.each<[string, object, string[]]>([
    ['an unknown entry', { intervall: 5 }, ['intervall: Facteur doesn’t know this entry.']],
    ['an interval out of range', { checkEvery: 61 }, ['checkEvery: Must be a whole number from 1 to 60.']],
    ['an interval in words', { checkEvery: '10' }, ['checkEvery: Must be a whole number from 1 to 60.']],
    ['a volume above 100', { volume: 101 }, ['volume: Must be a whole number from 0 to 100.']],
    [
      'quiet hours with an invalid time',
      { quietHours: [{ days: ['mon'], from: '22:00', to: '24:00' }] },
      [`quietHours: ${t('policyExpectsQuietHours')}`],
    ],
    ['a VIP without a name', { vips: [{ sound: 'bell' }] }, [`vips: ${t('policyExpectsVips')}`]],
    [
      'a muted sender outside a list',
      { mutedSenders: '@x.example' },
      [`mutedSenders: ${t('policyExpectsSenders')}`],
    ],
    ['a word instead of true', { notifications: 'yes' }, ['notifications: Must be one of: true, false.']],
    [
      'an unknown privacy level',
      { notificationPrivacy: 'none' },
      ['notificationPrivacy: Must be one of: everything, sender, count.'],
    ],
    ['a lock outside a list', { locked: 'accounts' }, ['locked: Must be a list.']],
    ['an unknown lock', { locked: ['noise'] }, [`locked[0]: Must be one of: ${LOCKABLE.join(', ')}.`]],
    ['an account outside a list', { accounts: WORK }, ['accounts: Must be a list.']],
    [
      'a text instead of an account',
      { accounts: ['https://x.example/'] },
      [`accounts[0]: ${t('policyExpectsGroup')}`],
    ],
    [
      'an account without name',
      { accounts: [{ apiAddress: WORK.apiAddress }] },
      [`accounts[0].name: ${t('problemNameMissing')}`],
    ],
    [
      'an account without address',
      { accounts: [WORK, { name: 'Other' }] },
      [`accounts[1].apiAddress: ${t('problemEndpointMissing')}`],
    ],
    [
      'plain http',
      { accounts: [{ ...WORK, apiAddress: 'http://mail.corp.example/api' }] },
      [`accounts[0].apiAddress: ${t('problemAddressHttp')}`],
    ],
    [
      'credentials in an address',
      { accounts: [{ ...WORK, apiAddress: 'https://me:secret@mail.corp.example/' }] },
      [`accounts[0].apiAddress: ${t('problemAddressCredentials')}`],
    ],
    ['a number as a name', { accounts: [{ ...WORK, name: 5 }] }, ['accounts[0].name: Must be a text.']],
    [
      'a token, which only the user may enter',
      { accounts: [{ ...WORK, token: 'abc' }] },
      ['accounts[0].token: Facteur doesn’t know this entry.'],
    ],
    ['the same account twice', { accounts: [WORK, WORK] }, [`accounts[1]: ${t('policySameAccount')}`]],
  ])('with %s reports it', (_what, raw, said) => {
    expect(problems(raw)).toEqual(said);
    expect(problems({ ...raw, zzz: 1 })).toHaveLength(said.length + 1);
  });

  test('with an unusable part is used without that part', () => {
    const raw = {
      ...WHOLE,
      accounts: [
        7,
        { ...WORK, signInPage: 'ftp://x.example/', webmail: 'javascript:alert(1)' },
        { name: 'X' },
      ],
      checkEvery: 0,
      locked: ['x', 'countSms'],
    };
    const { accounts, settings, locked, problems } = parsePolicy(raw);
    expect(accounts).toMatchObject([
      { name: 'Work', endpoint: WORK.apiAddress, signInPage: '', webmail: '' },
    ]);
    expect(settings).toEqual({
      notifications: true,
      notificationPrivacy: 'count',
      vips: WHOLE.vips,
      quietHours: WHOLE.quietHours,
      countSms: false,
    });
    expect(locked).toEqual(['countSms']);
    expect(problems.map(({ entry }) => entry).toSorted()).toEqual([
      'accounts[0]',
      'accounts[1].signInPage',
      'accounts[1].webmail',
      'accounts[2].apiAddress',
      'checkEvery',
      'locked[0]',
    ]);
  });

  test('may be any data, and reports each problem once', () => {
    const odd = fc.anything({ maxDepth: 3 });
    const account = fc.record(
      {
        name: fc.oneof(fc.string({ unit: 'binary' }), odd),
        apiAddress: fc.oneof(fc.webUrl(), odd),
        webmail: odd,
      },
      { requiredKeys: [] },
    );
    const accounts = fc.oneof(fc.array(fc.oneof(account, odd)), odd);
    const locked = fc.oneof(fc.array(fc.oneof(fc.constantFrom(...LOCKABLE), odd)), odd);
    fc.assert(
      fc.property(
        fc.oneof(odd, fc.record({ accounts, locked, checkEvery: odd }, { requiredKeys: [] })),
        raw => {
          const policy = parsePolicy(raw);
          const entries = policy.problems.map(({ entry }) => entry);
          expect(new Set(entries).size).toBe(entries.length);
          expect(
            policy.accounts.every(({ id, name, endpoint }) => id && name && URL.canParse(endpoint)),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('the effective settings', () => {
  const chosen: Choices = { checkEvery: 30, countSms: true };
  const settings: Choices = { checkEvery: 10, notifications: false };

  test('are the user’s, else the organisation’s, else the defaults', () => {
    expect(settingsOf(chosen, { ...NO_POLICY, settings })).toEqual({
      ...DEFAULT_SETTINGS,
      checkEvery: 30,
      notifications: false,
    });
    expect(settingsOf({}, NO_POLICY)).toEqual(DEFAULT_SETTINGS);
  });

  test('are the organisation’s or the defaults if locked', () => {
    const policy = { ...NO_POLICY, settings, locked: ['checkEvery', 'countSms', 'accounts'] as const };
    expect(settingsOf({ checkEvery: 30, countSms: false }, policy)).toEqual({
      ...DEFAULT_SETTINGS,
      checkEvery: 10,
      notifications: false,
    });
  });
});

test.each([
  [{ checkEvery: 7 }, true],
  [{ accounts: [{ name: 'Work', apiAddress: 'https://mail.corp.example/api' }] }, true],
  [{ accounts: [{ name: 'Work', apiAddress: 'htps://mail.corp.example/api' }] }, false],
  [{ accounts: [{ name: '', apiAddress: 'https://mail.corp.example/api' }] }, false],
  [{ checkEvery: 'often' }, false],
  [{}, false],
  [undefined, false],
])('%j removes accounts that it doesn’t list: %s', (raw, taken) => {
  expect(takesBack(parsePolicy(raw))).toBe(taken);
});

import { describe, expect, test } from 'vitest';
import { ACCOUNTS_FORMAT } from '../../../src/core/account/account';
import { withAccount, withPreferences, withToken } from '../../../src/core/account/account-form';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { NO_POLICY, type Policy, underPolicy } from '../../../src/core/policy/policy';
import {
  accountsOf,
  accountsToStore,
  isPreset,
  withoutFormerPresets,
} from '../../../src/core/policy/presets';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { makeAccount } from '../../make';

const WORK = { name: 'Work', apiAddress: 'https://mail.corp.example/api', webmail: 'https://corp.example/' };
const policyOf = (accounts: object[], locked: string[] = []): Policy => parsePolicy({ accounts, locked });
const idsOf = (accounts: object[]) => policyOf(accounts).accounts.map(({ id }) => id);
const own = makeAccount({ id: 'own', name: 'Own' });

test('the user’s own colour, badge or pause of an organisation’s account is stored, and nothing else of it', () => {
  const policy = policyOf([WORK]);
  const [work] = accountsOf([], policy);
  if (!work) throw new Error('no account');
  const changed = withPreferences([work], work.id, { colour: '4', pausedUntil: 7 });
  const stored = accountsToStore(changed, [], policy);
  expect(stored).toMatchObject([{ id: work.id, name: '', colour: '4', pausedUntil: 7 }]);
  expect(accountsOf(stored, policy)).toEqual(changed);
  expect(accountsToStore([work], [], policy)).toEqual([]);
});

test('a locked interval comes before that of an account', () => {
  const account = makeAccount({ checkEvery: 30 });
  expect(underPolicy(account, policyOf([], ['checkEvery'])).checkEvery).toBe(0);
  expect(underPolicy(account, policyOf([]))).toEqual(account);
});

describe('the id of an organisation’s account', () => {
  test('doesn’t change with name, sign-in page, webmail or spelling of the address', () => {
    const [id] = idsOf([WORK]);
    expect(idsOf([{ ...WORK, name: 'Job', webmail: '', signInPage: 'https://x.example/' }])).toEqual([id]);
    expect(idsOf([{ ...WORK, apiAddress: 'HTTPS://Mail.Corp.example:443/api' }])).toEqual([id]);
  });

  test('changes with the API address, so that no token goes elsewhere', () => {
    expect(idsOf([{ ...WORK, apiAddress: 'https://mail.corp.example/other' }])).not.toEqual(idsOf([WORK]));
  });

  test('contains no separator characters', () => {
    expect(idsOf([{ ...WORK, apiAddress: 'https://x.example:8443/a|b#c?d=e&f' }, WORK]).join('')).toMatch(
      /^[^|:#]+$/,
    );
  });

  test('contains the name if accounts share an address, in any order', () => {
    const pair = [WORK, { ...WORK, name: 'Shared \ud800' }];
    const [first, second] = idsOf(pair);
    expect(first).not.toBe(second);
    expect(idsOf(pair.toReversed())).toEqual([second, first]);
  });

  test('is different from the ids of the user’s accounts', () => {
    expect(policyOf([WORK]).accounts.map(isPreset)).toEqual([true]);
    expect(isPreset({ id: crypto.randomUUID() })).toBe(false);
  });
});

describe('the accounts in use', () => {
  const policy = policyOf([WORK]);
  const [preset] = policy.accounts;
  const id = preset?.id ?? '';

  /** Stores a change of the accounts in use. */
  function change(stored: ReturnType<typeof makeAccount>[], by: Policy, to: typeof withTokenOfPreset) {
    const after = accountsToStore(to(accountsOf(stored, by)), stored, by);
    return unpack(ACCOUNTS_FORMAT, pack(ACCOUNTS_FORMAT, after));
  }
  const withTokenOfPreset = (accounts: ReturnType<typeof makeAccount>[]) =>
    withToken(accounts, preset ?? own, 'secret');

  test('are the organisation’s accounts, then the user’s', () => {
    expect(accountsOf([own], policy)).toEqual([preset, own]);
    expect(accountsOf([own], NO_POLICY)).toEqual([own]);
  });

  test('have the user’s secrets from storage and other fields from the policy', () => {
    const stored = change([own], policy, withTokenOfPreset);
    expect(accountsOf(stored, policy)).toEqual([{ ...preset, token: 'secret', revision: 1 }, own]);
    const renamed = policyOf([{ ...WORK, name: 'Job', webmail: '' }]);
    expect(accountsOf(stored, renamed)[0]).toMatchObject({ name: 'Job', webmail: '', token: 'secret' });
  });

  test('are stored without the policy’s fields, and only after the user entered something', () => {
    const stored = change([own], policy, withTokenOfPreset);
    expect(stored).toMatchObject([own, { id, name: '', webmail: '', token: 'secret' }]);
    const added = makeAccount({ id: 'added' });
    expect(change([own], policy, accounts => withAccount(accounts, added))).toEqual([own, added]);
  });

  test('keep a sign-out and other entries of the user', () => {
    const signedIn = change([], policy, withTokenOfPreset);
    const signedOut = change(signedIn, policy, accounts => withToken(accounts, preset ?? own, ''));
    expect(accountsOf(signedOut, policy)).toEqual([{ ...preset, token: '', revision: 2 }]);
  });

  test('are only the organisation’s if locked, and storage keeps the others', () => {
    const locked = policyOf([WORK], ['accounts']);
    expect(accountsOf([own], locked)).toEqual([preset]);
    const stored = change([own], locked, withTokenOfPreset);
    expect(accountsOf(stored, locked)).toMatchObject([{ id, token: 'secret' }]);
    expect(accountsOf(stored, policy)).toMatchObject([{ id, token: 'secret' }, own]);
    const added = makeAccount({ id: 'added' });
    expect(change([own], locked, accounts => withAccount(accounts, added))).toEqual([own]);
  });

  test('exclude accounts removed from the policy, whose secrets stay stored until cleaned up', () => {
    const stored = change([own], policy, withTokenOfPreset);
    expect(accountsOf(stored, NO_POLICY)).toEqual([own]);
    const other = policyOf([{ ...WORK, apiAddress: 'https://other.example/' }]);
    expect(change(stored, other, accounts => [...accounts])).toEqual(stored);
    // The form was open when the policy changed.
    const late = { ...makeAccount({ id }), token: 'late', revision: 1 };
    expect(change(stored, other, accounts => withAccount(accounts, late))).toEqual(stored);
    expect(withoutFormerPresets(stored, policy)).toBe(stored);
    expect(withoutFormerPresets(stored, other)).toEqual([own]);
  });
});

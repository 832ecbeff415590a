import { describe, expect, test } from 'vitest';
import { ACCOUNTS_FORMAT } from '../../../src/core/account/account';
import { withAccount, withToken } from '../../../src/core/account/account-form';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { NO_POLICY, type Policy } from '../../../src/core/policy/policy';
import { isPreset } from '../../../src/core/policy/preset-id';
import { accountsOf, accountsToStore, withoutFormerPresets } from '../../../src/core/policy/presets';
import { pack, unpack } from '../../../src/core/store/stored-format';
import { makeAccount } from '../../make';

const WORK = { name: 'Work', apiAddress: 'https://mail.corp.example/api', webmail: 'https://corp.example/' };
const policyOf = (accounts: object[], locked: string[] = []): Policy => parsePolicy({ accounts, locked });
const idsOf = (accounts: object[]) => policyOf(accounts).accounts.map(({ id }) => id);
const own = makeAccount({ id: 'own', name: 'Own' });

describe('the id of an account that the organisation set up', () => {
  test('stays with another name, sign-in page or webmail, and however the address is written', () => {
    const [id] = idsOf([WORK]);
    expect(idsOf([{ ...WORK, name: 'Job', webmail: '', signInPage: 'https://x.example/' }])).toEqual([id]);
    expect(idsOf([{ ...WORK, apiAddress: 'HTTPS://Mail.Corp.example:443/api' }])).toEqual([id]);
  });

  test('changes with the API address, so that no token goes elsewhere', () => {
    expect(idsOf([{ ...WORK, apiAddress: 'https://mail.corp.example/other' }])).not.toEqual(idsOf([WORK]));
  });

  test('holds nothing that parts ids from what is added to them', () => {
    expect(idsOf([{ ...WORK, apiAddress: 'https://x.example:8443/a|b#c?d=e&f' }, WORK]).join('')).toMatch(
      /^[^|:#]+$/,
    );
  });

  test('tells accounts of one address apart by their names, in whatever order', () => {
    const pair = [WORK, { ...WORK, name: 'Shared \ud800' }];
    const [first, second] = idsOf(pair);
    expect(first).not.toBe(second);
    expect(idsOf(pair.toReversed())).toEqual([second, first]);
  });

  test('is no id of the user’s own accounts', () => {
    expect(policyOf([WORK]).accounts.map(isPreset)).toEqual([true]);
    expect(isPreset({ id: crypto.randomUUID() })).toBe(false);
  });
});

describe('the accounts in use', () => {
  const policy = policyOf([WORK]);
  const [preset] = policy.accounts;
  const id = preset?.id ?? '';

  /** Storage before and after a change of the accounts in use. */
  function change(stored: ReturnType<typeof makeAccount>[], by: Policy, to: typeof withTokenOfPreset) {
    const after = accountsToStore(to(accountsOf(stored, by)), stored, by);
    return unpack(ACCOUNTS_FORMAT, pack(ACCOUNTS_FORMAT, after));
  }
  const withTokenOfPreset = (accounts: ReturnType<typeof makeAccount>[]) =>
    withToken(accounts, preset ?? own, 'secret');

  test('are the organisation’s, then the user’s own', () => {
    expect(accountsOf([own], policy)).toEqual([preset, own]);
    expect(accountsOf([own], NO_POLICY)).toEqual([own]);
  });

  test('take the user’s secrets from storage and all else from the policy', () => {
    const stored = change([own], policy, withTokenOfPreset);
    expect(accountsOf(stored, policy)).toEqual([{ ...preset, token: 'secret', revision: 1 }, own]);
    const renamed = policyOf([{ ...WORK, name: 'Job', webmail: '' }]);
    expect(accountsOf(stored, renamed)[0]).toMatchObject({ name: 'Job', webmail: '', token: 'secret' });
  });

  test('are stored without what the organisation decided, and only once the user has entered something', () => {
    const stored = change([own], policy, withTokenOfPreset);
    expect(stored).toMatchObject([own, { id, name: '', webmail: '', token: 'secret' }]);
    const added = makeAccount({ id: 'added' });
    expect(change([own], policy, accounts => withAccount(accounts, added))).toEqual([own, added]);
  });

  test('keep a sign-out, and what else the user enters', () => {
    const signedIn = change([], policy, withTokenOfPreset);
    const signedOut = change(signedIn, policy, accounts => withToken(accounts, preset ?? own, ''));
    expect(accountsOf(signedOut, policy)).toEqual([{ ...preset, token: '', revision: 2 }]);
  });

  test('are the organisation’s alone where it has locked them, and nothing is lost', () => {
    const locked = policyOf([WORK], ['accounts']);
    expect(accountsOf([own], locked)).toEqual([preset]);
    const stored = change([own], locked, withTokenOfPreset);
    expect(accountsOf(stored, locked)).toMatchObject([{ id, token: 'secret' }]);
    expect(accountsOf(stored, policy)).toMatchObject([{ id, token: 'secret' }, own]);
    const added = makeAccount({ id: 'added' });
    expect(change([own], locked, accounts => withAccount(accounts, added))).toEqual([own]);
  });

  test('lack what has left the policy, whose secrets last until they are forgotten', () => {
    const stored = change([own], policy, withTokenOfPreset);
    expect(accountsOf(stored, NO_POLICY)).toEqual([own]);
    const other = policyOf([{ ...WORK, apiAddress: 'https://other.example/' }]);
    expect(change(stored, other, accounts => [...accounts])).toEqual(stored);
    // Its form was open when the policy changed.
    const late = { ...makeAccount({ id }), token: 'late', revision: 1 };
    expect(change(stored, other, accounts => withAccount(accounts, late))).toEqual(stored);
    expect(withoutFormerPresets(stored, policy)).toBe(stored);
    expect(withoutFormerPresets(stored, other)).toEqual([own]);
  });
});

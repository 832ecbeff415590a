import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Backup } from '../../../src/core/backup/backup';
import {
  bringsNothing,
  importedAccounts,
  importedChoices,
  planImport,
} from '../../../src/core/backup/import-backup';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { NO_POLICY, type Policy } from '../../../src/core/policy/policy';
import { accountsOf } from '../../../src/core/policy/presets';
import { makeAccount } from '../../make';

const backupOf = (accounts: Partial<Account>[], settings: Backup['settings'] = {}): Backup => ({
  settings,
  accounts: accounts.map(account => makeAccount({ id: '', token: '', ...account })),
  problems: [],
});

/** The accounts after an import. */
function importInto(present: Account[], accounts: Partial<Account>[], policy: Policy = NO_POLICY): Account[] {
  let made = 0;
  return importedAccounts(backupOf(accounts), present, policy, () => `new${++made}`);
}

describe('an imported account', () => {
  const home = makeAccount({ token: 'kept', servicePassword: 'kept, too', revision: 3 });
  const other = makeAccount({ id: 'other', name: 'Other', endpoint: 'https://other.example/' });

  test('is added where there is none at its address, and the others stay', () => {
    const after = importInto([other], [{ name: 'Home', token: 'brought' }]);
    expect(after).toEqual([other, makeAccount({ id: 'new1', token: 'brought' })]);
  });

  test('changes the one at its address, which keeps its id and the secrets that the file has not', () => {
    const after = importInto([other, home], [{ name: 'House', webmail: 'https://webmail.example/' }]);
    expect(after).toEqual([
      other,
      { ...home, name: 'House', webmail: 'https://webmail.example/', revision: 4 },
    ]);
  });

  test('brings its own secrets', () => {
    const [after] = importInto([home], [{ token: 'brought', servicePassword: 'brought, too' }]);
    expect(after).toMatchObject({ id: 'home', token: 'brought', servicePassword: 'brought, too' });
  });

  test('that is the same changes nothing', () => {
    const [after] = importInto([home], [{}]);
    expect(after).toBe(home);
  });

  test('never gets a token that is for another server', () => {
    const after = importInto([home], [{ endpoint: 'https://api.example:8443/messages' }]);
    expect(after.map(({ id, token }) => [id, token])).toEqual([
      ['home', 'kept'],
      ['new1', ''],
    ]);
  });

  test('is at the same address however that is written, and it stays as it is', () => {
    const [after, ...more] = importInto(
      [home],
      [{ endpoint: 'HTTPS://api.example:443/messages', name: 'N' }],
    );
    expect(more).toEqual([]);
    expect(after).toMatchObject({ id: 'home', endpoint: 'https://api.example/messages', name: 'N' });
  });

  test('is told by its name from others at its address', () => {
    const work = { ...home, id: 'work', name: 'Work', token: 'work' };
    const after = importInto([home, work], [{ name: 'Work', serviceId: 'w' }, { name: 'Third' }]);
    expect(after.map(({ id, name, token, serviceId }) => [id, name, token, serviceId])).toEqual([
      ['home', 'Home', 'kept', ''],
      ['work', 'Work', 'work', 'w'],
      ['new1', 'Third', '', ''],
    ]);
  });

  test('leaves ids unique, though the file names one twice', () => {
    const ids = importInto([home], [{ name: 'Home' }, { name: 'Home' }, { name: 'Home' }]).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(['home', 'new1', 'new2']);
  });
});

describe('under a policy', () => {
  const preset = { name: 'Work', apiAddress: 'https://corp.example/api' };

  test('an account that the organisation has set up stays as it is', () => {
    const policy = parsePolicy({ accounts: [preset] });
    const present = accountsOf([], policy);
    const wanted = [{ name: 'Mine', endpoint: preset.apiAddress, token: 'brought' }, { name: 'Home' }];
    expect(importInto(present, wanted, policy).map(({ name, token }) => [name, token])).toEqual([
      ['Work', ''],
      ['Home', ''],
    ]);
    expect(planImport(backupOf(wanted), present, policy)).toMatchObject({
      added: 1,
      updated: 0,
      managed: ['Mine'],
    });
  });

  test('no account comes in where those are locked', () => {
    const policy = parsePolicy({ accounts: [preset], locked: ['accounts'] });
    const present = accountsOf([], policy);
    expect(importInto(present, [{ name: 'Home' }], policy)).toEqual(present);
    expect(planImport(backupOf([{ name: 'Home' }]), present, policy)).toMatchObject({
      added: 0,
      managed: ['Home'],
    });
  });

  test('a setting that is locked stays as the user had chosen it', () => {
    const policy = parsePolicy({ checkEvery: 7, locked: ['checkEvery'] });
    const backup = backupOf([], { checkEvery: 30, countSms: false });
    expect(importedChoices(backup, { checkEvery: 15, volume: 10 }, policy)).toEqual({
      checkEvery: 15,
      countSms: false,
    });
    expect(planImport(backup, [], policy)).toMatchObject({ settings: 1, locked: ['checkEvery'] });
  });
});

test('imported settings replace all that were chosen', () => {
  expect(importedChoices(backupOf([], { countSms: false }), { checkEvery: 15 }, NO_POLICY)).toEqual({
    countSms: false,
  });
});

test('a file without settings leaves them', () => {
  const backup = { accounts: [], problems: [] };
  const before = { checkEvery: 15 };
  expect(importedChoices(backup, before, NO_POLICY)).toBe(before);
  expect(planImport(backup, [], NO_POLICY).settings).toBeUndefined();
});

test.each<[string, Backup, boolean]>([
  ['neither', { accounts: [], problems: [] }, true],
  ['a group without settings', { settings: {}, accounts: [], problems: [] }, true],
  ['a setting', { settings: { volume: 5 }, accounts: [], problems: [] }, false],
  ['an account', { accounts: [makeAccount()], problems: [] }, false],
])('a plan knows whether a file brings a setting or an account: %s', (_what, backup, nothing) => {
  expect(bringsNothing(planImport(backup, [], NO_POLICY))).toBe(nothing);
});

test('a plan tells the new accounts from those that change', () => {
  const present = [makeAccount()];
  const backup = backupOf([{}, { name: 'New', endpoint: 'https://new.example/' }], { volume: 5 });
  expect(planImport(backup, present, NO_POLICY)).toEqual({
    added: 1,
    updated: 1,
    settings: 1,
    locked: [],
    managed: [],
  });
});

import { expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Backup } from '../../../src/core/backup/backup';
import { NO_POLICY } from '../../../src/core/policy/policy';
import type { Choices } from '../../../src/core/settings/settings';
import { importBackup, readBackupFile } from '../../../src/options/backup/import-backup';
import { makeAccount } from '../../make';

const backup: Backup = {
  settings: { countSms: false },
  accounts: [makeAccount({ id: '', token: 'brought' })],
  problems: [],
};

/** Imports while a part can't be stored; returns what is stored in the end. */
async function importWhere(full: 'nothing' | 'settings' | 'accounts') {
  const stored = { choices: { checkEvery: 15 } as Choices, accounts: [] as Account[] };
  const end = await importBackup(backup, {
    loadPolicy: async () => NO_POLICY,
    async updateChoices(change) {
      const choices = change(stored.choices);
      if (full === 'settings') throw new Error('no room');
      stored.choices = choices;
    },
    async updateAccounts(change) {
      const accounts = change(stored.accounts);
      if (full === 'accounts') throw new Error('no room');
      stored.accounts = accounts;
    },
    makeId: () => 'new',
  }).then(
    () => 'done',
    (error: Error) => error.message,
  );
  return { end, ...stored };
}

test('the settings and accounts of a file are stored', async () => {
  expect(await importWhere('nothing')).toEqual({
    end: 'done',
    choices: { countSms: false },
    accounts: [makeAccount({ id: 'new', token: 'brought' })],
  });
});

test.each(['settings', 'accounts'] as const)('neither is stored if the %s don’t fit', async full => {
  expect(await importWhere(full)).toEqual({ end: 'no room', choices: { checkEvery: 15 }, accounts: [] });
});

test('a file is read', async () => {
  expect(await readBackupFile(new File(['\u{feff}{"facteur": 1}'], 'facteur.json'))).toEqual({
    kind: 'backup',
    backup: { accounts: [], problems: [] },
  });
});

test('a file larger than any export is not read', async () => {
  const text = async () => Promise.reject(new Error('was read'));
  expect(await readBackupFile({ size: 2_000_001, text })).toEqual({
    kind: 'problem',
    why: { key: 'importTooLarge', args: [2] },
  });
  expect(await readBackupFile(new File([`{"facteur": 1}${' '.repeat(1_999_986)}`], 'x'))).toMatchObject({
    kind: 'backup',
  });
});

test('a file that the browser can’t read gives an error', async () => {
  const text = async () => Promise.reject(new DOMException('gone', 'NotReadableError'));
  expect(await readBackupFile({ size: 10, text })).toEqual({ kind: 'problem', why: 'importUnreadable' });
});

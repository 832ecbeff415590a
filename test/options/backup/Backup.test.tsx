import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { TooLargeToSync } from '../../../src/core/settings/sync';
import { makeAccount, makeState } from '../../make';
import { all, button, buttons, click, deferred, describedBy, field, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { makeDiagnostics, oneAccount, open } from '../open-options';

afterEach(() => show(null));

const section = () => one('[aria-labelledby=backup]');
const readOut = () => textOf(one('[role=status]'));
const alert = () => textOf(one('.problem', section()));
const question = () => one('[role=alertdialog]', section());
const fail = (error: Error) => async () => Promise.reject(error);

async function choose(content: object | string): Promise<void> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const input = one<HTMLInputElement>('input[type=file]', section());
  const file = { size: text.length, text: async () => text };
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true });
  await act(async () => {
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await new Promise(resolve => setImmediate(resolve));
  });
}

describe('sync', () => {
  const off = makeDiagnostics(makeState({}), { sync: false });

  test('can be turned off, and says what that changes', async () => {
    const done = await open();
    expect(field('Sync settings').checked).toBe(true);
    expect(describedBy(field('Sync settings'))).toBe(t('syncOnHint'));
    await click(field('Sync settings'));
    expect(done.synced).toEqual([false]);
    expect(readOut()).toBe(t('syncTurnedOff'));
  });

  test('warns before turning on that it replaces the settings on other computers', async () => {
    const done = await open(makeState({}), {}, undefined, { diagnostics: off });
    expect(field('Sync settings').checked).toBe(false);
    expect(describedBy(field('Sync settings'))).toContain(
      'they replace the settings on your other computers',
    );
    await click(field('Sync settings'));
    expect(done.synced).toEqual([true]);
    expect(readOut()).toBe(t('syncTurnedOn'));
  });

  test('stays off if it can’t be turned on, and says what to do', async () => {
    await open(makeState({}), { setSync: fail(new TooLargeToSync()) }, undefined, { diagnostics: off });
    await click(field('Sync settings'));
    expect(alert()).toBe(t('settingsTooLargeToSync'));
    expect(field('Sync settings').checked).toBe(false);
    expect(readOut()).toBe(t('settingsTooLargeToSync'));
  });
});

describe('an export', () => {
  test('has no secrets by default', async () => {
    const done = await open(oneAccount);
    await click(button('Export to a file'));
    expect(done.exported).toEqual(['open']);
    expect(readOut()).toBe('Exported as facteur.json.');
  });

  test('with secrets shows a warning before and after, and the next one is without them', async () => {
    const done = await open(oneAccount);
    const box = field('Include tokens and passwords');
    expect(describedBy(box)).toBe('Anyone who has the file can then read your mail.');
    await click(box);
    await click(button('Export to a file'));
    expect(readOut()).toBe(t({ key: 'exportedWithSecrets', args: ['facteur.json'] }));
    expect(box.checked).toBe(false);
    await click(button('Export to a file'));
    expect(done.exported).toEqual(['with secrets', 'open']);
  });

  test('that fails shows an error', async () => {
    await open(oneAccount, { exportBackup: fail(new Error('no')) });
    await click(button('Export to a file'));
    expect(alert()).toBe(t('exportFailed'));
  });
});

describe('an import', () => {
  const FILE = {
    facteur: 1,
    settings: { checkEvery: 10, countSms: false },
    accounts: [
      { name: 'Home', apiAddress: oneAccount.accounts[0]?.endpoint },
      { name: 'New', apiAddress: 'https://new.example/' },
    ],
  };

  test('says before what it changes, and after what is left to do', async () => {
    const done = await open(oneAccount);
    await choose(FILE);
    expect(document.activeElement).toBe(question());
    expect(all('p', question()).map(textOf)).toEqual([
      'To import: 2 accounts, 2 settings.',
      t('importReplaces'),
      'Accounts with the same API address will be updated (1), others will be added (1). Your other accounts stay.',
    ]);
    expect(done.imported).toEqual([]);
    await click(button('Import now'));
    expect(done.imported).toMatchObject([
      { settings: FILE.settings, accounts: [{ name: 'Home' }, { name: 'New' }] },
    ]);
    expect(readOut()).toContain('Imported: 2 accounts, 2 settings. If an account still needs');
    expect(all('[role=alertdialog]')).toEqual([]);
  });

  test('can be cancelled', async () => {
    const done = await open(oneAccount);
    await choose(FILE);
    await click(button('Cancel', question()));
    expect(done.imported).toEqual([]);
    expect(buttons(section())).toContain('Import from a file');
  });

  test('lists the first parts that can’t be used', async () => {
    await open();
    const accounts = Array.from({ length: 15 }, () => ({ name: 'Plain', apiAddress: 'http://api.example/' }));
    await choose({ facteur: 1, accounts });
    const lines = all('li', question()).map(textOf);
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe(`accounts[0].apiAddress ${t('problemAddressHttp')}`);
    expect(lines[10]).toBe('and 5 more');
  });

  test.each([
    ['nothing in it', { facteur: 1, settings: {}, accounts: [] }],
    ['parts that can’t be used', { facteur: 1, settings: { colour: 'red' }, accounts: ['home'] }],
  ])('of a file with %s says so, and has no import button', async (_what, file) => {
    await open(oneAccount);
    await choose(file);
    expect(textOf(one('.holds', question()))).toBe(t('importNothing'));
    expect(textOf(question())).not.toContain(t('importReplaces'));
    expect(buttons(question())).toEqual(['Close']);
    await click(button('Close', question()));
    expect(buttons(section())).toContain('Import from a file');
  });

  test('of a file with only locked entries has no import button', async () => {
    const policy = parsePolicy({ checkEvery: 7, locked: ['checkEvery', 'accounts'] });
    await open({ ...makeState({}), policy });
    await choose({ ...FILE, settings: { checkEvery: 10 } });
    expect(textOf(one('.holds', question()))).toBe(t('importNothing'));
    expect(textOf(question())).toContain('your organisation decides this: checkEvery, Home, New.');
    expect(buttons(question())).toEqual(['Close']);
  });

  test('lists the entries that the organisation has locked', async () => {
    const policy = parsePolicy({ checkEvery: 7, locked: ['checkEvery', 'accounts'] });
    await open({ ...makeState({}), policy });
    await choose(FILE);
    expect(textOf(question())).toContain('your organisation decides this: checkEvery, Home, New.');
    expect(textOf(question())).toContain('To import: 0 accounts, 1 setting.');
  });

  test.each([
    ['a file without JSON', 'x', 'importNotJson'],
    ['a file of another program', {}, 'importNotOurs'],
    ['a file of a newer version', { facteur: 2 }, 'importNewer'],
  ] as const)('of %s is rejected', async (_what, content, why) => {
    const done = await open();
    await choose(content);
    expect(alert()).toBe(t(why));
    expect(done.imported).toEqual([]);
  });

  test.each([
    [new Error('no room'), 'importFailed'],
    [new TooLargeToSync(), 'settingsTooLargeToSync'],
  ] as const)('that can’t be stored shows an error: %s', async (error, why) => {
    await open(oneAccount, { importBackup: fail(error) });
    await choose(FILE);
    await click(button('Import now'));
    expect(alert()).toBe(t(why));
  });

  test('that is running can’t be started again', async () => {
    const end = deferred<void>();
    await open(oneAccount, { importBackup: () => end.promise });
    await choose(FILE);
    await click(button('Import now'));
    expect(button('Import now').disabled).toBe(true);
    await end.settle();
    expect(all('[role=alertdialog]')).toEqual([]);
  });
});

describe('a reset', () => {
  test('asks first, and then says what it did', async () => {
    const done = await open(oneAccount);
    await click(button('Reset settings'));
    expect(textOf(one('p', question()))).toBe(t('resetQuestionSync'));
    expect(done.resets).toBe(0);
    await click(button('Reset settings'));
    expect(done.resets).toBe(1);
    expect(readOut()).toBe(t('resetDone'));
  });

  test('says that it affects only this computer if sync is off', async () => {
    const state = { ...makeState({}), accounts: [makeAccount()] };
    const done = await open(state, {}, undefined, { diagnostics: makeDiagnostics(state, { sync: false }) });
    await click(button('Reset settings'));
    expect(textOf(one('p', question()))).toBe(t('resetQuestion'));
    await click(button('Cancel', question()));
    expect(done.resets).toBe(0);
  });
});

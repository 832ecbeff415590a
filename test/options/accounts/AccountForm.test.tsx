import { afterEach, describe, expect, test } from 'vitest';
import type { Saving } from '../../../src/options/accounts/save-account';
import { makeAccount, makeState } from '../../make';
import {
  all,
  button,
  buttons,
  click,
  deferred,
  describedBy,
  field,
  fill,
  one,
  show,
  textOf,
} from '../../page';
import { t } from '../../translate';
import { known, oneAccount, open } from '../open-options';

afterEach(() => show(null));

const LABELS = [
  'Account name',
  'API address',
  'Token',
  'Sign-in page',
  'Webmail address',
  'Service ID',
  'Service password',
];

describe('adding an account', () => {
  test('has a form with one field, and all others under Advanced', async () => {
    await open();
    await click(button('Add account'));
    expect(all('.account-form label').map(textOf)).toEqual(['Gateway or API address', ...LABELS]);
    const details = one<HTMLDetailsElement>('details');
    expect(textOf(one('summary'))).toBe('Advanced');
    expect(details.open).toBe(false);
    expect(LABELS.filter(label => details.contains(field(label)))).toEqual(LABELS);
    expect(LABELS.map(label => field(label).value)).toEqual(LABELS.map(() => ''));
    expect(field('Service password').type).toBe('password');
    expect(document.activeElement).toBe(field('Gateway or API address'));
  });

  test('saves the fields, trimmed', async () => {
    const done = await open();
    await click(button('Add account'));
    await fill('Account name', '  Home ');
    await fill('API address', ' https://api.example/messages\t');
    await fill('Token', ' B64Zyk+kU=|sau=|ted ');
    await fill('Webmail address', ' https://webmail.example/ ');
    await fill('Service ID', ' facteur ');
    await fill('Service password', ' spaces stay ');
    await click(button('Save account'));
    expect(done.saved).toEqual([
      makeAccount({
        id: expect.stringMatching(/./),
        name: 'Home',
        endpoint: 'https://api.example/messages',
        token: 'B64Zyk+kU=|sau=|ted',
        webmail: 'https://webmail.example/',
        serviceId: 'facteur',
        servicePassword: ' spaces stay ',
      }),
    ]);
    expect(all('.account-form')).toEqual([]);
    expect(buttons()).toContain('Add account');
  });

  test('gives each account its own id', async () => {
    const ids = new Set<string | undefined>();
    for (const name of ['A', 'B']) {
      const done = await open(makeState({}), {}, undefined);
      await click(button('Add account'));
      await fill('Account name', name);
      await fill('API address', 'https://api.example/');
      await fill('Token', 't');
      await click(button('Save account'));
      ids.add(done.saved[0]?.id);
    }
    expect(ids.size).toBe(2);
  });

  test('shows each problem at its field and focuses the first', async () => {
    const done = await open();
    await click(button('Add account'));
    await fill('Account name', 'Home');
    await fill('API address', 'http://api.example/');
    await fill('Token', 'with space inside');
    await click(button('Save account'));
    expect(done.saved).toEqual([]);
    expect(describedBy(field('API address'))).toBe(t('problemAddressHttp'));
    expect(describedBy(field('Token'))).toBe(t('problemToken'));
    expect(LABELS.filter(label => field(label).getAttribute('aria-invalid') === 'true')).toEqual([
      'API address',
      'Token',
    ]);
    expect(document.activeElement).toBe(field('API address'));
    expect(field('Token').value).toBe('with space inside');
  });

  test('lists all required fields if only a rare one is filled in', async () => {
    const done = await open();
    await click(button('Add account'));
    await fill('Webmail address', 'https://webmail.example/');
    await click(button('Save account'));
    expect(done.saved).toEqual([]);
    expect(LABELS.slice(0, 3).map(label => describedBy(field(label)))).toEqual(
      (['problemNameMissing', 'problemEndpointMissing', 'problemTokenMissing'] as const).map(key => t(key)),
    );
    expect(document.activeElement).toBe(field('Account name'));
  });

  test('opens Advanced if the problem is there', async () => {
    await open();
    await click(button('Add account'));
    await fill('Account name', 'Home');
    await fill('API address', 'https://api.example/');
    await fill('Token', 't');
    await fill('Webmail address', 'javascript:alert(1)');
    await click(button('Save account'));
    expect(one<HTMLDetailsElement>('details').open).toBe(true);
    expect(document.activeElement).toBe(field('Webmail address'));
    expect(describedBy(field('Webmail address'))).toBe(t('problemAddress'));
  });

  test('hides a problem after it was corrected', async () => {
    const done = await open();
    await click(button('Add account'));
    await fill('API address', 'https://api.example/');
    await fill('Token', 't');
    await click(button('Save account'));
    await fill('Account name', 'Home');
    await click(button('Save account'));
    expect(done.saved.map(({ name }) => name)).toEqual(['Home']);
  });

  test('keeps the form and shows an error if the user refuses the permission', async () => {
    await open(makeState({}), { saveAccount: async () => ({ kind: 'not-allowed' }) });
    await click(button('Add account'));
    await fill('Account name', 'Home');
    await fill('API address', 'https://api.example:8443/messages');
    await fill('Token', 'some-token');
    await click(button('Save account'));
    const words = t({ key: 'permissionRefused', args: ['api.example:8443'] });
    expect(textOf(one('.obstacle'))).toBe(words);
    expect(textOf(one('[role=status]'))).toBe(words);
    expect([field('Account name').value, field('Token').value]).toEqual(['Home', 'some-token']);
    expect(button('Save account').disabled).toBe(false);
  });

  test('keeps the form and shows an error if the account can’t be stored', async () => {
    const saveAccount = () => Promise.reject(new Error('quota'));
    await open(makeState({}), { saveAccount });
    await click(button('Add account'));
    await fill('Account name', 'Home');
    await fill('API address', 'https://api.example/');
    await fill('Token', 'some-token');
    await click(button('Save account'));
    expect(textOf(one('.obstacle'))).toBe(t('saveFailed'));
    expect(field('Token').value).toBe('some-token');
    expect(button('Save account').disabled).toBe(false);
  });

  test('can’t be submitted twice while saving', async () => {
    const saving = deferred<Saving>();
    await open(makeState({}), { saveAccount: () => saving.promise });
    await click(button('Add account'));
    await fill('Account name', 'Home');
    await fill('API address', 'https://api.example/');
    await fill('Token', 't');
    await click(button('Save account'));
    expect(button('Testing…').disabled).toBe(true);
    await saving.settle({ kind: 'saved' });
    expect(all('.account-form')).toEqual([]);
  });

  test('keeps the form and shows an error if the server rejects the token', async () => {
    const failure = { kind: 'account', code: 102 } as const;
    await open(oneAccount, { saveAccount: async () => ({ kind: 'refused', failure }) });
    await click(button('Edit'));
    await fill('Token', 'wrong-token');
    await click(button('Save account'));
    expect(textOf(one('.obstacle'))).toBe(
      t({ key: 'tokenRefused', args: ['This sign-in is no longer accepted (code 102).'] }),
    );
    expect(field('Token').value).toBe('wrong-token');
    expect(document.activeElement).toBe(field('Token'));
    expect(buttons()).not.toContain('Save anyway');
  });

  test('saves an unchecked account only when the user confirms', async () => {
    const asked: [string, boolean][] = [];
    await open(oneAccount, {
      async saveAccount({ token }, anyway) {
        asked.push([token, anyway]);
        return anyway ? { kind: 'saved' } : { kind: 'unchecked', failure: { kind: 'timeout' } };
      },
    });
    await click(button('Edit'));
    await fill('Token', 'new-token');
    await click(button('Save account'));
    expect(textOf(one('.obstacle'))).toContain('The server took too long to answer.');
    await click(button('Save anyway'));
    expect(asked).toEqual([
      ['new-token', false],
      ['new-token', true],
    ]);
    expect(all('.account-form')).toEqual([]);
  });

  test('can be cancelled', async () => {
    const done = await open();
    await click(button('Add account'));
    await fill('Account name', 'Home');
    await click(button('Cancel'));
    expect(all('.account-form')).toEqual([]);
    expect(done.saved).toEqual([]);
  });

  test('opens at once if the popup asked for it', async () => {
    await open(makeState({}), {}, 'new');
    expect(document.activeElement).toBe(field('Gateway or API address'));
    expect(buttons()).not.toContain('Add account');
  });
});

describe('editing an account', () => {
  test('shows the stored values, but no secrets', async () => {
    await open(oneAccount);
    await click(button('Edit'));
    expect(all('.account-form label').map(textOf)).toEqual(LABELS);
    expect(one<HTMLDetailsElement>('details').open).toBe(true);
    expect(LABELS.map(label => field(label).value)).toEqual([
      'Home',
      'https://api.example/messages',
      '',
      'https://login.example/',
      '',
      'facteur',
      '',
    ]);
    expect(describedBy(field('Token'))).toBe('Leave empty to keep the token that ends in “1234”.');
    expect(describedBy(field('Service password'))).toBe('Leave empty to keep the current one.');
    expect(document.documentElement.outerHTML).not.toMatch(/hushed/);
  });

  test('opens no form and disables no button if the account to edit was removed', async () => {
    await open(oneAccount, {}, 'removed:webmail');
    expect(all('.account-form')).toEqual([]);
    expect(button('Edit').disabled).toBe(false);
    expect(button('Add account').disabled).toBe(false);
  });

  test('focuses the requested field', async () => {
    await open(oneAccount, {}, 'home:webmail');
    expect(document.activeElement).toBe(field('Webmail address'));
  });

  test('keeps the secrets if their fields are empty', async () => {
    const done = await open(oneAccount);
    await click(button('Edit'));
    await fill('Account name', 'House');
    await click(button('Save account'));
    expect(done.saved).toEqual([{ ...known, name: 'House' }]);
  });

  test('asks for the secrets again if the API address has another server', async () => {
    const done = await open(oneAccount);
    await click(button('Edit'));
    await fill('API address', 'https://elsewhere.example/');
    await fill('Sign-in page', '');
    await click(button('Save account'));
    expect(done.saved).toEqual([]);
    expect(describedBy(field('Token'))).toBe(t('problemTokenMissing'));
    await fill('Token', 'new-token');
    await click(button('Save account'));
    expect(done.saved).toMatchObject([{ token: 'new-token', servicePassword: '' }]);
  });

  test('replaces the secrets that are filled in', async () => {
    const done = await open(oneAccount);
    await click(button('Edit'));
    await fill('Token', 'new-token');
    await fill('Service password', 'new');
    await click(button('Save account'));
    expect(done.saved).toEqual([{ ...known, token: 'new-token', servicePassword: 'new' }]);
  });

  test('opens at once if the popup asked for it', async () => {
    await open(oneAccount, {}, 'home');
    expect(field('Account name').value).toBe('Home');
  });

  test('keeps the typed text when the page renders again', async () => {
    await open(oneAccount);
    await click(button('Edit'));
    await fill('Account name', 'House');
    await open(oneAccount);
    expect(field('Account name').value).toBe('House');
  });
});

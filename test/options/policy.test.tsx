// @vitest-environment jsdom
import { afterEach, describe, expect, test } from 'vitest';
import { parsePolicy, settingsOf } from '../../src/core/policy';
import { accountsOf } from '../../src/core/presets';
import type { State } from '../../src/core/state';
import { makeState } from '../make';
import { all, button, buttons, click, describedBy, field, fill, one, show, textOf } from '../page';
import { t } from '../translate';
import { known, open } from './open-options';

afterEach(() => show(null));

const WORK = {
  name: 'Work',
  apiAddress: 'https://mail.corp.example/api',
  signInPage: 'https://mail.corp.example/sign-in',
};

/** What the settings page shows where the user has an account of their own and the organisation this policy. */
function under(raw: object): State {
  const policy = parsePolicy(raw);
  return {
    ...makeState({}),
    accounts: accountsOf([known], policy),
    settings: settingsOf({ checkEvery: 30 }, policy),
    policy,
  };
}

const privacy = () => one<HTMLSelectElement>('select');
const cards = () => all('.accounts li');

describe('the settings under a policy', () => {
  test('say so, and nothing of it where there is none', async () => {
    await open(under({ countSms: false }));
    expect(textOf(one('[aria-labelledby=managed]'))).toBe(`${t('managedTitle')}${t('managedHelp')}`);
    await open(under({}));
    expect(all('[aria-labelledby=managed]')).toEqual([]);
    expect(document.body.textContent).not.toMatch(/organisation/);
  });

  test('list what in it can’t be used', async () => {
    await open(under({ checkEvery: 0, accounts: [WORK, { ...WORK, apiAddress: 'http://corp.example/' }] }));
    expect(all('[aria-labelledby=managed] li').map(textOf)).toEqual([
      `accounts[1].apiAddress ${t('problemAddressHttp')}`,
      'checkEvery A whole number from 1 to 60 is needed here.',
    ]);
  });
});

describe('a setting', () => {
  const ALL = { checkEvery: 10, notifications: false, notificationPrivacy: 'sender', countSms: false };

  test('that is locked shows its value, can’t be changed, and says why', async () => {
    await open(under({ ...ALL, locked: Object.keys(ALL) }));
    expect(field('Check every').value).toBe('10');
    expect([field('Desktop notifications').checked, field('Count SMS').checked]).toEqual([false, false]);
    expect(privacy().value).toBe('sender');
    const controls = [
      field('Check every'),
      field('Desktop notifications'),
      privacy(),
      field('Count SMS'),
    ] as HTMLInputElement[];
    for (const control of controls) {
      expect(control.disabled).toBe(true);
      expect(describedBy(control)).toContain(t('lockedNote'));
    }
  });

  test('that is locked elsewhere is shown as it is there once the policy has come', async () => {
    await open(under({}));
    expect(field('Check every').value).toBe('30');
    await open(under({ checkEvery: 10, locked: ['checkEvery'] }));
    expect(field('Check every').value).toBe('10');
  });

  test('that is only suggested can be changed, and says whose choice it is until then', async () => {
    const done = await open(under(ALL));
    expect(describedBy(field('Count SMS'))).toContain(t('suggestedNote'));
    expect(field('Check every').value).toBe('30');
    expect(describedBy(field('Check every'))).toBe(t('checkEveryProblem'));
    await click(field('Count SMS'));
    expect(done.changed).toEqual([{ countSms: true }]);
  });
});

describe('how much notifications show', () => {
  test('is chosen from three', async () => {
    const done = await open();
    expect(all('select option').map(textOf)).toEqual([
      'Sender, subject and beginning',
      'Sender only',
      'Only how many new e-mails',
    ]);
    expect(privacy().value).toBe('everything');
    expect(privacy().labels.length).toBe(1);
    privacy().value = 'count';
    privacy().dispatchEvent(new Event('change', { bubbles: true }));
    expect(done.changed).toEqual([{ notificationPrivacy: 'count' }]);
  });
});

describe('an account that the organisation set up', () => {
  const preset = { accounts: [WORK] };

  test('is marked, and can’t be removed', async () => {
    await open(under(preset));
    const [work, own] = cards();
    expect(work?.textContent).toContain(t('managedAccount'));
    expect(buttons(work)).toEqual(['Sign in', 'Enter token', 'Test']);
    expect(own?.textContent).not.toContain(t('managedAccount'));
    expect(buttons(own)).toEqual(['Sign out', 'Edit', 'Test', 'Remove']);
  });

  test('takes a token, and nothing else changes', async () => {
    const done = await open(under(preset));
    await click(button('Enter token'));
    expect(document.activeElement).toBe(field('Token'));
    for (const label of ['Account name', 'API address', 'Sign-in page', 'Webmail address']) {
      expect(field(label).readOnly).toBe(true);
      expect(describedBy(field(label))).toBe(t('lockedNote'));
    }
    await fill('Token', 'new-token');
    await click(button('Save account'));
    const [work] = under(preset).accounts;
    expect(done.saved).toEqual([{ ...work, token: 'new-token' }]);
  });

  test('leaves room for the user’s own', async () => {
    await open(under(preset));
    expect(button('Add account').disabled).toBe(false);
  });
});

describe('accounts that are locked', () => {
  test('are the organisation’s alone, and none can be added; it says why', async () => {
    await open(under({ accounts: [WORK], locked: ['accounts'] }), {}, 'new');
    expect(cards()).toHaveLength(1);
    expect(all('form')).toEqual([]);
    expect(button('Add account').disabled).toBe(true);
    expect(textOf(one('#accounts-locked'))).toBe(t('accountsLocked'));
    expect(button('Add account').getAttribute('aria-describedby')).toBe('accounts-locked');
  });

  test('may be none', async () => {
    await open(under({ locked: ['accounts'] }));
    expect(textOf(one('[aria-labelledby=accounts] > .hint'))).toBe(t('noManagedAccounts'));
  });
});

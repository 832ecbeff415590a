import { afterEach, describe, expect, test } from 'vitest';
import { BADGE_CHOICES } from '../../src/core/account/account';
import { COLOURS } from '../../src/core/account/colour';
import { parsePolicy } from '../../src/core/policy/parse-policy';
import { settingsOf } from '../../src/core/policy/policy';
import { accountsOf } from '../../src/core/policy/presets';
import { DEFAULT_SETTINGS, SETTING_NAMES, type Settings } from '../../src/core/settings/settings';
import type { State } from '../../src/core/view/state';
import { makeState } from '../make';
import { all, button, buttons, click, describedBy, field, fill, group, one, show, textOf } from '../page';
import { t } from '../translate';
import { known, open } from './open-options';

afterEach(() => show(null));

const WORK = {
  name: 'Work',
  apiAddress: 'https://mail.corp.example/api',
  signInPage: 'https://mail.corp.example/sign-in',
};

/** Opens the settings page with the user's own account and this policy. */
function under(raw: object): State {
  const policy = parsePolicy(raw);
  return {
    ...makeState({}),
    accounts: accountsOf([known], policy),
    settings: settingsOf({ checkEvery: 30 }, policy),
    policy,
  };
}

const MINUTES = t({ key: 'minutesRange', args: [1, 60] });
const cards = () => all('.accounts li');

describe('the settings under a policy', () => {
  test('show that there is a policy, and nothing without one', async () => {
    await open(under({ countSms: false }));
    expect(textOf(one('[aria-labelledby=managed]'))).toBe(`${t('managedTitle')}${t('managedHelp')}`);
    await open(under({}));
    expect(all('[aria-labelledby=managed]')).toEqual([]);
    expect(document.body.textContent).not.toMatch(/organisation/);
  });

  test('list invalid entries of the policy', async () => {
    await open(under({ checkEvery: 0, accounts: [WORK, { ...WORK, apiAddress: 'http://corp.example/' }] }));
    expect(all('[aria-labelledby=managed] li').map(textOf)).toEqual([
      `accounts[1].apiAddress ${t('problemAddressHttp')}`,
      `checkEvery ${t({ key: 'wholeNumberProblem', args: [1, 60] })}`,
    ]);
  });
});

describe('a setting', () => {
  const ALL = { checkEvery: 10, notifications: false, notificationPrivacy: 'sender', countSms: false };

  test('that is locked shows its value, can’t be changed, and says why', async () => {
    await open(under({ ...ALL, locked: Object.keys(ALL) }));
    expect(field('Check every').value).toBe('10');
    expect([field('Desktop notifications').checked, field('Count SMS').checked]).toEqual([false, false]);
    expect(field('Sender only').checked).toBe(true);
    for (const label of ['Check every', 'Desktop notifications', 'Count SMS']) {
      expect(field(label).disabled).toBe(true);
      expect(describedBy(field(label))).toContain(t('lockedNote'));
    }
    expect(field('Sender only').disabled).toBe(true);
    expect(describedBy(group('What notifications show'))).toContain(t('lockedNote'));
  });

  test('shows its locked value as soon as the policy is loaded', async () => {
    await open(under({}));
    expect(field('Check every').value).toBe('30');
    await open(under({ checkEvery: 10, locked: ['checkEvery'] }));
    expect(field('Check every').value).toBe('10');
  });

  test('that is suggested can be changed, and mentions the organisation until then', async () => {
    const done = await open(under(ALL));
    expect(describedBy(field('Count SMS'))).toContain(t('suggestedNote'));
    expect(field('Check every').value).toBe('30');
    expect(describedBy(field('Check every'))).toBe(MINUTES);
    await click(field('Count SMS'));
    expect(done.changed).toEqual([{ countSms: true }]);
  });
});

describe('every setting', () => {
  const NONE: Settings = {
    ...DEFAULT_SETTINGS,
    openIn: 'new',
    remindAfter: 7,
    vips: [{ sender: 'a@b.example' }],
  };

  test.each(SETTING_NAMES)('is disabled when locked: %s', async name => {
    const shown = () =>
      all<HTMLInputElement>('main :is(input, select, button)').filter(control => !control.disabled);
    await open(under(NONE));
    const free = shown().length;
    await open(under({ ...NONE, locked: [name] }));
    expect(shown().length).toBeLessThan(free);
    expect(textOf(one(`[id="${name}-policy"]`))).toBe(t('lockedNote'));
  });

  test('has no field left that can be changed when all are locked', async () => {
    const full = {
      ...NONE,
      notifications: true,
      sound: 'own' as const,
      mutedSenders: ['ads@shop.example'],
      quietHours: [{ days: [1], from: '22:00', to: '07:00' }],
    };
    await open(under({ ...full, locked: SETTING_NAMES }));
    const fields = all<HTMLInputElement>('main :is(input:not([type=file]), select)');
    expect(fields.filter(it => !it.disabled).map(({ id }) => id)).toEqual([
      'notify-home',
      'pause-home-hours',
      ...['', ...COLOURS].map(() => ''),
      ...BADGE_CHOICES.map(badge => `badge-home-${badge}`),
      'sound-home',
      'sync',
      'export-secrets',
    ]);
  });

  test.each(SETTING_NAMES)('mentions the organisation when suggested: %s', async name => {
    await open(under({ [name]: NONE[name], checkEvery: 30 }));
    expect(textOf(one(`[id="${name}-policy"]`))).toBe(t('suggestedNote'));
  });
});

describe('an account that the organisation set up', () => {
  const preset = { accounts: [WORK] };

  test('is marked, and can’t be removed', async () => {
    await open(under(preset));
    const [work, own] = cards();
    expect(work?.textContent).toContain(t('managedAccount'));
    expect(buttons(one('.buttons', work))).toEqual(['Sign in', 'Enter token', 'Test connection']);
    expect(own?.textContent).not.toContain(t('managedAccount'));
    expect(buttons(one('.buttons', own))).toEqual(['Sign out', 'Edit', 'Test connection', 'Remove']);
  });

  test('accepts a token, and nothing else can be changed', async () => {
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

  test('doesn’t stop the user from adding accounts', async () => {
    await open(under(preset));
    expect(button('Add account').disabled).toBe(false);
  });
});

describe('accounts that are locked', () => {
  test('are only those of the organisation; the user can’t add any and sees why', async () => {
    await open(under({ accounts: [WORK], locked: ['accounts'] }), {}, 'new');
    expect(cards()).toHaveLength(1);
    expect(all('.account-form')).toEqual([]);
    expect(button('Add account').disabled).toBe(true);
    expect(textOf(one('#accounts-locked'))).toBe(t('accountsLocked'));
    expect(button('Add account').getAttribute('aria-describedby')).toBe('accounts-locked');
  });

  test('can be empty', async () => {
    await open(under({ locked: ['accounts'] }));
    expect(textOf(one('[aria-labelledby=accounts] > .hint'))).toBe(t('noManagedAccounts'));
  });
});

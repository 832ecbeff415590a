import { afterEach, describe, expect, test } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import type { State } from '../../../src/core/view/state';
import type { OptionsActions } from '../../../src/options/props';
import { makeMailbox, makeState } from '../../make';
import { all, button, buttons, click, fill, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { known, open } from '../open-options';

afterEach(() => show(null));

const begin = (state: State = makeState({}), actions: Partial<OptionsActions> = {}) =>
  open(state, actions, undefined, { firstRun: 'begun' });
const with_ = (mailbox: Parameters<typeof makeState>[0][string]): State => ({
  ...makeState({ home: mailbox }),
  accounts: [known],
});
const steps = () => all('.first-run li').map(step => textOf(one('.step', step)));
const current = () => textOf(one('.first-run [aria-current=step] .step'));
const status = () => textOf(one('[role=status]'));

describe('the first steps', () => {
  test('are shown without an account, with the buttons of the first step', async () => {
    await open(makeState({}), {}, undefined, { firstRun: 'unseen' });
    expect(steps()).toEqual(['Connect', 'Allow', 'Done']);
    expect(current()).toBe('Connect');
    expect(buttons(one('.first-run'))).toEqual(['Add account', 'Try the demo']);
    expect(all('[aria-labelledby=accounts] button').map(textOf)).toEqual(['Add account', 'Try the demo']);
  });

  test.each([
    ['has finished them', makeState({}), 'over'],
    ['already had an account', with_(makeMailbox()), 'unseen'],
    ['may not add accounts', { ...makeState({}), policy: parsePolicy({ locked: ['accounts'] }) }, 'unseen'],
  ] as const)('are not shown to a user who %s', async (_who, state, firstRun) => {
    await open(state, {}, undefined, { firstRun });
    expect(all('.first-run')).toEqual([]);
  });

  test('contain the form, and continue after saving', async () => {
    const done = await begin();
    await click(button('Add account'));
    expect(one('.first-run').contains(one('.account-form'))).toBe(true);
    await fill('Account name', 'Home');
    await fill('API address', 'https://api.example/');
    await fill('Token', 't');
    await click(button('Save account'));
    expect(done.saved).toHaveLength(1);
    await begin(with_(undefined));
    expect(steps()).toEqual(['Connect (done)', 'Allow', 'Done']);
    expect(current()).toBe('Allow');
    expect(textOf(one('.first-run [aria-current] .standing'))).toBe(t('firstCheck'));
    expect(status()).toBe(`Allow. ${t('firstCheck')}`);
  });

  test.each([
    ['the browser’s permission', { kind: 'permission' }, 'failurePermission', 'Allow access'],
    ['the sign-in', { kind: 'signed-out' }, 'failureSignedOut', 'Sign in'],
  ] as const)('say that %s is missing, and the account offers it', async (_what, failure, words, offer) => {
    await begin(with_(makeMailbox({ failure, checkedAt: 0 })));
    expect(current()).toBe('Allow');
    expect(textOf(one('.first-run [aria-current] .standing'))).toContain(t(words));
    expect(buttons(one('.accounts'))).toContain(offer);
  });

  test('are done after the first check, and disappear for good when the user hides them', async () => {
    await begin();
    const done = await begin(with_(makeMailbox({ unread: 6 })));
    expect(steps()).toEqual(['Connect (done)', 'Allow (done)', 'Done']);
    const words = '6 unread e-mails. Facteur will notify you about new mail.';
    expect(textOf(one('.first-run [aria-current] .standing'))).toBe(words);
    expect(status()).toBe(`Done. ${words}`);
    expect(textOf(one('.first-run'))).toContain(t('pinHint'));
    await click(button('Test notification', one('.first-run')));
    await click(button('Hide these steps'));
    expect(done.did).toEqual(['test notification', 'end first run']);
  });
});

describe('the demo', () => {
  test('starts the trial', async () => {
    const done = await begin();
    await click(button('Try the demo'));
    expect(done.did).toEqual(['try demo']);
    expect(all('.bad')).toEqual([]);
  });

  test('says how to start it if it isn’t running', async () => {
    await begin(makeState({}), { tryDemo: async () => 'not-running' });
    await click(button('Try the demo'));
    expect(textOf(one('.bad'))).toBe(`${t('demoNotRunning')}npm run gateway`);
    expect(status()).toBe(t('demoNotRunning'));
    expect(button('Try the demo').disabled).toBe(false);
  });

  test('shows an error if the user refuses the permission', async () => {
    await begin(makeState({}), { tryDemo: async () => 'not-allowed' });
    await click(button('Try the demo'));
    expect(textOf(one('.bad'))).toBe(t('demoNotAllowed'));
  });

  test('shows an error if it can’t be stored', async () => {
    await begin(makeState({}), { tryDemo: () => Promise.reject(new Error('quota')) });
    await click(button('Try the demo'));
    expect(textOf(one('.bad'))).toBe(t('settingsNotSaved'));
  });
});

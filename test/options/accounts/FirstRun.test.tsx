import { afterEach, describe, expect, test } from 'vitest';
import { UNTIL_RESUMED } from '../../../src/core/account/pause';
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
    expect(buttons(one('.first-run'))).toEqual(['Add account']);
    expect(all('[aria-labelledby=accounts] button').map(textOf)).toEqual(['Add account']);
    expect(textOf(one('.first-run'))).toContain(`${t('startGateway')}npm run gateway`);
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
  ] as const)('say that %s is missing, and offer it', async (_what, failure, words, offer) => {
    const done = await begin(with_(makeMailbox({ failure, checkedAt: 0 })));
    expect(current()).toBe('Allow');
    expect(textOf(one('.first-run [aria-current] .standing'))).toContain(t(words));
    expect(buttons(one('.accounts'))).toContain(offer);
    await click(button(offer, one('.first-run [aria-current]')));
    expect([...done.allowed, ...done.signedIn]).toEqual([offer === 'Sign in' ? known.id : known.endpoint]);
  });

  test('offer the sign-in of an account that never had a token', async () => {
    const accounts = [{ ...known, token: '' }];
    await begin({ ...with_(undefined), accounts });
    expect(buttons(one('.first-run [aria-current]'))).toEqual(['Sign in']);
  });

  test('stay done when the account is removed, and offer to add another', async () => {
    await open(makeState({}), {}, undefined, { firstRun: 'connected' });
    expect(steps()).toEqual(['Connect (done)', 'Allow', 'Done']);
    expect(buttons(one('.first-run [aria-current]'))).toEqual(['Add account']);
    await open(makeState({}), {}, undefined, { firstRun: 'checked' });
    expect(steps()).toEqual(['Connect (done)', 'Allow (done)', 'Done']);
    expect(buttons(one('.first-run'))).not.toContain('Add account');
    expect(buttons()).toContain('Add account');
  });

  test('stay done when the account is signed out', async () => {
    const failure = { kind: 'signed-out' } as const;
    await open(with_(makeMailbox({ failure })), {}, undefined, { firstRun: 'checked' });
    expect(current()).toBe('Done');
  });

  test.each(['pinHintChrome', 'pinHintFirefox'] as const)(
    'say how to pin the button if it isn’t on the toolbar: %s',
    async pinHint => {
      const checked = with_(makeMailbox({ unread: 6 }));
      await open(checked, {}, undefined, { firstRun: 'begun', pinHint });
      expect(textOf(one('.first-run'))).toContain(t(pinHint));
      await open(checked, {}, undefined, { firstRun: 'begun' });
      expect(textOf(one('.first-run'))).not.toContain('Pin Facteur');
    },
  );

  test('say nothing of a paused account', async () => {
    const paused = with_(makeMailbox({ unread: 6 }));
    await begin({ ...paused, accounts: [{ ...known, pausedUntil: UNTIL_RESUMED }] });
    expect(current()).toBe('Done');
    expect(all('.first-run .standing')).toEqual([]);
  });

  test('are done after the first check, and disappear for good when the user hides them', async () => {
    await begin();
    const done = await begin(with_(makeMailbox({ unread: 6 })));
    expect(steps()).toEqual(['Connect (done)', 'Allow (done)', 'Done']);
    const words = '6 unread e-mails. Facteur will notify you about new mail.';
    expect(textOf(one('.first-run [aria-current] .standing'))).toBe(words);
    expect(status()).toBe(`Done. ${words}`);
    await click(button('Test notification', one('.first-run')));
    await click(button('Hide these steps'));
    expect(done.did).toEqual(['test notification', 'end first run']);
  });
});

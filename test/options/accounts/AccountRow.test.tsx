import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Mailbox } from '../../../src/core/mailbox/mailbox';
import type { Trial } from '../../../src/core/protocol';
import type { OptionsActions } from '../../../src/options/props';
import { MINUTE, makeAccount, makeMailbox, makeState, NOW } from '../../make';
import { all, button, buttons, click, deferred, describedBy, one, show, textOf } from '../../page';
import { t } from '../../translate';
import { known, oneAccount, open } from '../open-options';

afterEach(async () => {
  vi.useRealTimers();
  await show(null);
});

describe('an account', () => {
  test.each([
    [
      'is fine',
      makeMailbox({ unread: 3, checkedAt: NOW - 2 * MINUTE }),
      '3 unread e-mails · Checked 2 minutes ago',
    ],
    ['was just checked', makeMailbox({ unread: 1 }), '1 unread e-mail · Checked just now'],
    ['was never checked', undefined, 'Checking for the first time…'],
    ['is checked for the first time', makeMailbox({ checkedAt: 0 }), 'Checking for the first time…'],
    [
      'fails',
      makeMailbox({ failure: { kind: 'account', code: 103 } }),
      `This sign-in is no longer accepted (code 103). ${t('signInHelp')}`,
    ],
    [
      'is refused as a service',
      makeMailbox({ failure: { kind: 'service', code: 501 } }),
      `The server refuses this service (code 501). ${t('failureServiceHelp')}`,
    ],
  ])('that %s shows it', async (_what, mailbox, words) => {
    await open({ ...makeState({ home: mailbox }), accounts: [known] });
    expect(textOf(one('.standing'))).toBe(words);
    expect(textOf(one('.accounts h3'))).toBe('Home');
    expect(document.documentElement.outerHTML).not.toMatch(/hushed/);
  });

  test('is removed at once, and brought back with Undo', async () => {
    const done = await open(oneAccount);
    await click(button('Remove'));
    expect(done.removed).toEqual(['home']);
    await open(makeState({}));
    expect(all('.accounts h3')).toEqual([]);
    expect(describedBy(button('Undo'))).toBe('Removed: Home');
    expect(document.activeElement).toBe(button('Undo'));
    const again = await open(makeState({}));
    await click(button('Undo'));
    expect([again.restored, again.ended]).toEqual([['home'], []]);
    await open(oneAccount);
    expect(all('.removed')).toEqual([]);
    expect(textOf(one('.accounts h3'))).toBe('Home');
  });

  test('doesn’t end its token while it comes back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(oneAccount);
    await click(button('Remove'));
    const done = await open(makeState({}), { restoreAccount: () => new Promise(() => {}) });
    await click(button('Undo'));
    await act(() => void vi.advanceTimersByTime(10_000));
    expect(done.ended).toEqual([]);
  });

  test('that was removed ends its token only when it can’t be brought back any more', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await open(oneAccount);
    await click(button('Remove'));
    const done = await open(makeState({}));
    await act(() => void vi.advanceTimersByTime(9_999));
    expect(done.ended).toEqual([]);
    await act(() => void vi.advanceTimersByTime(1));
    expect(done.ended).toEqual(['home']);
    expect(all('.removed')).toEqual([]);
    expect(document.activeElement).toBe(button('Add account'));
  });

  test('that was removed ends its token when another one is removed', async () => {
    const several = { ...oneAccount, accounts: [known, makeAccount({ id: 'work', name: 'Work' })] };
    await open(several);
    await click(button('Remove', all('.accounts > li')[0]));
    const done = await open({ ...several, accounts: several.accounts.slice(1) });
    await click(button('Remove', all('.accounts > li')[1]));
    expect([done.removed, done.ended]).toEqual([['work'], ['home']]);
  });

  test.each<[string, Partial<OptionsActions>, readonly string[]]>([
    ['removed', { removeAccount: () => Promise.reject(new Error('quota')) }, ['Remove']],
    ['signed out', { signOut: () => Promise.reject(new Error('quota')) }, ['Sign out']],
  ])('that couldn’t be %s shows an error, and still offers it', async (_what, actions, presses) => {
    await open(oneAccount, actions);
    for (const name of presses) await click(button(name));
    expect(textOf(one('[role=status]'))).toBe(t('settingsNotSaved'));
    expect(buttons()).toContain(presses.at(-1));
  });

  const offered = () => buttons().filter(name => name.startsWith('Sign '));

  test.each<[string, Partial<Account>, Mailbox | undefined, string[]]>([
    ['that works', {}, makeMailbox(), ['Sign out']],
    ['that fails', {}, makeMailbox({ failure: { kind: 'timeout' } }), ['Sign out']],
    ['that is rejected', {}, makeMailbox({ failure: { kind: 'account', code: 103 } }), ['Sign in']],
    [
      'whose service is refused',
      { serviceId: 'shop' },
      makeMailbox({ failure: { kind: 'service', code: 501 } }),
      ['Sign in'],
    ],
    ['without a token', { token: '' }, makeMailbox({ failure: { kind: 'signed-out' } }), ['Sign in']],
    ['without a sign-in page', { signInPage: '' }, makeMailbox(), ['Sign out']],
    [
      'that is rejected, without a sign-in page',
      { signInPage: '' },
      makeMailbox({ failure: { kind: 'account', code: 103 } }),
      ['Sign out'],
    ],
    ['without either', { signInPage: '', token: '' }, undefined, []],
  ])('%s offers sign-in or sign-out', async (_which, change, mailbox, expected) => {
    const done = await open({ ...makeState({ home: mailbox }), accounts: [{ ...known, ...change }] });
    expect(offered()).toEqual(expected);
    for (const name of expected) await click(button(name));
    expect({ 'Sign in': done.signedIn, 'Sign out': done.signedOut }).toEqual({
      'Sign in': expected.includes('Sign in') ? ['home'] : [],
      'Sign out': expected.includes('Sign out') ? ['home'] : [],
    });
  });

  test('blocked by privacy settings offers the privacy page', async () => {
    const failure = { kind: 'privacy', url: 'https://privacy.example/' } as const;
    const done = await open({ ...makeState({ home: makeMailbox({ failure }) }), accounts: [known] });
    await click(button('Open privacy page'));
    expect(done.visited).toEqual(['home']);
    await open({ ...makeState({ home: makeMailbox({ failure: { kind: 'privacy' } }) }), accounts: [known] });
    expect(buttons()).not.toContain('Open privacy page');
  });

  test('shows the problem of its sign-in until a newer check', async () => {
    const visits = { home: { problem: { kind: 'no-token' }, at: NOW } } as const;
    await open({ ...oneAccount, visits });
    expect(document.body.textContent).toContain(t('signInNoToken'));
    const later = makeMailbox({ attemptedAt: NOW + 1 });
    await open({ ...makeState({ home: later }), accounts: [known], visits });
    expect(document.body.textContent).not.toContain(t('signInNoToken'));
  });

  const trialStatus = () => all('.accounts .trial').map(textOf).join();

  test.each<[Trial, string]>([
    [{ kind: 'works', unread: 3, sms: 1 }, 'It works: 3 unread e-mails, 1 SMS.'],
    [{ kind: 'works', unread: 'withheld', sms: 'withheld' }, 'It works: counts kept private.'],
    [
      { kind: 'failed', failure: { kind: 'http', status: 404 } },
      `Test: The server answered with error 404. ${t('failureHttpHelp')}`,
    ],
  ])('shows the result of a test: %j', async (trial, words) => {
    const trying = deferred<Trial>();
    await open(oneAccount, { tryAccount: () => trying.promise });
    await click(button('Test connection'));
    expect(trialStatus()).toBe('Testing…');
    expect(button('Test connection').disabled).toBe(true);
    await trying.settle(trial);
    expect(trialStatus()).toBe(words);
    expect(textOf(one('[role=status]'))).toBe(words);
    expect(button('Test connection').disabled).toBe(false);
  });

  test('shows a test without an answer as failed', async () => {
    const trying = deferred<Trial>();
    await open(oneAccount, { tryAccount: () => trying.promise });
    await click(button('Test connection'));
    await trying.fail(new Error('no receiver'));
    expect(trialStatus()).toContain(t('failureFault'));
  });

  test('shows the result of a test until a newer check', async () => {
    const checkedAt = (attemptedAt: number) => ({
      ...makeState({ home: makeMailbox({ attemptedAt }) }),
      accounts: [known],
    });
    await open(checkedAt(0));
    await click(button('Test connection'));
    expect(trialStatus()).toBe('It works: 3 unread e-mails, 1 SMS.');
    await open(checkedAt(1));
    expect(trialStatus()).toBe('It works: 3 unread e-mails, 1 SMS.');
    await open(checkedAt(Date.now() + MINUTE));
    expect(trialStatus()).toBe('');
  });
});

import { afterEach, describe, expect, test } from 'vitest';
import type { Failure } from '../../src/core/mailbox/failure';
import { FAILURES, failureHeadline } from '../../src/core/mailbox/failure-table';
import { EVERY_FAILURE, FAILURE_OF } from '../failures';
import { MINUTE, makeAccount, makeMailbox, NOW } from '../make';
import { all, button, buttons, click, deferred, one, show, textOf } from '../page';
import { t } from '../translate';
import { home, list, open, PROBLEMS, problemBox, rows, unread } from './open';

afterEach(() => show(null));

describe('a failure', () => {
  test.each(EVERY_FAILURE)('is described above the last known list: $kind', async failure => {
    await open(home({ ...unread, failure }));
    expect(textOf(problemBox())).toContain(t(failureHeadline(failure, makeAccount())));
    expect(textOf(problemBox())).toContain(t(FAILURES[failure.kind].help));
    expect(rows()).toHaveLength(2);
    expect(problemBox().compareDocumentPosition(list()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  });

  const remedies: [Failure, Parameters<typeof makeAccount>[0], string | undefined, string][] = [
    [FAILURE_OF.offline, {}, undefined, ''],
    [FAILURE_OF.timeout, {}, undefined, ''],
    [FAILURE_OF.fault, {}, undefined, ''],
    [FAILURE_OF.network, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.internal, {}, undefined, ''],
    [FAILURE_OF['web-page'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF.busy, {}, undefined, ''],
    [FAILURE_OF['server-error'], {}, undefined, ''],
    [FAILURE_OF.truncated, {}, undefined, ''],
    [FAILURE_OF.forbidden, {}, 'Edit account', 'settings home'],
    [FAILURE_OF['not-found'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF.empty, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.redirected, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.http, {}, 'Edit account', 'settings home'],
    [FAILURE_OF['too-large'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF.malformed, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.account, {}, 'Edit account', 'settings home'],
    [FAILURE_OF.account, { signInPage: 'https://login.example/' }, 'Sign in', 'sign in home'],
    [FAILURE_OF.service, { serviceId: 'shop' }, 'Edit account', 'settings home'],
    [
      FAILURE_OF.service,
      { serviceId: 'shop', signInPage: 'https://login.example/' },
      'Edit account',
      'settings home',
    ],
    [FAILURE_OF['signed-out'], {}, 'Edit account', 'settings home'],
    [FAILURE_OF['signed-out'], { signInPage: 'https://login.example/' }, 'Sign in', 'sign in home'],
    [FAILURE_OF.permission, {}, 'Allow access', 'allow https://api.example/messages'],
    [FAILURE_OF.privacy, {}, 'Open privacy page', 'privacy page of home'],
    [{ kind: 'privacy' }, {}, undefined, ''],
  ];

  test('has a tested remedy for every kind', () => {
    const kinds = new Set(remedies.map(([{ kind }]) => kind));
    expect(kinds).toEqual(new Set(EVERY_FAILURE.map(({ kind }) => kind)));
  });

  test.each(remedies)('offers its remedy: %j, %j: %s', async (failure, account, name, does) => {
    const done = await open(home({ ...unread, failure }, account));
    expect(buttons(problemBox())).toEqual(name ? [name] : []);
    expect(buttons().includes('Check now')).toBe(name !== 'Sign in' && name !== 'Allow access');
    if (!name) return;
    await click(button(name, problemBox()));
    expect(done).toEqual([does]);
  });

  test.each<[Failure, keyof typeof PROBLEMS]>([
    [FAILURE_OF['signed-out'], 'signInCancelled'],
    [FAILURE_OF.account, 'signInMismatch'],
    [FAILURE_OF.privacy, 'privacyUnreachable'],
  ])('shows the problem of the last visit: %j, %s', async (failure, words) => {
    const state = home({ ...unread, failure }, { signInPage: 'https://login.example/' });
    await open({ ...state, visits: { home: { problem: PROBLEMS[words], at: NOW } } });
    expect(textOf(problemBox())).toContain(t(words));
    expect(textOf(problemBox())).not.toContain(t(FAILURES[failure.kind].help));
  });

  test('opens no second window', async () => {
    const window = deferred<void>();
    const state = home({ ...unread, failure: FAILURE_OF.account }, { signInPage: 'https://login.example/' });
    await open(state, { actions: { signIn: () => window.promise } });
    await click(button('Sign in'));
    expect(button(t('finishInWindow')).disabled).toBe(true);
    await window.settle();
    expect(button('Sign in').disabled).toBe(false);
  });

  const nextTry = t({ key: 'nextTryAt', args: [{ time: NOW + MINUTE }] });

  test.each(EVERY_FAILURE)('shows the time of the next try if that is not soon: $kind', async failure => {
    await open(home({ ...unread, failure, retryAt: NOW + MINUTE }));
    const says = ['back-off', 'quick'].includes(FAILURES[failure.kind].retry);
    expect(textOf(problemBox()).includes(nextTry)).toBe(says);
  });

  test('of a server that Facteur can’t read says so, and what to check, at the third time', async () => {
    const failure: Failure = { kind: 'internal', code: 501 };
    await open(home({ ...unread, failure, failing: { since: NOW, times: 2, same: 2 } }));
    expect(textOf(problemBox())).toContain(t('failureInternalHelp'));
    const done = await open(home({ ...unread, failure, failing: { since: NOW, times: 3, same: 3 } }));
    expect(textOf(problemBox())).toContain(t({ key: 'failureNotUnderstood', args: [501] }));
    expect(textOf(problemBox())).toContain(t('failureNotUnderstoodHelp'));
    expect(textOf(problemBox())).not.toContain(t('failureInternalHelp'));
    await click(button('Edit account', problemBox()));
    expect(done).toEqual(['settings home']);
  });

  test.each([undefined, NOW, NOW - MINUTE])(
    'shows no time for a next try that won’t happen: %s',
    async retryAt => {
      await open(home({ ...unread, failure: FAILURE_OF.timeout, ...(retryAt && { retryAt }) }));
      expect(textOf(problemBox())).not.toContain('Next try');
    },
  );

  test('of the first check is not shown as a running check', async () => {
    await open(home(makeMailbox({ checkedAt: 0, messages: 'unreported', failure: { kind: 'network' } })));
    expect(textOf(one('main'))).not.toContain(t('firstCheck'));
    expect(all('.alert')).toHaveLength(1);
  });

  test('doesn’t show the token', async () => {
    await open(home({ ...unread, failure: { kind: 'account', code: 103 } }, { token: 'secret-token' }));
    expect(document.documentElement.outerHTML).not.toContain('secret-token');
  });
});

import { expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account';
import type { Failure } from '../../../src/core/mailbox/failure';
import { canCheck } from '../../../src/core/view/can-check';
import { FAILURE_OF } from '../../failures';
import { HOUR, makeAccount, makeMailbox, NOW } from '../../make';

const WITH_PAGE = { signInPage: 'https://mail.example/sign-in' };
const offers = (...accounts: [change: Partial<Account>, failure?: Failure | undefined][]) =>
  canCheck(
    {
      accounts: accounts.map(([change], index) => makeAccount({ id: String(index), ...change })),
      mailboxes: Object.fromEntries(
        accounts.map(([, failure], index) => [index, makeMailbox(failure && { failure })]),
      ),
    },
    NOW,
  );

test.each<[string, Partial<Account>, Failure | undefined, boolean]>([
  ['works', {}, undefined, true],
  ['fails for a while', {}, FAILURE_OF.network, true],
  ['is offline', {}, FAILURE_OF.offline, true],
  ['has withheld its mail', {}, FAILURE_OF.privacy, true],
  ['is refused, and may be allowed again at its server', {}, FAILURE_OF.account, true],
  ['has to be signed in to again', WITH_PAGE, FAILURE_OF.account, false],
  ['is signed out', { ...WITH_PAGE, token: '' }, FAILURE_OF['signed-out'], false],
  ['has no token and no sign-in page', { token: '' }, undefined, false],
  ['needs a permission', {}, FAILURE_OF.permission, false],
  ['is paused', { pausedUntil: NOW + HOUR }, undefined, false],
  ['was paused', { pausedUntil: NOW - HOUR }, undefined, true],
])('an account that %s', (_what, change, failure, isOffered) => {
  expect(offers([change, failure])).toBe(isOffered);
});

test('one account that can be checked is enough', () => {
  expect(offers([{ token: '' }], [{}])).toBe(true);
  expect(offers()).toBe(false);
});

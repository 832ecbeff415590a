import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { FIRST_RUN_FORMAT, isFirstRun, progressOf, stepOf } from '../../../src/core/view/first-run';
import { makeMailbox, makeState } from '../../make';

test.each([
  ['no account', {}, 'connect'],
  ['an unchecked account', { home: undefined }, 'allow'],
  ['a failing account', { home: makeMailbox({ failure: { kind: 'permission' } }) }, 'allow'],
  ['an account during its first check', { home: makeMailbox({ checkedAt: 0 }) }, 'allow'],
  ['a working account', { home: makeMailbox() }, 'done'],
  ['a working account among others', { home: undefined, work: makeMailbox() }, 'done'],
] as const)('the step with %s', (_what, mailboxes, step) => {
  expect(stepOf('begun', makeState(mailboxes))).toBe(step);
});

test.each([
  ['connected', 'the account was removed', {}, 'allow'],
  ['checked', 'the account was removed', {}, 'done'],
  ['checked', 'the account fails', { home: makeMailbox({ failure: { kind: 'permission' } }) }, 'done'],
  ['checked', 'an account is added', { home: undefined }, 'done'],
  ['connected', 'an account works', { home: makeMailbox() }, 'done'],
] as const)('once %s, the step when %s', (firstRun, _what, mailboxes, step) => {
  expect(stepOf(firstRun, makeState(mailboxes))).toBe(step);
});

test.each([
  ['unseen', {}, 'begun'],
  ['unseen', { home: undefined }, 'unseen'],
  ['begun', {}, 'begun'],
  ['begun', { home: undefined }, 'connected'],
  ['begun', { home: makeMailbox() }, 'checked'],
  ['connected', {}, 'connected'],
  ['connected', { home: makeMailbox() }, 'checked'],
  ['checked', {}, 'checked'],
  ['over', { home: makeMailbox() }, 'over'],
] as const)('after %s with the accounts %j, the progress is %s', (firstRun, mailboxes, after) => {
  expect(progressOf(firstRun, makeState(mailboxes))).toBe(after);
});

test.each([
  ['unseen', 0, true],
  ['unseen', 1, false],
  ['begun', 0, true],
  ['begun', 1, true],
  ['connected', 0, true],
  ['checked', 1, true],
  ['over', 0, false],
  ['over', 1, false],
] as const)('%s with %d accounts: %s', (firstRun, accounts, shown) => {
  expect(isFirstRun(firstRun, makeState(accounts ? { home: undefined } : {}))).toBe(shown);
});

test('the first steps don’t appear if accounts are locked', () => {
  const policy = parsePolicy({ locked: ['accounts'] });
  expect(isFirstRun('unseen', { ...makeState({}), policy })).toBe(false);
});

test.each([
  ['unseen', 'unseen'],
  ['begun', 'begun'],
  ['connected', 'connected'],
  ['checked', 'checked'],
  ['over', 'over'],
  ['x', 'unseen'],
  [null, 'unseen'],
  [{}, 'unseen'],
])('%j is read as %s', (raw, read) => {
  expect(FIRST_RUN_FORMAT.parse(raw)).toBe(read);
});

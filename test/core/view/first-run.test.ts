import { expect, test } from 'vitest';
import { parsePolicy } from '../../../src/core/policy/parse-policy';
import { FIRST_RUN_FORMAT, isFirstRun, stepOf } from '../../../src/core/view/first-run';
import { makeMailbox, makeState } from '../../make';

test.each([
  ['no account', {}, 'connect'],
  ['an account that was never checked', { home: undefined }, 'allow'],
  ['one that fails', { home: makeMailbox({ failure: { kind: 'permission' } }) }, 'allow'],
  ['one whose first check is under way', { home: makeMailbox({ checkedAt: 0 }) }, 'allow'],
  ['one that works', { home: makeMailbox() }, 'done'],
  ['one that works among others', { home: undefined, work: makeMailbox() }, 'done'],
] as const)('with %s the step is found', (_what, mailboxes, step) => {
  expect(stepOf(makeState(mailboxes))).toBe(step);
});

test.each([
  ['unseen', 0, true],
  ['unseen', 1, false],
  ['begun', 0, true],
  ['begun', 1, true],
  ['over', 0, false],
  ['over', 1, false],
] as const)('%s with %d accounts: %s', (firstRun, accounts, shown) => {
  expect(isFirstRun(firstRun, makeState(accounts ? { home: undefined } : {}))).toBe(shown);
});

test('nobody is led to an account that they may not have', () => {
  const policy = parsePolicy({ locked: ['accounts'] });
  expect(isFirstRun('unseen', { ...makeState({}), policy })).toBe(false);
});

test.each([
  ['begun', 'begun'],
  ['over', 'over'],
  ['x', 'unseen'],
  [null, 'unseen'],
  [{}, 'unseen'],
])('%j is read as %s', (raw, read) => {
  expect(FIRST_RUN_FORMAT.parse(raw)).toBe(read);
});

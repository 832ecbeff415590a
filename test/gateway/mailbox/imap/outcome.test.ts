import { expect, test } from 'vitest';
import { outcomeOf } from '../../../../src/gateway/mailbox/imap/outcome';

test.each([
  ['refused', 'refused'],
  ['unexplained', 'refused'],
  ['busy', 'busy'],
  ['unreachable', 'unreachable'],
  ['timeout', 'unreachable'],
  ['noPassword', 'failed'],
  ['certificate', 'failed'],
  ['noFolder', 'failed'],
  ['unmarked', 'failed'],
  ['unexpected', 'failed'],
] as const)('a sign-in that ends with %s counts as %s', (trouble, outcome) => {
  expect(outcomeOf(trouble)).toBe(outcome);
});

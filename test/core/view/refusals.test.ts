import { expect, test } from 'vitest';
import type { Refusal } from '../../../src/core/mailbox/outbox-entry';
import { refusalText } from '../../../src/core/view/refusals';
import { NOW } from '../../make';
import { t } from '../../translate';

const refusal: Refusal = { action: 'archive', reason: 'quota', count: 1, subject: 'Crumble', at: NOW };
const say = (change: Partial<Refusal>) => t(refusalText({ ...refusal, ...change }));

test('a refusal tells what did not happen with which mail, why, and what to do', () => {
  expect(say({})).toBe(
    'Not archived: “Crumble”. Your mailbox is full. Free some space in it, then try again.',
  );
});

test.each([{ count: 3 }, { subject: '' }])('without one subject it tells how many mails: %j', change => {
  const { count } = { ...refusal, ...change };
  expect(say(change)).toContain(`Not archived: ${t({ plural: 'unreadEmails', count })}. `);
});

import { describe, expect, test } from 'vitest';
import { POST_ACTIONS, REFUSAL_REASONS } from '../../../src/core/answer/api-vocabulary';
import type { Refusal } from '../../../src/core/mailbox/outbox-entry';
import { refusalReason, refusalsText, refusalText } from '../../../src/core/view/refusals';
import { NOW } from '../../make';
import { t } from '../../translate';

const refusal: Refusal = { action: 'archive', reason: 'quota', count: 1, subject: 'Lunch?', at: NOW };

describe('a refusal', () => {
  test('names the mail by its subject, or says that it has none', () => {
    expect(t(refusalText(refusal))).toBe('Not archived: Lunch?');
    expect(t(refusalText({ ...refusal, action: 'delete', subject: '' }))).toBe('Not deleted: (no subject)');
  });

  test('counts several mails', () => {
    expect(t(refusalText({ ...refusal, action: 'markAllRead', count: 3 }))).toBe(
      'Not marked as read: 3 e-mails',
    );
  });

  test('has a text for each action and each reason', () => {
    const texts = POST_ACTIONS.map(action => t(refusalText({ ...refusal, action })));
    expect(new Set(texts).size).toBe(POST_ACTIONS.length - 1);
    const reasons = (['withheld', 'expired', ...REFUSAL_REASONS] as const).map(reason =>
      t(refusalReason({ ...refusal, reason })),
    );
    expect(new Set(reasons).size).toBe(REFUSAL_REASONS.length + 2);
    for (const reason of reasons) expect(reason).toMatch(/\.$/);
  });

  test('is counted with others in one line', () => {
    expect(refusalsText()).toBeUndefined();
    expect(t(refusalsText([refusal]) ?? 'none')).toBe('Not archived: Lunch?');
    expect(t(refusalsText([refusal, refusal]) ?? 'none')).toBe('2 actions failed');
  });
});

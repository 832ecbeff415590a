import type { Refusal } from '../mailbox/outbox-entry';
import type { MessageKey, Text } from '../text/text';

const NOT_DONE: Readonly<Record<Refusal['action'], MessageKey>> = {
  markRead: 'refusedMarkRead',
  markAllRead: 'refusedMarkRead',
  markUnread: 'refusedMarkUnread',
  archive: 'refusedArchive',
  delete: 'refusedDelete',
  restore: 'refusedRestore',
};

const REASONS: Readonly<Record<Refusal['reason'], MessageKey>> = {
  'read-only': 'refusalReadOnly',
  quota: 'refusalQuota',
  'no-folder': 'refusalNoFolder',
  unreachable: 'refusalUnreachable',
  withheld: 'refusalWithheld',
  expired: 'refusalExpired',
  other: 'refusalOther',
};

/** The failed action in words: "Not archived: Dinner on Friday?" */
export function refusalText({ action, count, subject }: Refusal): Text {
  return { key: NOT_DONE[action], args: [mailsText(count, subject)] };
}

/** Why it didn't happen, as a sentence. */
export function refusalReason({ reason }: Refusal): MessageKey {
  return REASONS[reason];
}

/** The failed actions in one line; undefined without refusals. */
export function refusalsText(refusals: readonly Refusal[] = []): Text | undefined {
  const [only, ...more] = refusals;
  if (!only) return undefined;
  return more.length > 0 ? { plural: 'refusals', count: refusals.length } : refusalText(only);
}

/** Names one mail by its subject, several by their number. */
export function mailsText(count: number, subject: string): Text | string {
  if (count > 1) return { plural: 'emails', count };
  return subject || { key: 'noSubject' };
}

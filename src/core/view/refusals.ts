import type { Refusal } from '../mailbox/outbox-entry';
import type { MessageKey, Text } from '../text/text';

/** What didn't happen; `$1` is the mail or how many there are, `$2` the reason. */
const HEADLINES: Readonly<Record<Refusal['action'], MessageKey>> = {
  markRead: 'refusedMarkRead',
  markAllRead: 'refusedMarkRead',
  markUnread: 'refusedMarkUnread',
  archive: 'refusedArchive',
  delete: 'refusedDelete',
  restore: 'refusedRestore',
};

/** Why, and what the user can do. */
const REASONS: Readonly<Record<Refusal['reason'], MessageKey>> = {
  'read-only': 'refusalReadOnly',
  quota: 'refusalQuota',
  'no-folder': 'refusalNoFolder',
  unreachable: 'refusalUnreachable',
  withheld: 'refusalWithheld',
  expired: 'refusalExpired',
  other: 'refusalOther',
};

/** What didn't happen with which mail, why, and what to do. */
export function refusalText({ action, reason, count, subject }: Refusal): Text {
  const mails: Text =
    count === 1 && subject ? { key: 'quotedSubject', args: [subject] } : { plural: 'unreadEmails', count };
  return { key: HEADLINES[action], args: [mails, { key: REASONS[reason] }] };
}

import type { Count } from '../answer/answer';
import { type Mailbox, sumKnown } from '../mailbox/mailbox';
import type { MessageKey, Text } from '../text/text';
import { type State, unreadEmails } from './state';

/** The counts in words: "3 unread e-mails, 1 SMS". Withheld or unreported counts are never shown as 0. */
export function countsText(unread: Count, sms: Count): Text {
  if (unread === 'withheld' && typeof sms === 'string') return { key: 'countsWithheld' };
  const parts: Text[] = [];
  if (typeof unread === 'number') parts.push({ plural: 'unreadEmails', count: unread });
  else if (unread === 'withheld') parts.push({ key: 'unreadEmailsWithheld' });
  if (typeof sms === 'number') parts.push({ plural: 'unreadSms', count: sms });
  const [first, second] = parts;
  if (!first) return { key: sms === 'withheld' ? 'countsWithheld' : 'countsUnreported' };
  return second ? { key: 'countsBoth', args: [first, second] } : first;
}

export function withheldHelp({ sms }: Pick<Mailbox, 'sms'>): MessageKey {
  return typeof sms === 'number' ? 'unreadWithheldHelp' : 'countsWithheldHelp';
}

/** Skips unknown counts. */
export function totalCountsText({
  accounts,
  mailboxes,
  settings,
}: Pick<State, 'accounts' | 'mailboxes' | 'settings'>): Text {
  const known = accounts
    .flatMap(account => mailboxes[account.id] ?? [])
    .filter(mailbox => mailbox.checkedAt > 0);
  const [only] = known;
  if (!only) return { key: accounts.length > 0 ? 'notCheckedYet' : 'titleNoAccount' };
  if (known.length === 1) return countsText(unreadEmails(only, settings), only.sms);
  return countsText(
    sumKnown(known.map(mailbox => unreadEmails(mailbox, settings))) ?? 'unreported',
    sumKnown(known.map(mailbox => mailbox.sms)) ?? 'unreported',
  );
}

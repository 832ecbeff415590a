import type { Account } from '../account/account';
import type { Count } from '../answer/answer';
import { safeLink } from '../answer/link';
import { FAILURES } from '../mailbox/failure-table';
import { isUnchecked, type Mailbox, sumKnown } from '../mailbox/mailbox';
import type { Policy } from '../policy/policy';
import type { Settings } from '../settings/settings';
import type { Visits } from './visits';

/** Everything that the extension shows is a function of this, and this is what storage holds. */
export interface State {
  accounts: Account[];
  settings: Settings;
  /** By account id; an account that was never checked has none. */
  mailboxes: Readonly<Record<string, Mailbox>>;
  /** Whether the browser refused to store what the latest check told, for want of room. */
  storageFull: boolean;
  visits: Visits;
  /** When the snooze ends, ms since 1970; 0 where there is none. */
  snoozedUntil: number;
  /** What the user's organisation has decided; accounts and settings follow it already. */
  policy: Policy;
}

/** How an account stands, worst last. */
export type Standing = 'fine' | 'waiting' | 'failing' | 'needs-you';

/** `waiting` is an account whose first check has not ended. */
export function standingOf(mailbox: Mailbox | undefined, settings: Settings): Standing {
  if (!mailbox || isUnchecked(mailbox)) return 'waiting';
  if (mailbox.failure) return FAILURES[mailbox.failure.kind].look;
  return isAllWithheld(mailbox, settings) ? 'needs-you' : 'fine';
}

/** Whether the user keeps from this service every count that would be shown: none is known, and some are withheld. */
export function isAllWithheld(mailbox: Mailbox, settings: Settings): boolean {
  const counts = countsShown(mailbox, settings);
  return sumKnown(counts) === undefined && counts.includes('withheld');
}

/** Where the user chooses what Facteur may see: as the privacy error says, or else the latest answer. */
export function privacyPageOf({ failure, dashboard }: Mailbox): string | undefined {
  const page = failure?.kind === 'privacy' ? (failure.url ?? dashboard) : dashboard;
  return page && safeLink(page);
}

/** Unread e-mails, and unread SMS where they count, of one account; undefined where neither is known. */
export function unreadOf(mailbox: Mailbox | undefined, settings: Settings): number | undefined {
  if (!mailbox) return undefined;
  return sumKnown(countsShown(mailbox, settings));
}

function countsShown({ unread, sms }: Mailbox, { countSms }: Settings): Count[] {
  return countSms ? [unread, sms] : [unread];
}

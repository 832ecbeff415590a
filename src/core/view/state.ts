import type { Account } from '../account/account';
import type { Count } from '../answer/answer';
import { safeLink } from '../answer/link';
import { FAILURES, remedyFor } from '../mailbox/failure-table';
import { isUnchecked, type Mailbox, sumKnown } from '../mailbox/mailbox';
import type { Policy } from '../policy/policy';
import type { Settings } from '../settings/settings';
import type { Visits } from './visits';

export interface State {
  accounts: Account[];
  settings: Settings;
  /** By account id; absent before the first check. As the user sees them, with the outbox. */
  mailboxes: Readonly<Record<string, Mailbox>>;
  /** The browser had no room to store the latest check. */
  storageFull: boolean;
  visits: Visits;
  /** End of the snooze, ms since 1970; 0 without one. */
  snoozedUntil: number;
  /** Quiet hours are off until then, ms since 1970; 0 if they are on. */
  quietEndedUntil: number;
  /** Already applied to accounts and settings. */
  policy: Policy;
}

/** The state of an account, worst last. `waiting`: the first check has not finished. */
export type Standing = 'fine' | 'waiting' | 'failing' | 'needs-you';

export function standingOf(mailbox: Mailbox | undefined, settings: Settings): Standing {
  if (!mailbox || isUnchecked(mailbox)) return 'waiting';
  if (mailbox.failure) return FAILURES[mailbox.failure.kind].look;
  return isAllWithheld(mailbox, settings) ? 'needs-you' : 'fine';
}

/** Whether a new sign-in is needed and possible. */
export function needsSignIn(account: Account, mailbox: Mailbox | undefined): boolean {
  const failure = mailbox?.failure;
  // A service may be refused because the token is another's.
  const isNeeded =
    !account.token || (failure && (failure.kind === 'service' || remedyFor(failure, account) === 'sign-in'));
  return Boolean(isNeeded && account.signInPage);
}

export function isAllWithheld(mailbox: Mailbox, settings: Settings): boolean {
  const counts = countsShown(mailbox, settings);
  return sumKnown(counts) === undefined && counts.includes('withheld');
}

export function privacyPageOf({ failure, dashboard }: Mailbox): string | undefined {
  const page = failure?.kind === 'privacy' ? (failure.url ?? dashboard) : dashboard;
  return page && safeLink(page);
}

/** Unread e-mails, plus unread SMS if the settings count them; undefined if both are unknown. */
export function unreadOf(mailbox: Mailbox | undefined, settings: Settings): number | undefined {
  if (!mailbox) return undefined;
  return sumKnown(countsShown(mailbox, settings));
}

function countsShown({ unread, sms }: Mailbox, { countSms }: Settings): Count[] {
  return countSms ? [unread, sms] : [unread];
}

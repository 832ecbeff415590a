import type { Account } from '../account/account';
import { isPaused } from '../account/pause';
import type { Count } from '../answer/answer';
import { safeLink } from '../answer/link';
import { FAILURES, remedyFor } from '../mailbox/failure-table';
import { isUnchecked, listOf, type Mailbox, sumKnown } from '../mailbox/mailbox';
import type { Policy } from '../policy/policy';
import { isMutedMail } from '../settings/rules';
import type { Settings } from '../settings/settings';
import type { Seen } from './unseen';
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
  /** The mails that the popup listed last time. */
  seen: Seen;
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

/** Unread e-mails, without the listed ones that are muted if the settings don't count these. */
export function unreadEmails(mailbox: Mailbox, settings: Settings): Count {
  const { unread, messages } = mailbox;
  if (settings.countMuted || typeof unread !== 'number') return unread;
  const muted = listOf(messages).filter(mail => isMutedMail(mail, settings));
  return Math.max(0, unread - muted.length);
}

/** The state without its paused accounts. */
export function withoutPaused(state: State, now: number): State {
  return { ...state, accounts: state.accounts.filter(account => !isPaused(account, now)) };
}

/** The state without the mail of its paused accounts. */
export function withoutPausedMail(state: State, now: number): State {
  const paused = state.accounts.filter(account => isPaused(account, now)).map(({ id }) => id);
  const shown = Object.entries(state.mailboxes).filter(([id]) => !paused.includes(id));
  return { ...state, mailboxes: Object.fromEntries(shown) };
}

/** Unread e-mails, plus unread SMS if the settings count them; undefined if both are unknown. */
export function unreadOf(mailbox: Mailbox | undefined, settings: Settings): number | undefined {
  if (!mailbox) return undefined;
  return sumKnown(countsShown(mailbox, settings));
}

function countsShown(mailbox: Mailbox, settings: Settings): Count[] {
  const emails = unreadEmails(mailbox, settings);
  return settings.countSms ? [emails, mailbox.sms] : [emails];
}

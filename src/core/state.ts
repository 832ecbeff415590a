import type { Account } from './account';
import { FAILURES } from './failure';
import { isUnchecked, listOf, type Mailbox, sumKnown } from './mailbox';
import type { Policy } from './policy';
import type { Settings } from './settings';

/** Everything that the extension shows is a function of this, and this is what storage holds. */
export interface State {
  accounts: Account[];
  settings: Settings;
  /** By account id; an account that was never checked has none. */
  mailboxes: Readonly<Record<string, Mailbox>>;
  /** Whether the browser refused to store what the latest check told, for want of room. */
  storageFull: boolean;
  /** What the user's organisation has decided; accounts and settings follow it already. */
  policy: Policy;
}

/** How an account stands, worst last. */
export type Standing = 'fine' | 'waiting' | 'failing' | 'needs-you';

/** `waiting` is an account whose first check has not ended. */
export function standingOf(mailbox: Mailbox | undefined): Standing {
  if (!mailbox || isUnchecked(mailbox)) return 'waiting';
  if (mailbox.failure) return FAILURES[mailbox.failure.kind].look;
  return isAllWithheld(mailbox) ? 'needs-you' : 'fine';
}

/** Whether the user keeps everything from this service, so that there is nothing to show until they allow some. */
export function isAllWithheld(mailbox: Mailbox): boolean {
  const { unread, sms, messages } = mailbox;
  return unread === 'withheld' && typeof sms === 'string' && listOf(messages).length === 0;
}

/** Unread e-mails, and unread SMS where they count, of one account; undefined where neither is known. */
export function unreadOf(mailbox: Mailbox | undefined, settings: Settings): number | undefined {
  if (!mailbox) return undefined;
  return sumKnown(settings.countSms ? [mailbox.unread, mailbox.sms] : [mailbox.unread]);
}

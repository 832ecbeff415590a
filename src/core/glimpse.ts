import type { Account } from './account';
import { type Mailbox, shownMessages, UNKNOWN_MAILBOX } from './mailbox';

/** More rows than a popup has room for. Thousands would have a person wait for what is out of sight. */
export const IN_SIGHT = 40;

/** By account id, each mailbox as far as the popup's first frame shows it. */
export type Glimpse = Readonly<Record<string, Mailbox>>;

/** Whether there is mail to see, and nothing to be said beside it. */
export function isPlain(mailbox: Mailbox): boolean {
  return !mailbox.failure && typeof mailbox.unread === 'number' && shownMessages(mailbox).length > 0;
}

/**
 * The least that the first frame needs of these accounts, which is a hundredth of what twenty full mailboxes hold:
 * counts, and as many mails as are in sight. One mail at least is of each account, for one without any is told of in
 * words. Undefined where one isn't plain.
 */
export function glimpseOf(
  accounts: readonly Pick<Account, 'id'>[],
  mailboxes: Readonly<Record<string, Mailbox>>,
): Glimpse | undefined {
  const glimpse: Record<string, Mailbox> = {};
  let left = IN_SIGHT;
  for (const { id } of accounts) {
    const mailbox = mailboxes[id];
    if (!mailbox || !isPlain(mailbox)) return undefined;
    const messages = shownMessages(mailbox).slice(0, Math.max(1, left));
    left -= messages.length;
    const { endpoint, revision, checkedAt, unread, sms } = mailbox;
    glimpse[id] = { ...UNKNOWN_MAILBOX, endpoint, revision, checkedAt, unread, sms, messages };
  }
  return glimpse;
}

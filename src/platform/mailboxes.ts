import type { Account } from '../core/account/account';
import { MAILBOX_FORMAT, type Mailbox } from '../core/mailbox/mailbox';
import { mailboxOf } from '../core/mailbox/mailbox-of';
import { unpack } from '../core/store/stored-format';
import { KEYS } from './keys';
import { mutex } from './locks';
import { type StoredItem, storedItem } from './stored-item';

/** One item per account, so that parallel checks never overwrite each other. */
export function mailboxItem(accountId: string): Pick<StoredItem<Mailbox>, 'get' | 'update' | 'remove'> {
  // The background is the only context that writes mailboxes.
  return storedItem(KEYS.mailbox + accountId, 'local', MAILBOX_FORMAT, mutex);
}

/** By account id; accounts that were never checked are missing. */
export type Mailboxes = Readonly<Record<string, Mailbox>>;

export function mailboxesIn(local: Record<string, unknown>, accounts: readonly Account[]): Mailboxes {
  const stored = accounts.filter(({ id }) => KEYS.mailbox + id in local);
  return Object.fromEntries(
    stored.map(account => [
      account.id,
      mailboxOf(account, unpack(MAILBOX_FORMAT, local[KEYS.mailbox + account.id])),
    ]),
  );
}

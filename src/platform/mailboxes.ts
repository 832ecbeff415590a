import type { Account } from '../core/account/account';
import { type Mailbox, mailboxOf } from '../core/mailbox/mailbox';
import { MAILBOX_FORMAT } from '../core/mailbox/mailbox-format';
import { unpack } from '../core/store/stored-format';
import { KEYS } from './keys';
import { mutex } from './locks';
import { type StoredItem, storedItem } from './stored-item';

/** One item an account, so that checks of two accounts never write over each other. */
export function mailboxItem(accountId: string): Pick<StoredItem<Mailbox>, 'get' | 'update' | 'remove'> {
  // Only the background writes them.
  return storedItem(KEYS.mailbox + accountId, 'local', MAILBOX_FORMAT, mutex);
}

/** By account id; an account that was never checked has none. */
export type Mailboxes = Readonly<Record<string, Mailbox>>;

/** The mailboxes of these accounts among what `storage.local` holds. */
export function mailboxesIn(local: Record<string, unknown>, accounts: readonly Account[]): Mailboxes {
  const stored = accounts.filter(({ id }) => KEYS.mailbox + id in local);
  return Object.fromEntries(
    stored.map(account => [
      account.id,
      mailboxOf(account, unpack(MAILBOX_FORMAT, local[KEYS.mailbox + account.id])),
    ]),
  );
}

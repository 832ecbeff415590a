import type { Account } from '../account/account';
import type { Message } from '../answer/answer';
import { mayDo } from '../mailbox/apply-outbox';
import { type Mailbox, shownMessages } from '../mailbox/mailbox';
import type { OutboxEntry } from '../mailbox/outbox-entry';
import type { MessageKey, Text } from '../text/text';
import { mailsText } from './refusals';
import type { State } from './state';

/** The actions that a row offers, in this order. */
export const ROW_ACTIONS = ['markRead', 'archive', 'delete'] as const;

export type RowAction = (typeof ROW_ACTIONS)[number];

export function rowActions(mailbox: Mailbox, message: Message): RowAction[] {
  return ROW_ACTIONS.filter(action => mayDo(mailbox, action, message));
}

/** Whether to offer marking all of this account's mails as read. */
export function mayMarkAllRead(mailbox: Mailbox): boolean {
  const { unread } = mailbox;
  return shownMessages(mailbox).some(message => mayDo(mailbox, 'markRead', message)) && unread !== 0;
}

/** More tabs at once would surprise. */
export const MAX_OPENED = 10;

/** The first mails that can be opened, up to `MAX_OPENED`. */
export function openableMails(mailbox: Mailbox): { mails: Message[]; areAll: boolean } {
  const openable = shownMessages(mailbox).filter(({ link }) => link !== undefined);
  return { mails: openable.slice(0, MAX_OPENED), areAll: openable.length <= MAX_OPENED };
}

const DONE: Readonly<Partial<Record<OutboxEntry['action'], MessageKey>>> = {
  markRead: 'doneMarkRead',
  markAllRead: 'doneMarkRead',
  archive: 'doneArchive',
  delete: 'doneDelete',
};

interface LatestAction {
  account: Account;
  entry: OutboxEntry;
  /** The action in words: "Archived: Dinner on Friday?" */
  text: Text;
}

/** The latest action that can be undone, of all accounts, if it isn't older than `since` (ms since 1970). */
export function latestAction(
  { accounts, mailboxes }: Pick<State, 'accounts' | 'mailboxes'>,
  since: number,
): LatestAction | undefined {
  return accounts
    .flatMap(account => {
      const entry = mailboxes[account.id]?.lastAction;
      const key = entry && DONE[entry.action];
      return entry && key && entry.at >= since ? { account, entry, text: doneText(key, entry) } : [];
    })
    .reduce<LatestAction | undefined>(
      (latest, it) => (latest && latest.entry.at > it.entry.at ? latest : it),
      undefined,
    );
}

function doneText(key: MessageKey, { mails, count = mails.length }: OutboxEntry): Text {
  return { key, args: [mailsText(count, mails[0]?.subject ?? '')] };
}

/** How many actions wait until the server can be reached. */
export function waitingActions({ outbox = [] }: Mailbox): number {
  return outbox.filter(({ action, doneAt }) => action !== 'open' && doneAt === undefined).length;
}

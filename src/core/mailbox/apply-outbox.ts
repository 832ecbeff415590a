import type { MailAction } from '../answer/api-vocabulary';
import { listOf, type Mailbox } from './mailbox';
import type { OutboxEntry } from './outbox-entry';
import { pendingWithout } from './pending';
import { withOutbox } from './with-outbox';

/** Queues and undoes the user's actions. Times are ms since 1970. */

/** Whether the server lets Facteur do this with the mail. */
export function mayDo(
  { actions = [] }: Pick<Mailbox, 'actions'>,
  action: MailAction,
  { messageId }: { messageId?: string },
): boolean {
  return actions.includes(action) && messageId !== undefined;
}

/** An action that the user wants. */
export interface Wish {
  entryId: string;
  action: Exclude<OutboxEntry['action'], 'markUnread' | 'restore'>;
  /** Of listed messages; none for all. */
  ids: readonly string[];
  /** The notification whose button was pressed. */
  noticeId?: string;
}

/**
 * Queues an action; its mails are no longer announced. The same mailbox if there is nothing to do, the
 * server supports no actions, or the entry was queued before.
 */
export function withWish(mailbox: Mailbox, { entryId, action, ids, noticeId }: Wish, now: number): Mailbox {
  if (action !== 'open' && !mailbox.actions) return mailbox;
  const { messages, unread } = withOutbox(mailbox);
  const listed = listOf(messages);
  const isAll = action === 'markAllRead';
  const mails = isAll
    ? listed
    : listed.filter(
        ({ id, messageId }) => ids.includes(id) && (action === 'open' || messageId !== undefined),
      );
  const count = isAll && typeof unread === 'number' ? Math.max(unread, mails.length) : undefined;
  if ((count ?? mails.length) === 0) return mailbox;
  const after = queued(mailbox, {
    id: entryId,
    action,
    mails,
    at: now,
    ...(count !== undefined && { count }),
    ...(isAll && mailbox.askedFolders && { folders: mailbox.askedFolders }),
    ...(noticeId !== undefined && { noticeId }),
  });
  if (after === mailbox) return mailbox;
  const news = { about: 'mail', messageIds: mails.map(({ id }) => id) } as const;
  return { ...after, pending: pendingWithout(mailbox.pending, news, isAll ? Infinity : 0) };
}

/** The same mailbox if the entry was queued before. */
function queued(mailbox: Mailbox, entry: OutboxEntry): Mailbox {
  const { outbox = [], lastAction } = mailbox;
  if (lastAction?.id === entry.id || outbox.some(({ id }) => id === entry.id)) return mailbox;
  const after = { ...mailbox, outbox: [...outbox, entry] };
  return entry.action === 'open' || entry.undoes !== undefined ? after : { ...after, lastAction: entry };
}

const OPPOSITE = {
  markRead: 'markUnread',
  archive: 'restore',
  delete: 'restore',
  markAllRead: 'markUnread',
} as const satisfies Partial<Record<OutboxEntry['action'], OutboxEntry['action']>>;

/**
 * Takes back the latest action: removes it if it was never sent, otherwise queues its opposite. The same mailbox if
 * another action has followed.
 * @param undoId the id of the entry for the opposite
 */
export function undone(mailbox: Mailbox, entryId: string, undoId: string, now: number): Mailbox {
  const { lastAction, ...rest } = mailbox;
  if (lastAction?.id !== entryId || !(lastAction.action in OPPOSITE)) return mailbox;
  const { outbox = [] } = mailbox;
  const waiting = outbox.find(({ id }) => id === entryId);
  if (waiting && waiting.begunAt === undefined)
    return { ...rest, outbox: outbox.filter(entry => entry !== waiting) };
  const { begunAt: _begun, doneAt: _done, noticeId: _notice, folders: _folders, ...same } = lastAction;
  const action = OPPOSITE[lastAction.action as keyof typeof OPPOSITE];
  return queued(rest, { ...same, id: undoId, action, at: now, undoes: entryId });
}

/** The notification has told why its action was refused. */
export function withToldRefusal(mailbox: Mailbox, noticeId: string): Mailbox {
  const { refusals = [] } = mailbox;
  const told = refusals.map(({ noticeId: from, ...refusal }) =>
    from === undefined || from === noticeId ? refusal : { ...refusal, noticeId: from },
  );
  return { ...mailbox, refusals: told };
}

export function withoutRefusals({ refusals: _read, ...mailbox }: Mailbox): Mailbox {
  return mailbox;
}

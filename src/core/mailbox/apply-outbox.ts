import type { ActionStatus, MailAction, RefusalReason } from '../answer/api-vocabulary';
import { listOf, type Mailbox } from './mailbox';
import type { OutboxEntry, Refusal } from './outbox-entry';
import { withOutbox } from './with-outbox';

/** Changes of a mailbox's outbox. Times are ms since 1970. */

/** An action that isn't sent within this time is forgotten, in ms. */
const EXPIRY = 24 * 60 * 60_000;

/** After a mail was opened, its reader gets this time to mark it as read, in ms. */
const OPENING = 10_000;

const MAX_REFUSALS = 5;

/** What the server said about one message. */
export interface ActionResult {
  messageId: string;
  status: ActionStatus;
  reason?: RefusalReason;
}

/** Whether the server lets Facteur do this with the mail. */
export function mayDo(
  { actions = [] }: Pick<Mailbox, 'actions'>,
  action: MailAction,
  { messageId }: { messageId?: string },
): boolean {
  return actions.includes(action) && messageId !== undefined;
}

/** What the user asks for; `ids` are those of listed messages, none for all. */
export interface Wish {
  entryId: string;
  action: OutboxEntry['action'];
  ids: readonly string[];
  noticeId?: string;
}

/** The same mailbox if there is nothing to do, or the entry was queued before. */
export function withWish(mailbox: Mailbox, wish: Wish, now: number): Mailbox {
  const { entryId, action, ids, noticeId } = wish;
  const { messages, unread } = withOutbox(mailbox);
  const listed = listOf(messages);
  const isAll = action === 'markAllRead';
  const mails = isAll ? listed : listed.filter(({ id }) => ids.includes(id));
  const count = isAll && typeof unread === 'number' ? Math.max(unread, mails.length) : undefined;
  if ((count ?? mails.length) === 0) return mailbox;
  return queued(mailbox, {
    id: entryId,
    action,
    mails,
    at: now,
    ...(count !== undefined && { count }),
    ...(noticeId !== undefined && { noticeId }),
  });
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
  const { begunAt: _begun, doneAt: _done, noticeId: _notice, ...same } = lastAction;
  const action = OPPOSITE[lastAction.action as keyof typeof OPPOSITE];
  return queued(rest, { ...same, id: undoId, action, at: now, undoes: entryId });
}

/** The next entry to send; undefined if there is none. */
export function nextToSend({ outbox = [] }: Mailbox): OutboxEntry | undefined {
  return outbox.find(({ action, doneAt }) => action !== 'open' && doneAt === undefined);
}

/** The server's ids of an entry. */
export function idsToSend({ mails, messageIds }: OutboxEntry): string[] {
  return messageIds ?? mails.flatMap(({ messageId }) => messageId ?? []);
}

export function begun(mailbox: Mailbox, entryId: string, now: number): Mailbox {
  return withEntry(mailbox, entryId, entry => ({ ...entry, begunAt: now }));
}

/** Notes what the server has done. Mails that it refuses come back, with a word. */
export function applyResults(
  mailbox: Mailbox,
  entryId: string,
  results: readonly ActionResult[],
  now: number,
): Mailbox {
  const entry = mailbox.outbox?.find(({ id }) => id === entryId);
  if (!entry) return mailbox;
  const refusals = results.filter(({ status }) => status === 'refused');
  const refusedIds = new Set(refusals.map(({ messageId }) => messageId));
  const isRefused = ({ messageId = '' }: OutboxEntry['mails'][number]) => refusedIds.has(messageId);
  const refused = entry.mails.filter(isRefused);
  const mails = entry.mails.filter(mail => !isRefused(mail));
  const messageIds =
    entry.action === 'markAllRead'
      ? results.filter(({ status }) => status === 'done').map(({ messageId }) => messageId)
      : entry.messageIds;
  const reason = refusals[0]?.reason ?? 'other';
  if (refusals.length > 0 && mails.length === 0 && refusals.length === results.length)
    return applyRefused(mailbox, entryId, reason, now);
  const after = withEntry(mailbox, entryId, ({ count, ...same }) => ({
    ...same,
    mails,
    ...(count !== undefined && { count: Math.max(mails.length, count - refusals.length) }),
    ...(messageIds && { messageIds }),
    doneAt: now,
  }));
  const told = withOppositeOf(after, entryId, messageIds);
  return refusals.length > 0 ? withRefusal(told, { ...entry, mails: refused }, reason, now) : told;
}

/** Drops an entry that the server can't do at all, with a word. */
export function applyRefused(
  mailbox: Mailbox,
  entryId: string,
  reason: Refusal['reason'],
  now: number,
): Mailbox {
  const entry = mailbox.outbox?.find(({ id }) => id === entryId);
  return entry ? withRefusal(without(mailbox, entryId), entry, reason, now) : mailbox;
}

/** Drops what wasn't sent within a day, with a word. The same mailbox if there is nothing. */
export function withoutExpired(mailbox: Mailbox, now: number): Mailbox {
  const expired = (mailbox.outbox ?? []).filter(
    ({ action, at, doneAt }) => action !== 'open' && doneAt === undefined && at + EXPIRY <= now,
  );
  return expired.reduce((after, { id }) => applyRefused(after, id, 'expired', now), mailbox);
}

/**
 * Drops the entries that an answer shows.
 * @param askedAt when the answer was asked for
 */
export function withoutShown(mailbox: Mailbox, askedAt: number): Mailbox {
  const { outbox, ...rest } = mailbox;
  if (!outbox) return mailbox;
  const left = outbox.filter(({ action, at, doneAt = Number.POSITIVE_INFINITY }) =>
    // A clock that was set back must not keep an entry for ever.
    action === 'open' ? askedAt < at + OPENING && askedAt >= at - OPENING : askedAt < doneAt,
  );
  return left.length > 0 ? { ...rest, outbox: left } : rest;
}

export function withoutRefusals({ refusals: _read, ...mailbox }: Mailbox): Mailbox {
  return mailbox;
}

function withEntry(mailbox: Mailbox, entryId: string, change: (entry: OutboxEntry) => OutboxEntry): Mailbox {
  const { outbox = [], lastAction } = mailbox;
  const changed = outbox.map(entry => (entry.id === entryId ? change(entry) : entry));
  const entry = changed.find(({ id }) => id === entryId);
  if (!entry) return mailbox;
  return { ...mailbox, outbox: changed, ...(lastAction?.id === entryId && { lastAction: entry }) };
}

/** An opposite that was queued before its ids were known gets them. */
function withOppositeOf(mailbox: Mailbox, entryId: string, messageIds: string[] | undefined): Mailbox {
  const opposite = mailbox.outbox?.find(({ undoes }) => undoes === entryId);
  if (!opposite || !messageIds) return mailbox;
  return withEntry(mailbox, opposite.id, entry => ({ ...entry, messageIds }));
}

function without({ lastAction, outbox = [], ...rest }: Mailbox, entryId: string): Mailbox {
  return {
    ...rest,
    outbox: outbox.filter(({ id, undoes }) => id !== entryId && undoes !== entryId),
    ...(lastAction && lastAction.id !== entryId && { lastAction }),
  };
}

function withRefusal(
  mailbox: Mailbox,
  { action, mails, count = mails.length }: OutboxEntry,
  reason: Refusal['reason'],
  now: number,
): Mailbox {
  if (action === 'open') return mailbox;
  const refusal = { action, reason, count: Math.max(1, count), subject: mails[0]?.subject ?? '', at: now };
  return { ...mailbox, refusals: [...(mailbox.refusals ?? []), refusal].slice(-MAX_REFUSALS) };
}

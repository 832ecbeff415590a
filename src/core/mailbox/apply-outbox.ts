import type { ActionResult, Message } from '../answer/answer';
import type { MailAction, PostAction } from '../answer/api-vocabulary';
import { type Known, listOf, type Mailbox } from './mailbox';
import type { OutboxEntry, Refusal } from './outbox-entry';
import { pendingWithout } from './pending';
import { OPENING } from './schedule';
import { withOutbox } from './with-outbox';

/** Changes of a mailbox's outbox. Times are ms since 1970. */

/** An action that isn't sent within this time is forgotten, in ms. */
const EXPIRY = 24 * 60 * 60_000;

/** No check takes longer than this, in ms: the browser ends the background. */
const LONGEST_CHECK = 5 * 60_000;

const MAX_REFUSALS = 5;

/** Whether the server lets Facteur do this with the mail. */
export function mayDo(
  { actions = [] }: Pick<Mailbox, 'actions'>,
  action: MailAction,
  { messageId }: { messageId?: string },
): boolean {
  return actions.includes(action) && messageId !== undefined;
}

/** What the user asks for. */
export interface Wish {
  entryId: string;
  action: Exclude<OutboxEntry['action'], 'markUnread' | 'restore'>;
  /** Of listed messages; none for all. */
  ids: readonly string[];
  /** The notification whose button was pressed. */
  noticeId?: string;
}

/**
 * Queues what the user asks for; these mails are no longer announced. The same mailbox if there is nothing to do, or the
 * entry was queued before.
 */
export function withWish(mailbox: Mailbox, { entryId, action, ids, noticeId }: Wish, now: number): Mailbox {
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
  const { begunAt: _begun, doneAt: _done, noticeId: _notice, ...same } = lastAction;
  const action = OPPOSITE[lastAction.action as keyof typeof OPPOSITE];
  return queued(rest, { ...same, id: undoId, action, at: now, undoes: entryId });
}

export type Sendable = OutboxEntry & { action: PostAction };

/** The next entry to send; undefined if there is none. */
export function nextToSend({ outbox = [] }: Mailbox): Sendable | undefined {
  return outbox.filter(isSendable).find(({ doneAt }) => doneAt === undefined);
}

function isSendable(entry: OutboxEntry): entry is Sendable {
  return entry.action !== 'open';
}

/** The server's ids of an entry. */
export function idsToSend({ mails, messageIds }: OutboxEntry): string[] {
  return messageIds ?? mails.flatMap(({ messageId }) => messageId ?? []);
}

export function begun(mailbox: Mailbox, entryId: string, now: number): Mailbox {
  return withEntry(mailbox, entryId, entry => ({ ...entry, begunAt: now }));
}

/** Notes what the server has done. Mails that it refuses, or says nothing about, come back with a word. */
export function applyResults(
  mailbox: Mailbox,
  entryId: string,
  results: readonly ActionResult[],
  now: number,
): Mailbox {
  const entry = mailbox.outbox?.find(({ id }) => id === entryId);
  if (!entry) return mailbox;
  const isAll = entry.action === 'markAllRead';
  const statuses = new Map(results.map(it => [it.messageId, it]));
  const asked = isAll ? results.map(({ messageId }) => messageId) : idsToSend(entry);
  const refused = asked.filter(id => (statuses.get(id)?.status ?? 'refused') === 'refused');
  const reason = refused.map(id => statuses.get(id)?.reason).find(it => it !== undefined) ?? 'other';
  if (refused.length > 0 && refused.length === asked.length)
    return applyRefused(mailbox, entryId, reason, now);

  const isRefused = ({ messageId = '' }: Message) => refused.includes(messageId);
  const done = asked.filter(id => statuses.get(id)?.status === 'done');
  // A server that is told twice, because its first answer was lost, has marked nothing the second time.
  const messageIds = isAll && done.length > 0 ? done : entry.messageIds?.filter(id => !refused.includes(id));
  const mails = entry.mails.filter(mail => !isRefused(mail));
  const outcome = {
    mails,
    ...(entry.count !== undefined && { count: Math.max(mails.length, entry.count - refused.length) }),
    ...(messageIds && { messageIds }),
  };
  const after = withEntry(mailbox, entryId, it => ({ ...it, ...outcome, doneAt: now }));
  const opposite = mailbox.outbox?.find(({ undoes }) => undoes === entryId);
  const told = opposite ? withEntry(after, opposite.id, it => ({ ...it, ...outcome })) : after;
  if (refused.length === 0) return told;
  return withRefusal(
    told,
    { ...entry, mails: entry.mails.filter(isRefused), count: refused.length },
    reason,
    now,
  );
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

/**
 * Drops what wasn't sent within a day, with a word, and forgets the latest action then. The same mailbox if there is
 * nothing.
 */
export function withoutExpired(mailbox: Mailbox, now: number): Mailbox {
  // Also if the clock was set back since.
  const isOld = ({ at }: OutboxEntry) => Math.abs(now - at) >= EXPIRY;
  const { lastAction, ...rest } = mailbox;
  const expired = (mailbox.outbox ?? []).filter(entry => entry.doneAt === undefined && isOld(entry));
  return expired.reduce(
    (after, { id }) => applyRefused(after, id, 'expired', now),
    lastAction && isOld(lastAction) ? rest : mailbox,
  );
}

/**
 * Drops the entries that the latest answer shows.
 * @param askedAt when the answer was asked for
 */
export function withoutShown(mailbox: Mailbox, askedAt: number): Mailbox {
  const { outbox, ...rest } = mailbox;
  if (!outbox) return mailbox;
  const listed = new Set(listOf(mailbox.messages).map(({ id }) => id));
  const left = outbox.filter(entry =>
    entry.action === 'open'
      ? entry.mails.some(({ id }) => listed.has(id)) && isAskedBefore(askedAt, entry.at + OPENING)
      : isNotShown(entry, askedAt),
  );
  return left.length > 0 ? { ...rest, outbox: left } : rest;
}

function isNotShown({ doneAt }: OutboxEntry, askedAt: number): boolean {
  return doneAt === undefined || isAskedBefore(askedAt, doneAt);
}

/** False if the clock was set back since: no entry stays for ever. */
function isAskedBefore(askedAt: number, moment: number): boolean {
  return askedAt < moment && askedAt > moment - LONGEST_CHECK;
}

/**
 * What is known, for an answer that shows what the outbox moved: mail that was moved back is no arrival.
 * @param askedAt when the answer was asked for
 */
export function withMoves({ known, outbox = [] }: Mailbox, askedAt: number): Known | undefined {
  if (!known || typeof known.emails !== 'number') return known;
  const shown = outbox.filter(entry => entry.action !== 'open' && !isNotShown(entry, askedAt));
  const moved = shown.reduce((sum, { action, mails }) => sum + (MOVES[action] ?? 0) * mails.length, 0);
  return moved === 0 ? known : { ...known, emails: Math.max(0, known.emails + moved) };
}

/** How each mail of an action changes NoEMails. */
const MOVES: Partial<Record<OutboxEntry['action'], number>> = { archive: -1, delete: -1, restore: 1 };

/** The user withholds the mails: forgets them. */
export function withdrawn({ outbox: _outbox, lastAction: _last, refusals, ...mailbox }: Mailbox): Mailbox {
  return refusals ? { ...mailbox, refusals: refusals.map(it => ({ ...it, subject: '' })) } : mailbox;
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

function withEntry(mailbox: Mailbox, entryId: string, change: (entry: OutboxEntry) => OutboxEntry): Mailbox {
  const { outbox = [], lastAction } = mailbox;
  const changed = outbox.map(entry => (entry.id === entryId ? change(entry) : entry));
  const entry = changed.find(({ id }) => id === entryId);
  if (!entry) return mailbox;
  return { ...mailbox, outbox: changed, ...(lastAction?.id === entryId && { lastAction: entry }) };
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
  { action, mails, count = mails.length, noticeId }: OutboxEntry,
  reason: Refusal['reason'],
  now: number,
): Mailbox {
  if (action === 'open') return mailbox;
  const refusal: Refusal = {
    action,
    reason,
    count: Math.max(1, count),
    subject: reason === 'withheld' ? '' : (mails[0]?.subject ?? ''),
    at: now,
    ...(noticeId !== undefined && { noticeId }),
  };
  return { ...mailbox, refusals: [...(mailbox.refusals ?? []), refusal].slice(-MAX_REFUSALS) };
}

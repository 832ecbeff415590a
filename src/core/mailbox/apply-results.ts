import type { ActionResult, Message } from '../answer/answer';
import type { PostAction } from '../answer/api-vocabulary';
import type { Mailbox } from './mailbox';
import type { OutboxEntry, Refusal } from './outbox-entry';

/** Sends the entries of the outbox and applies the server's results. Times are ms since 1970. */

/** An action that isn't sent within this time is forgotten, in ms. */
const EXPIRY = 24 * 60 * 60_000;

const MAX_REFUSALS = 5;

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

/** Applies the server's results. Mails that it refuses, or says nothing about, come back with a word. */
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
 * Drops actions that weren't sent within a day, with a word, and the latest action with them. The same mailbox if there
 * are none.
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

/** Empties the outbox, with a word for actions that the server hasn't done. */
export function withoutOutbox(mailbox: Mailbox): Mailbox {
  const unsent = (mailbox.outbox ?? []).filter(({ doneAt }) => doneAt === undefined);
  const told = unsent.reduce((after, { id, at }) => applyRefused(after, id, 'expired', at), mailbox);
  const { outbox: _outbox, lastAction: _last, ...rest } = told;
  return rest;
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

/** A refusal takes the place of a former one of the same action on the same mail. */
function withRefusal(
  mailbox: Mailbox,
  { action, mails, count = mails.length, noticeId }: OutboxEntry,
  reason: Refusal['reason'],
  now: number,
): Mailbox {
  if (action === 'open') return mailbox;
  const mailId = mails[0]?.id;
  const isSame = (it: Refusal) => it.action === action && it.mailId === mailId;
  const { refusals = [] } = mailbox;
  const told = noticeId ?? refusals.find(isSame)?.noticeId;
  const refusal: Refusal = {
    action,
    reason,
    count: Math.max(1, count),
    subject: reason === 'withheld' ? '' : (mails[0]?.subject ?? ''),
    at: now,
    ...(mailId !== undefined && { mailId }),
    ...(told !== undefined && { noticeId: told }),
  };
  return { ...mailbox, refusals: [...refusals.filter(it => !isSame(it)), refusal].slice(-MAX_REFUSALS) };
}

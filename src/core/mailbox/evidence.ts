import type { Answer, Count, Message } from '../answer/answer';
import type { ListOrder } from './list-order';
import { type Known, listOf } from './mailbox';

/** How far the clocks of senders, server and this computer may differ, in ms; also a normal delivery time. */
export const TOLERANCE = 60 * 60_000;

export interface Entry {
  id: string;
  isSeen: boolean;
  /** In the last list; `isSeen`: in any earlier one. */
  isKept: boolean;
  /** ms since 1970; -Infinity without a date, or with one more than an hour ahead. */
  date: number;
  /**
   * It arrived after this, ms since 1970: the latest date of it and of all below. -Infinity without dates.
   */
  cameAfter: number;
  /** It may be old mail from beyond the end of the last list. */
  mayBeHidden: boolean;
}

export interface Evidence {
  /** Newest first. */
  firstListed: Entry[];
  listed: number;
  /** The time of the last list, ms since 1970. */
  since: number;
  /** The rise of NoEMails; undefined if not reported. */
  total: number | undefined;
  /** The rise of NoUnReadMails, without mail that was only marked as unread; undefined if not reported. */
  unread: number | undefined;
  /** Unread mails beyond the end of this list; 0 if not reported. */
  hidden: number;
  /** Mails of the last list that this one lacks: read, deleted, or pushed out by newer mail. */
  gone: number;
  /** Those of `gone` that stood above a mail that is still listed: read or deleted, not pushed out. */
  surelyGone: number;
  anyKept: boolean;
  /** The list may be in order of arrival: it has no dates, or its dates are not in the order of the list. */
  isByArrival: boolean;
}

/**
 * @param answer its messages are newest first
 * @param now ms since 1970, by the server's clock if that is right
 */
export function evidenceOf(known: Known, answer: Answer, order: ListOrder, now: number): Evidence {
  const since = Math.min(known.asOf, now);
  const entries = entriesOf(known, listOf(answer.messages), now);
  const lastKept = entries.findLastIndex(({ isKept }) => isKept);
  const firstListed = entries.filter(({ isSeen }) => !isSeen);
  const total = rise(known.emails, answer.emails);
  const risen = rise(known.unread, answer.unread);
  // Mail above one of the last list was not hidden behind it. Seen mail there was marked as unread.
  const above = !known.partial ? entries : order === 0 ? [] : entries.slice(0, Math.max(0, lastKept));
  const marked = above.filter(({ isSeen, isKept }) => isSeen && !isKept).length;
  const unread = risen === undefined ? undefined : risen - marked;
  const allCame = unread !== undefined && unread >= firstListed.length && (total === undefined || total > 0);

  const here = new Set(entries.map(({ id }) => id));
  const lastIds = lastList(known);
  const isGone = (id: string) => !here.has(id);
  const gone = lastIds.filter(isGone).length;
  const showsOlder = entries.slice(lastKept + 1).some(({ isSeen }) => isSeen);

  const hiddenBefore = known.hiddenBefore ?? since - TOLERANCE;
  const earliestKept = Math.min(
    ...entries.map(({ isKept, date }) => (isKept && date > -Infinity ? date : Infinity)),
  );
  // How many mails dated before the last list the counts allow to be new.
  let newByDate = unread === undefined || unread + gone < 0 ? Infinity : Math.max(unread + gone, total ?? 0);
  newByDate -= above.filter(({ isSeen }) => !isSeen).length;
  for (const entry of firstListed) {
    const { date } = entry;
    // A mail dated after one above it: the list is in order of arrival, so this mail arrived before that one.
    const isLater = date > hiddenBefore && date <= earliestKept;
    entry.mayBeHidden = !allCame && !above.includes(entry) && !(isLater && (date > since || newByDate-- > 0));
  }
  return {
    firstListed,
    listed: entries.length,
    since,
    total,
    unread,
    hidden: typeof answer.unread === 'number' ? Math.max(0, answer.unread - entries.length) : 0,
    gone,
    surelyGone: showsOlder
      ? gone
      : lastIds.slice(0, lastIds.findLastIndex(id => !isGone(id)) + 1).filter(isGone).length,
    anyKept: lastKept >= 0,
    isByArrival:
      entries.every(({ date }) => date === -Infinity) ||
      entries.some(({ date, cameAfter }) => date > -Infinity && date < cameAfter),
  };
}

function entriesOf(known: Known, messages: readonly Message[], now: number): Entry[] {
  const isSeen = seenIn(known);
  const last = new Set(lastList(known));
  const entries = messages.map((message): Entry => {
    const date = message.date !== undefined && message.date <= now + TOLERANCE ? message.date : -Infinity;
    return {
      id: message.id,
      isSeen: isSeen(message),
      isKept: last.has(message.id),
      date,
      cameAfter: date,
      mayBeHidden: false,
    };
  });
  let below = -Infinity;
  for (const entry of entries.toReversed()) {
    below = Math.max(below, entry.date);
    entry.cameAfter = below;
  }
  return entries;
}

/**
 * Signed as `ListOrder`; 0 if unknown. New mail comes at the newest end, old mail comes into view at the
 * other.
 */
export function orderHint(known: Known, answer: Answer): number {
  const messages = listOf(answer.messages);
  const last = new Set(lastList(known));
  const isSeen = seenIn(known);
  const firstListed = messages.filter(message => !isSeen(message)).length;
  const firstKept = messages.findIndex(({ id }) => last.has(id));
  const lastKept = messages.findLastIndex(({ id }) => last.has(id));
  if (firstListed === 0 || firstKept < 0) return 0;
  const isAt = (from: number, to: number) =>
    messages.slice(from, to).filter(message => !isSeen(message)).length === firstListed;
  const end = isAt(0, firstKept) ? 1 : isAt(lastKept + 1, messages.length) ? -1 : 0;
  const unread = rise(known.unread, answer.unread);
  const came = rise(known.emails, answer.emails) ?? unread ?? 0;
  if (came >= firstListed) return 2 * end;
  const gone = [...last].filter(id => !messages.some(message => message.id === id)).length;
  return unread !== undefined && unread + gone <= 0 ? -2 * end : 0;
}

function rise(before: Count, after: Count): number | undefined {
  return typeof before === 'number' && typeof after === 'number' ? after - before : undefined;
}

function lastList({ seen, listed }: Known): string[] {
  return listed > 0 ? seen.slice(-listed) : [];
}

/**
 * Tells whether an earlier list contained a mail. Version 1.0.0 knew mails by other ids, which `former` holds. A mail dated
 * after its last check (`until`) is not one of them.
 */
function seenIn({ seen, former }: Known): (message: Message) => boolean {
  const ids = new Set(seen);
  const seenBefore = new Set(former?.ids);
  const until = former?.until ?? 0;
  return ({ id, serverId, date = until }) => ids.has(id) || (date <= until && seenBefore.has(serverId));
}

import type { Answer, Count, Message } from '../answer/answer';
import type { ListOrder } from './list-order';
import { type Known, listOf } from './mailbox';

/** By how much the clocks of senders, of the server and of this computer may differ and still be right, in ms; a usual delivery takes no longer. */
export const TOLERANCE = 60 * 60_000;

/** A listed mail, and what its place and its date tell. */
export interface Entry {
  id: string;
  /** Whether a list before held it. */
  isSeen: boolean;
  /** Whether the last list held it. */
  isKept: boolean;
  /** ms since 1970; -Infinity where it has none, or one that can't be. */
  date: number;
  /** A time after which it came, ms since 1970: those below it were sent before. -Infinity where no date tells. */
  cameAfter: number;
  /** Whether it may have been hidden behind the last list. */
  mayBeHidden: boolean;
}

export interface Evidence {
  /** The listed mails that were never seen, newest first. */
  unseen: Entry[];
  /** How many mails this list holds. */
  listed: number;
  /** When the last list came, ms since 1970. */
  since: number;
  /** By how much NoEMails and NoUnReadMails have risen, mail left out that was only marked as unread; undefined where not told. */
  total: number | undefined;
  unread: number | undefined;
  /** How many unread mails the list has no room for; 0 where not told. */
  hidden: number;
  /** How many of the last list are no longer listed: read, deleted, or pushed out by newer ones. */
  gone: number;
  /** How many of those were read or deleted for certain: they stood above one that is listed. */
  surelyGone: number;
  /** Whether any of the last list is listed still. */
  anyKept: boolean;
  /** Whether the list may be in order of arrival: it has no dates, or they don't follow its order. */
  isByArrival: boolean;
}

/**
 * Compares an answer with the lists before it. The answer's messages are newest first.
 * @param now ms since 1970, by the server's clock where it is right
 */
export function evidenceOf(known: Known, answer: Answer, order: ListOrder, now: number): Evidence {
  const since = Math.min(known.asOf, now);
  const entries = entriesOf(known, listOf(answer.messages), now);
  const lastKept = entries.findLastIndex(({ isKept }) => isKept);
  const unseen = entries.filter(({ isSeen }) => !isSeen);
  const total = rise(known.emails, answer.emails);
  const risen = rise(known.unread, answer.unread);
  // What stands above a mail of the last list was not behind it; and is seen only if it was marked as unread.
  const above = !known.partial ? entries : order === 0 ? [] : entries.slice(0, Math.max(0, lastKept));
  const marked = above.filter(({ isSeen, isKept }) => isSeen && !isKept).length;
  const unread = risen === undefined ? undefined : risen - marked;
  const allCame = unread !== undefined && unread >= unseen.length && (total === undefined || total > 0);

  const here = new Set(entries.map(({ id }) => id));
  const lastIds = lastList(known);
  const isGone = (id: string) => !here.has(id);
  const gone = lastIds.filter(isGone).length;
  const showsOlder = entries.slice(lastKept + 1).some(({ isSeen }) => isSeen);

  const hiddenBefore = known.hiddenBefore ?? since - TOLERANCE;
  const earliestKept = Math.min(
    ...entries.map(({ isKept, date }) => (isKept && date > -Infinity ? date : Infinity)),
  );
  // Where the counts tell how many are newly unread, only dates after the last list make more of them.
  let newByDate = unread === undefined || unread + gone < 0 ? Infinity : Math.max(unread + gone, total ?? 0);
  newByDate -= above.filter(({ isSeen }) => !isSeen).length;
  for (const entry of unseen) {
    const { date } = entry;
    // Below a mail that it is dated after, it stands by its arrival, and so came before that one.
    const isLater = date > hiddenBefore && date <= earliestKept;
    entry.mayBeHidden = !allCame && !above.includes(entry) && !(isLater && (date > since || newByDate-- > 0));
  }
  return {
    unseen,
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

/** Which end of the list new mail came to, or old mail came into view at; 0 where that can't be told. As in `ListOrder`. */
export function orderHint(known: Known, answer: Answer): number {
  const messages = listOf(answer.messages);
  const last = new Set(lastList(known));
  const isSeen = seenIn(known);
  const unseen = messages.filter(message => !isSeen(message)).length;
  const firstKept = messages.findIndex(({ id }) => last.has(id));
  const lastKept = messages.findLastIndex(({ id }) => last.has(id));
  if (unseen === 0 || firstKept < 0) return 0;
  const isAt = (from: number, to: number) =>
    messages.slice(from, to).filter(message => !isSeen(message)).length === unseen;
  const end = isAt(0, firstKept) ? 1 : isAt(lastKept + 1, messages.length) ? -1 : 0;
  const unread = rise(known.unread, answer.unread);
  const came = rise(known.emails, answer.emails) ?? unread ?? 0;
  if (came >= unseen) return 2 * end;
  const gone = [...last].filter(id => !messages.some(message => message.id === id)).length;
  return unread !== undefined && unread + gone <= 0 ? -2 * end : 0;
}

/** By how much a count has risen; undefined where it isn't told. */
function rise(before: Count, after: Count): number | undefined {
  return typeof before === 'number' && typeof after === 'number' ? after - before : undefined;
}

/** The ids of the last list, newest first. */
function lastList({ seen, listed }: Known): string[] {
  return listed > 0 ? seen.slice(-listed) : [];
}

/** Tells whether a mail was listed before: by this version, or by 1.0.0, which can't have known one dated later. */
function seenIn({ seen, former }: Known): (message: Message) => boolean {
  const ids = new Set(seen);
  const seenBefore = new Set(former?.ids);
  const until = former?.until ?? 0;
  return ({ id, serverId, date = until }) => ids.has(id) || (date <= until && seenBefore.has(serverId));
}

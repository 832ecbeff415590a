import type { Answer, Count, Message } from './answer';
import { type Known, listOf } from './mailbox';

/** Ids remembered as seen, beyond those in the list. Enough for months of mail at about 40 bytes each. */
const MAX_SEEN = 1000;

/**
 * How far behind the last list a mail may be dated and still count as new, in ms. Grey-listing and slow relays
 * deliver hours late; a mail older than this that turns up unread was marked so.
 */
const LATE_DELIVERY = 24 * 60 * 60_000;

/** How many mails at the end of a list tell what may be hidden behind it. */
const LAST_LISTED = 3;

/**
 * The ids of the listed mails that are new, in the answer's order: never seen before, not merely rotated into the
 * last-N list when a listed one was read, and not old mail marked unread (docs/architecture.md, rule 2).
 * @param known what the lists before told; undefined before the first, which makes nothing new
 * @param now ms since 1970, by the server's clock where it tells the time
 */
export function newMail(known: Known | undefined, answer: Answer, now: number): string[] {
  if (!known) return [];
  const listed = listOf(answer.messages);
  const seen = new Set(known.ids);
  const unseen = listed.filter(({ id }) => !seen.has(id)).length;
  // A clock that ran ahead when the last list came must not make all of today's mail old.
  const tooOld = Math.min(known.asOf, now) - LATE_DELIVERY;
  const hidden = known.hiddenBefore ?? Number.NEGATIVE_INFINITY;
  const lastList = new Set(known.listed ? known.ids.slice(-known.listed) : []);
  const lastOfThem = listed.findLastIndex(({ id }) => lastList.has(id));
  const risen = rise(known.unread, answer.unread);
  const total = rise(known.emails, answer.emails);
  // Marking mail unread doesn't change the total, where it is told.
  const cameSome = total > 0 || typeof known.emails !== 'number' || typeof answer.emails !== 'number';
  // Each that rotates in takes the place of one that was read: then unread mail rises by less than there is unseen.
  const cameAll = (!known.partial && total >= unseen) || (cameSome && risen >= unseen);
  const isNew = ({ id, date }: Message, index: number) => {
    if (seen.has(id) || (date !== undefined && date < tooOld)) return false;
    // What rotates in was hidden behind the last list, and so stands after what is left of that.
    const isAhead = index < lastOfThem;
    if (date === undefined) return !known.partial || isAhead || index < risen;
    return date >= hidden || cameAll || (cameSome && isAhead);
  };
  return listed.filter(isNew).map(({ id }) => id);
}

/**
 * How many mails came that the list has no room for: known only where nothing in the list was there before, as
 * after a long sleep.
 * @param fresh how many of the listed ones are new
 */
export function unlistedMail(known: Known | undefined, answer: Answer, fresh: number): number {
  const listed = listOf(answer.messages).length;
  if (!known || fresh === 0 || fresh < listed) return 0;
  return Math.max(0, rise(known.unread, answer.unread) - fresh);
}

/** By how much a count has risen; 0 where it isn't told. */
function rise(before: Count, after: Count): number {
  return typeof before === 'number' && typeof after === 'number' ? after - before : 0;
}

/**
 * What is known once an answer's list is. An answer that lists nothing because it may not, or does not, teaches
 * nothing: the mail that comes meanwhile is new when a list comes again.
 * @param now ms since 1970, by the server's clock where it tells the time
 */
export function knownAfter(
  known: Known | undefined,
  { emails, unread, messages }: Answer,
  now: number,
): Known | undefined {
  if (typeof messages === 'string') return known;
  const ids = messages.map(({ id }) => id);
  const listed = new Set(ids);
  const older = (known?.ids ?? []).filter(id => !listed.has(id));
  const partial = messages.length > 0 && (typeof unread !== 'number' || unread > messages.length);
  // What is hidden came before the last ones listed. One of these may be dated wrongly; hardly all of them.
  const dates = partial ? messages.slice(-LAST_LISTED).flatMap(({ date }) => date ?? []) : [];
  const hidden = Math.max(
    known?.hiddenBefore ?? Number.NEGATIVE_INFINITY,
    // Mail dated in the future must not hide all that comes until then.
    dates.length > 0 ? Math.min(now, Math.max(...dates)) : Number.NEGATIVE_INFINITY,
  );
  return {
    // The listed ones come last and beside the limit, which so drops none that could be met again soon.
    ids: [...older.slice(-MAX_SEEN), ...ids],
    listed: ids.length,
    asOf: now,
    emails,
    unread,
    partial,
    ...(Number.isFinite(hidden) && { hiddenBefore: hidden }),
  };
}

import type { Answer, Message } from '../answer/answer';
import { withFormerIds } from '../answer/identity';
import { type Entry, type Evidence, evidenceOf, orderHint, TOLERANCE } from './evidence';
import { type ListOrder, newestFirst, orderAfter } from './list-order';
import { type Known, listOf } from './mailbox';

/*
 * Decides which mail is new. A list holds only the last unread mails. So a mail that no list held before may be
 * new, may have been hidden behind the last list, or may be an old mail that was marked as unread. The server's
 * order, dates, ids and counts may all be missing or wrong. The first list makes nothing new.
 *
 * | NoEMails | hidden (1) | arrived (2)                         | counts (3)         | result |
 * |----------|------------|-------------------------------------|--------------------|--------|
 * | yes      | no         | since an hour before the last list  | any                | new |
 * | yes      | no         | earlier                             | prove arrivals     | as many are new, the topmost |
 * | yes      | no         | earlier                             | don't              | old: marked as unread |
 * | yes      | maybe      | any                                 | prove arrivals     | counted, not named (4) |
 * | yes      | maybe      | any                                 | don't              | old: came into view |
 * | no       | no         | since a day before it, or undated   | any                | new |
 * | no       | no         | earlier                             | any                | old: marked as unread |
 * | no       | maybe      | any                                 | any                | old (4) |
 *
 * (1) Not hidden: the last list held all unread mail; or the mail stands above one of the last list; or it is
 *     dated after the end of the last list, and neither position nor counts contradict; or as many mails are
 *     newly unread as are listed for the first time.
 * (2) A mail arrived after the mails below it were sent, whatever its date. Dates over an hour ahead are ignored.
 * (3) NoEMails rose by as many. So did NoUnReadMails, if reported, plus the mails that left the list.
 * (4) If the list holds no mail of the last one and is in order of arrival, its top is new.
 *
 * More mails came than are named if both counts rose by more, or if all listed mails are new.
 *
 * Undecidable, because another history leaves the same answers (`ALIKE` in test/lives/model.ts has all pairs):
 * - An old mail came and one was deleted, or an old mail was marked as unread: announced within an hour only.
 * - Without NoEMails, a mail listed for the first time is hours old: it came late or was marked as unread. New within a
 *   day.
 * - Without dates and counts, the newest end of the list is unknown: nothing is announced.
 * - Without NoUnReadMails, the number of unlisted new mails is known only if all listed mails are new.
 */

/** How many seen ids to keep beyond those in the list: enough for months of mail, at about 12 bytes each. */
const MAX_SEEN = 1000;

/** The longest delivery that dates alone may prove, in ms. */
const LATE_DELIVERY = 24 * 60 * 60_000;

const LAST_LISTED = 3;

export interface News {
  ids: string[];
  /** New mails that are not listed, or that can't be told from old ones in the list. */
  unlisted: number;
}

const NO_NEWS: News = { ids: [], unlisted: 0 };

export interface Weighed {
  answer: Answer;
  known: Known | undefined;
  news: News;
}

/**
 * Finds the new mail. An answer without a list changes nothing.
 * @param known undefined before the first list, which makes nothing new
 * @param now ms since 1970, by the server's clock if that is right
 */
export function weigh(
  known: Known | undefined,
  former: readonly Message[],
  answer: Answer,
  now: number,
): Weighed {
  if (typeof answer.messages === 'string') return { answer, known, news: NO_NEWS };
  const messages = withFormerIds(answer.messages, former);
  const hint = known ? orderHint(known, { ...answer, messages }) : 0;
  const order = orderAfter(known?.order ?? 0, messages, former, hint);
  const sorted = { ...answer, messages: newestFirst(messages, order) };
  return {
    answer: sorted,
    known: knownAfter(known, sorted, order, now),
    news: known ? newsOf(known, sorted, order, now) : NO_NEWS,
  };
}

function newsOf(known: Known, answer: Answer, order: ListOrder, now: number): News {
  const evidence = evidenceOf(known, answer, order, now);
  return evidence.total === undefined ? newsByDates(evidence) : newsByCounts(evidence, evidence.total);
}

/** With NoEMails: only mail that arrived raises it, not mail that was marked as unread. */
function newsByCounts(evidence: Evidence, total: number): News {
  const { firstListed, listed, since, unread, hidden, gone, surelyGone, anyKept, isByArrival } = evidence;
  const visible = firstListed.filter(it => !it.mayBeHidden);
  const covered = firstListed.filter(it => it.mayBeHidden);
  const isFresh = ({ cameAfter }: Entry) => cameAfter > since - TOLERANCE;
  const fresh = visible.filter(isFresh);
  const came = unread === undefined ? total : Math.min(total, unread + gone);
  const late = visible.filter(it => !isFresh(it)).slice(0, Math.max(0, came - fresh.length));

  const left = unread === undefined ? 0 : Math.max(0, came - fresh.length - late.length);
  // In order of arrival, new mail is on top. Otherwise it looks like old mail that came into view.
  const named = new Set([...fresh, ...late, ...(isByArrival && !anyKept ? covered.slice(0, left) : [])]);
  const unnamed = isByArrival ? 0 : Math.min(left, covered.length);

  const ids = firstListed.filter(it => named.has(it)).map(({ id }) => id);
  const isFull = ids.length > 0 && ids.length === listed;
  if (unread === undefined) return { ids, unlisted: isFull ? Math.max(0, came - ids.length) : 0 };
  const sum = isFull ? Math.max(came, unread) : Math.min(total, unread + surelyGone);
  return { ids, unlisted: Math.max(unnamed, Math.min(sum - ids.length, unnamed + hidden)) };
}

/** Without NoEMails: a mail is new if it was not hidden and is at most a day older than the last list. */
function newsByDates({ firstListed, listed, since, unread = 0, anyKept, isByArrival }: Evidence): News {
  const isRecent = ({ cameAfter }: Entry) => cameAfter === -Infinity || cameAfter >= since - LATE_DELIVERY;
  const byPlace = isByArrival && !anyKept ? unread : 0;
  const ids = firstListed
    .filter((it, index) => isRecent(it) && (!it.mayBeHidden || index < byPlace))
    .map(({ id }) => id);
  const isFull = ids.length > 0 && ids.length === listed;
  return { ids, unlisted: isFull ? Math.max(0, unread - ids.length) : 0 };
}

/**
 * When the last listed mail arrived, ms since 1970; -Infinity without dates. One of three dates may be wrong.
 */
function endOf(messages: readonly Message[]): number {
  const dates = messages.slice(-LAST_LISTED).flatMap(({ date }) => date ?? []);
  return dates.toSorted((a, b) => b - a)[dates.length === LAST_LISTED ? 1 : 0] ?? -Infinity;
}

function knownAfter(known: Known | undefined, answer: Answer, order: ListOrder, now: number): Known {
  const { emails, unread } = answer;
  const messages = listOf(answer.messages);
  const ids = messages.map(({ id }) => id);
  const listed = new Set(ids);
  const older = (known?.seen ?? []).filter(id => !listed.has(id));
  const partial = messages.length > 0 && (typeof unread !== 'number' || unread > messages.length);
  const hidden = Math.max(
    known?.hiddenBefore ?? -Infinity,
    partial ? Math.min(now, endOf(messages)) : -Infinity,
  );
  return {
    // The limit doesn't apply to listed ids: the next list is compared with them.
    seen: [...older.slice(-MAX_SEEN), ...ids],
    listed: ids.length,
    asOf: now,
    emails,
    unread,
    partial,
    order,
    ...(Number.isFinite(hidden) && { hiddenBefore: hidden }),
    ...(known?.former && { former: known.former }),
  };
}

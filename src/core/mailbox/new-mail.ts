import type { Answer, Message } from '../answer/answer';
import { withFormerIds } from '../answer/identity';
import { type Entry, type Evidence, evidenceOf, orderHint, TOLERANCE } from './evidence';
import { type ListOrder, newestFirst, orderAfter } from './list-order';
import { type Known, listOf } from './mailbox';

/*
 * Decides which mail is new. A list holds only the last unread mails, so a mail that no list has held may be new, may
 * have been hidden behind the last list, or may be an old one that was marked as unread. No order, no date, no id and
 * no count is taken for granted. The first list makes nothing new.
 *
 * | NoEMails | can it have been hidden? (1) | when did it come? (2)         | the counts            | verdict |
 * |----------|------------------------------|-------------------------------|-----------------------|---------|
 * | told     | no                           | an hour before the last list, | any                   | new |
 * |          |                              | or later                      |                       | |
 * | told     | no                           | earlier                       | prove that it came (3)| new; where they prove fewer, the topmost |
 * | told     | no                           | earlier                       | don't                 | not new: marked as unread |
 * | told     | yes                          | any                           | prove that it came    | counted without its name: it can't be told from one that came into view (4) |
 * | told     | yes                          | any                           | don't                 | not new: came into view |
 * | not told | no                           | within a day before the last  | any                   | new |
 * |          |                              | list, or later, or undated    |                       | |
 * | not told | no                           | earlier                       | any                   | not new: marked as unread |
 * | not told | yes                          | any                           | any                   | not new (4) |
 *
 * (1) No: the last list held all unread mails; or it stands above a mail that the last list held; or it is dated after
 *     the end of the last list, and no place or count speaks against that; or as many are newly unread as are unseen.
 * (2) A mail came after the mails below it were sent, whatever its own date says. A date more than an hour ahead counts
 *     for nothing.
 * (3) NoEMails rose by as many, and so did NoUnReadMails where it is told, those added that left the list, for they
 *     were read or deleted.
 * (4) If no mail of the last list is left, and the list is in order of arrival, its top is new.
 *
 * More came than are named where both counts rose by more, or where all that is listed is new.
 *
 * Undecidable, for another history leaves the same answers (`ALIKE` in test/lives/model.ts has all such pairs):
 * - An old mail came while one was deleted, or an old mail was marked as unread: after an hour nothing is told.
 * - NoEMails is not told, and an unseen mail is dated some hours back: came late, or marked as unread. It is new within
 *   a day, and not new after.
 * - Neither dates nor counts are told: it is not known which end of the list is the newest. Nothing is told.
 * - No NoUnReadMails: how many came that are not listed is known only where all that is listed is new.
 */

/** Ids remembered as seen, beyond those in the list. Enough for months of mail at about 12 bytes each. */
const MAX_SEEN = 1000;

/** How long a mail may have been on its way where only its date tells, in ms. */
const LATE_DELIVERY = 24 * 60 * 60_000;

/** How many mails at the end of a list tell what may be hidden behind it. */
const LAST_LISTED = 3;

/** What came since the last list. */
export interface News {
  /** Ids of the listed mails that are new, newest first. */
  ids: string[];
  /** How many more came: the list has no room for them, or they can't be told from others in it. */
  unlisted: number;
}

const NO_NEWS: News = { ids: [], unlisted: 0 };

/** What an answer comes to. */
export interface Weighed {
  /** The answer, its messages newest first. */
  answer: Answer;
  known: Known | undefined;
  news: News;
}

/**
 * Weighs an answer against what is known. An answer that lists nothing because it may not, or does not, teaches
 * nothing: the mail that comes meanwhile is new when a list comes again.
 * @param known what the lists before told; undefined before the first, which makes nothing new
 * @param former the messages of the last list
 * @param now ms since 1970, by the server's clock where it is right
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

/** NoEMails is told: what came has raised it, and mail that was only marked unread has not. */
function newsByCounts(evidence: Evidence, total: number): News {
  const { unseen, listed, since, unread, hidden, gone, surelyGone, anyKept, isByArrival } = evidence;
  const visible = unseen.filter(it => !it.mayBeHidden);
  const covered = unseen.filter(it => it.mayBeHidden);
  const isFresh = ({ cameAfter }: Entry) => cameAfter > since - TOLERANCE;
  const fresh = visible.filter(isFresh);
  const came = unread === undefined ? total : Math.min(total, unread + gone);
  const late = visible.filter(it => !isFresh(it)).slice(0, Math.max(0, came - fresh.length));

  const left = unread === undefined ? 0 : Math.max(0, came - fresh.length - late.length);
  // In order of arrival, what came stands above all that is known; else it can't be told from what has come into view.
  const named = new Set([...fresh, ...late, ...(isByArrival && !anyKept ? covered.slice(0, left) : [])]);
  const unnamed = isByArrival ? 0 : Math.min(left, covered.length);

  const ids = unseen.filter(it => named.has(it)).map(({ id }) => id);
  const isFull = ids.length > 0 && ids.length === listed;
  if (unread === undefined) return { ids, unlisted: isFull ? Math.max(0, came - ids.length) : 0 };
  const sum = isFull ? Math.max(came, unread) : Math.min(total, unread + surelyGone);
  return { ids, unlisted: Math.max(unnamed, Math.min(sum - ids.length, unnamed + hidden)) };
}

/** NoEMails is not told: what is dated within the last day and can't have been hidden has come. */
function newsByDates({ unseen, listed, since, unread = 0, anyKept, isByArrival }: Evidence): News {
  const isRecent = ({ cameAfter }: Entry) => cameAfter === -Infinity || cameAfter >= since - LATE_DELIVERY;
  const byPlace = isByArrival && !anyKept ? unread : 0;
  const ids = unseen
    .filter((it, index) => isRecent(it) && (!it.mayBeHidden || index < byPlace))
    .map(({ id }) => id);
  const isFull = ids.length > 0 && ids.length === listed;
  return { ids, unlisted: isFull ? Math.max(0, unread - ids.length) : 0 };
}

/**
 * When the end of a list came, ms since 1970, by its dates; -Infinity where it has none. What is hidden behind it came
 * before. One of the last ones may be dated wrongly; hardly two.
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
    // The listed ones come last and beside the limit, which so drops none that could be met again soon.
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

import type { Answer } from '../answer/answer';
import { withdrawn, withMoves, withoutShown } from './apply-shown';
import { failingAfter } from './failing';
import { type Failure, stopsChecks } from './failure';
import { FAILURES } from './failure-table';
import { type Announced, listOf, type Mailbox } from './mailbox';
import { type News, weigh } from './new-mail';
import { pendingWithout } from './pending';
import { timingAfterFailure } from './retry';
import { type Pace, rhythmOf, type Timing, timingAfterAnswer, timingOfBegun } from './schedule';

const MAX_ANNOUNCED = 50;

/**
 * A failure keeps counts and messages; the privacy error withholds them. An account's first answer is silent.
 * @param askedAt when the answer was asked for, ms since 1970
 */
export function applyCheck(
  mailbox: Mailbox,
  result: CheckResult,
  { now, pace, random }: Clock,
  askedAt = mailbox.attemptedAt,
): Mailbox {
  if (result.kind === 'failure') {
    const { failure, retryAfter = 0 } = result;
    const { retry } = FAILURES[failure.kind];
    const stop = mailbox.pending.stop || (stopsChecks(failure) && !mailbox.toldOfStop);
    return {
      ...withTiming(
        failure.kind === 'privacy' ? withdrawn(mailbox) : mailbox,
        timingAfterFailure(mailbox, retry, retryAfter, now, rhythmOf(mailbox, pace), random),
      ),
      ...(failure.kind === 'privacy' && {
        ...WITHDRAWN,
        announced: mailbox.announced.map(entry => ({ ...entry, title: '', message: '' })),
      }),
      pending: { ...mailbox.pending, stop },
      failure,
      failing: failingAfter(mailbox, failure, now),
    };
  }
  if (result.kind === 'unchanged') return applyUnchanged(mailbox, result, now, askedAt);
  const after = applyAnswer(
    applyAnswered(mailbox, result, now),
    result.answer,
    result.digest,
    rightTime(result.serverTime, now),
    askedAt,
  );
  return withoutShown(after, askedAt);
}

/** After the privacy error. `known` stays, so that mail seen before is not announced again later. */
const WITHDRAWN = {
  emails: 'withheld',
  unread: 'withheld',
  sms: 'withheld',
  messages: 'withheld',
  digest: '',
} as const;

function applyAnswer(
  mailbox: Mailbox,
  given: Answer,
  digest: string,
  asOf: number,
  askedAt: number,
): Mailbox {
  const {
    dashboard: _dashboard,
    actions: _actions,
    folders: _folders,
    known: _known,
    knownSms: _knownSms,
    ...rest
  } = mailbox;
  // A server that no longer watches a chosen folder may list others instead, whose mail isn't new.
  const isSame = watchedNames(mailbox, mailbox) === watchedNames(mailbox, given);
  const former = isSame ? withMoves(mailbox, askedAt) : undefined;
  const { answer, known, news } = weigh(former, listOf(mailbox.messages), given, asOf);
  const knownSms = typeof answer.sms === 'number' ? answer.sms : mailbox.knownSms;
  const listed = new Set(listOf(answer.messages).map(({ id }) => id));
  return {
    ...rest,
    ...answer,
    digest,
    ...(known && { known }),
    ...(knownSms !== undefined && { knownSms }),
    pending: pendingAfter(mailbox, answer, news, listed),
    announced: mailbox.announced.map(entry =>
      entry.messageIds.some(id => listed.has(id)) ? entry : { ...entry, title: '', message: '' },
    ),
  };
}

/** Those of the chosen folders that an answer tells. */
function watchedNames({ askedFolders = [] }: Mailbox, { folders = [] }: Pick<Answer, 'folders'>): string {
  const told = folders.map(({ name }) => name);
  return JSON.stringify(askedFolders.filter(name => told.includes(name)));
}

function pendingAfter(
  mailbox: Mailbox,
  answer: Answer,
  news: News,
  listed: ReadonlySet<string>,
): Mailbox['pending'] {
  const { pending, knownSms } = mailbox;
  // A waiting mail that left the list was read or pushed out. `unlistedAfter` counts the latter.
  const waiting =
    typeof answer.messages === 'string' ? pending.mails : pending.mails.filter(id => listed.has(id));
  const unlisted = unlistedAfter(mailbox, answer, news, listed, waiting.length);
  const { held, heard = [], ...rest } = pending;
  const stillHeard = heard.filter(id => waiting.includes(id));
  return {
    ...rest,
    ...(held && waiting.length + unlisted + pending.sms > 0 && { held }),
    ...(stillHeard.length > 0 && { heard: stillHeard }),
    mails: [...waiting, ...news.ids],
    unlisted: unlisted + news.unlisted,
    sms: typeof answer.sms === 'number' ? smsAfter(pending.sms, knownSms, answer.sms) : pending.sms,
  };
}

/** Waiting SMS plus the rise since, at most the number unread. */
function smsAfter(waiting: number, before: number | undefined, unread: number): number {
  return Math.max(0, Math.min(waiting + unread - (before ?? unread), unread));
}

/**
 * Estimates how many waiting mails are unread but not listed: not listed before, or pushed out by newer mail.
 * @param waiting how many of the waiting mails the answer lists
 */
function unlistedAfter(
  { pending, known, messages: former }: Mailbox,
  { unread, messages }: Answer,
  news: News,
  listed: ReadonlySet<string>,
  waiting: number,
): number {
  if (typeof messages === 'string') return pending.unlisted;
  if (typeof known?.unread !== 'number' || typeof unread !== 'number')
    return waiting > 0 ? pending.unlisted : 0;
  const came = news.ids.length + news.unlisted;
  const read = Math.max(0, known.unread + came - unread);
  const gone = listOf(former).filter(({ id }) => !listed.has(id)).length;
  const readUnlisted = Math.max(0, read - gone);
  const pushedOut = Math.max(0, pending.mails.length - waiting - read);
  const hidden = Math.max(0, unread - messages.length);
  return Math.min(
    Math.max(0, pending.unlisted - readUnlisted) + Math.min(pushedOut, hidden),
    Math.max(0, unread - waiting - came),
  );
}

/** @param counted how many mails or SMS the notification counted without knowing their ids */
export function applyAnnounced(mailbox: Mailbox, announced: Announced, counted = 0): Mailbox {
  const earlier = mailbox.announced.filter(({ id }) => id !== announced.id);
  const after = { ...mailbox, announced: [...earlier, announced].slice(-MAX_ANNOUNCED) };
  return { ...withMarks(after, announced), pending: pendingWithout(mailbox.pending, announced, counted) };
}

function withMarks(mailbox: Mailbox, { about, messageIds }: Announced): Mailbox {
  // Checks may have started again while the notification was shown. Then the next stop must be announced.
  if (about === 'stop') return stopsChecks(mailbox.failure) ? { ...mailbox, toldOfStop: true } : mailbox;
  if (about !== 'reminder') return mailbox;
  const reminded = mailbox.announced.map(entry =>
    entry.about === 'mail' && entry.messageIds.some(id => messageIds.includes(id))
      ? { ...entry, reminded: true as const }
      : entry,
  );
  return { ...mailbox, announced: reminded };
}

/** `unchanged`: the same text as last time. `serverTime`: ms since 1970; absent if the server sends none. */
export type CheckResult =
  | ({ kind: 'answer'; answer: Answer; digest: string; serverTime?: number } & Suggestion)
  | ({ kind: 'unchanged'; digest: string; serverTime?: number } & Suggestion)
  /** `retryAfter`: how long the server asks to wait, in ms. */
  | { kind: 'failure'; failure: Failure; retryAfter?: number };

export interface Suggestion {
  /** ms; absent without a suggestion. */
  pollInterval?: number;
}

export interface Clock {
  /** ms since 1970 */
  now: number;
  pace: Pace;
  /** Returns a number in [0, 1). */
  random(): number;
}

/** Stored before a check, so that the minimum interval and the back-off hold even if it never ends. */
export function applyBegun(mailbox: Mailbox, { now, pace, random }: Clock): Mailbox {
  return withTiming(mailbox, timingOfBegun(mailbox, now, rhythmOf(mailbox, pace), random));
}

export function applyUnchanged(
  mailbox: Mailbox,
  result: Extract<CheckResult, { kind: 'unchanged' }>,
  now: number,
  askedAt: number,
): Mailbox {
  const { digest, serverTime } = result;
  // The user may have signed out meanwhile, which clears the digest. Then the next answer is parsed again.
  if (digest !== mailbox.digest) return withTiming(mailbox, timingAfterAnswer(mailbox));
  const healthy = withoutShown(applyAnswered(mailbox, result, now), askedAt);
  const { known, messages } = healthy;
  return known && typeof messages !== 'string'
    ? { ...healthy, known: { ...known, asOf: rightTime(serverTime, now) } }
    : healthy;
}

/** ms */
const MAX_SKEW = 60 * 60_000;

/** The server's time, ms since 1970; `now` if it is not sent or wrong by more than an hour. */
export function rightTime(serverTime: number | undefined, now: number): number {
  return serverTime !== undefined && Math.abs(serverTime - now) <= MAX_SKEW ? serverTime : now;
}

export function applyAnswered(mailbox: Mailbox, { pollInterval }: Suggestion, now: number): Mailbox {
  return {
    ...withTiming(healed(mailbox), timingAfterAnswer(mailbox)),
    ...(pollInterval !== undefined && { pollInterval }),
    checkedAt: now,
  };
}

export function withTiming(mailbox: Mailbox, timing: Timing): Mailbox {
  const { retryAt: _retryAt, notBefore: _notBefore, ...rest } = mailbox;
  return { ...rest, ...timing };
}

function healed(former: Mailbox): Mailbox {
  const {
    failure: _failure,
    failing: _failing,
    toldOfStop: _told,
    pollInterval: _former,
    ...mailbox
  } = former;
  return { ...mailbox, pending: { ...mailbox.pending, stop: false } };
}

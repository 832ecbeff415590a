import type { Answer } from '../answer/answer';
import {
  applyAnswered,
  applyUnchanged,
  type CheckResult,
  type Clock,
  rightTime,
  withTiming,
} from './apply-unchanged';
import { failingAfter } from './failing';
import { stopsChecks } from './failure';
import { FAILURES } from './failure-table';
import { type Announced, isPending, listOf, type Mailbox, type Pending } from './mailbox';
import { type News, weigh } from './new-mail';
import { timingAfterFailure } from './retry';
import { rhythmOf } from './schedule';

/** What was announced last and is remembered, for a click on its notification. */
const MAX_ANNOUNCED = 50;

/**
 * The mailbox after a check that has just ended. A failure leaves what is known as it is, but for the user's own refusal. The first answer of an
 * account announces nothing.
 */
export function applyCheck(mailbox: Mailbox, result: CheckResult, { now, pace, random }: Clock): Mailbox {
  if (result.kind === 'failure') {
    const { failure, retryAfter = 0 } = result;
    const { retry } = FAILURES[failure.kind];
    const stop = mailbox.pending.stop || (stopsChecks(failure) && !mailbox.toldOfStop);
    return {
      ...withTiming(
        mailbox,
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
  if (result.kind === 'unchanged') return applyUnchanged(mailbox, result, now);
  return applyAnswer(
    applyAnswered(mailbox, result, now),
    result.answer,
    result.digest,
    rightTime(result.serverTime, now),
  );
}

/** Who no longer lets Facteur see the mailbox doesn't want it shown either. What was seen is known as such all the same. */
const WITHDRAWN = {
  emails: 'withheld',
  unread: 'withheld',
  sms: 'withheld',
  messages: 'withheld',
  digest: '',
} as const;

function applyAnswer(mailbox: Mailbox, given: Answer, digest: string, asOf: number): Mailbox {
  const { dashboard: _former, known: _known, knownSms: _knownSms, ...rest } = mailbox;
  const { answer, known, news } = weigh(mailbox.known, listOf(mailbox.messages), given, asOf);
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

function pendingAfter(
  mailbox: Mailbox,
  answer: Answer,
  news: News,
  listed: ReadonlySet<string>,
): Mailbox['pending'] {
  const { pending, knownSms } = mailbox;
  // What was read before it could be announced is no news; what is only not listed may be.
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

/** How many SMS are to be announced, of which `waiting` were before: those that came since, and no more than are unread. */
function smsAfter(waiting: number, before: number | undefined, unread: number): number {
  return Math.max(0, Math.min(waiting + unread - (before ?? unread), unread));
}

/**
 * How many of the mails that waited to be announced are unread and not listed, as far as the counts tell: those that
 * were not listed before, and those that newer ones have pushed out of the list.
 * @param listed the ids of the answer's mails
 * @param waiting how many of those that waited are among them
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

/**
 * The mailbox once that has been announced.
 * @param counted how many mails or SMS the notification counted without knowing their ids
 */
export function applyAnnounced(mailbox: Mailbox, announced: Announced, counted = 0): Mailbox {
  const earlier = mailbox.announced.filter(({ id }) => id !== announced.id);
  const after = { ...mailbox, announced: [...earlier, announced].slice(-MAX_ANNOUNCED) };
  return { ...tellOf(after, announced), pending: pendingWithout(mailbox.pending, announced, counted) };
}

function tellOf(mailbox: Mailbox, { about, messageIds }: Announced): Mailbox {
  // Checks may have gone on while that they had stopped was being shown; then the next stop is news.
  if (about === 'stop') return stopsChecks(mailbox.failure) ? { ...mailbox, toldOfStop: true } : mailbox;
  if (about !== 'reminder') return mailbox;
  const reminded = mailbox.announced.map(entry =>
    entry.about === 'mail' && entry.messageIds.some(id => messageIds.includes(id))
      ? { ...entry, reminded: true as const }
      : entry,
  );
  return { ...mailbox, announced: reminded };
}

function pendingWithout(pending: Pending, { about, messageIds }: Announced, counted: number): Pending {
  const { held, heard = [], ...rest } = pending;
  const mails = pending.mails.filter(id => !messageIds.includes(id));
  const stillHeard = heard.filter(id => mails.includes(id));
  const after: Pending = {
    ...rest,
    ...(stillHeard.length > 0 && { heard: stillHeard }),
    mails,
    unlisted: Math.max(0, rest.unlisted - (about === 'mail' ? counted : 0)),
    sms: Math.max(0, rest.sms - (about === 'sms' ? counted : 0)),
    stop: about === 'stop' ? false : rest.stop,
  };
  return held && isPending({ pending: after }) ? { ...after, held } : after;
}

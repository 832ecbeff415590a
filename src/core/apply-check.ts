import type { Answer } from './answer';
import { applyAnswered, applyUnchanged, type CheckResult, type Clock, withTiming } from './apply-unchanged';
import { failingAfter } from './failing';
import { stopsChecks } from './failure';
import { FAILURES } from './failure-table';
import { type Announced, isPending, listOf, type Mailbox, type Pending } from './mailbox';
import { knownAfter, newMail, unlistedMail } from './new-mail';
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
    result.serverTime ?? now,
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

function applyAnswer(mailbox: Mailbox, answer: Answer, digest: string, asOf: number): Mailbox {
  const { dashboard: _former, known: _known, knownSms: _knownSms, ...rest } = mailbox;
  const known = knownAfter(mailbox.known, answer, asOf);
  const knownSms = typeof answer.sms === 'number' ? answer.sms : mailbox.knownSms;
  const listed = new Set(listOf(answer.messages).map(({ id }) => id));
  return {
    ...rest,
    ...answer,
    digest,
    ...(known && { known }),
    ...(knownSms !== undefined && { knownSms }),
    pending: pendingAfter(mailbox, answer, listed, asOf),
    announced: mailbox.announced.map(entry =>
      entry.messageIds.some(id => listed.has(id)) ? entry : { ...entry, title: '', message: '' },
    ),
  };
}

function pendingAfter(
  mailbox: Mailbox,
  answer: Answer,
  listed: ReadonlySet<string>,
  asOf: number,
): Mailbox['pending'] {
  const { pending, known, knownSms } = mailbox;
  const fresh = newMail(known, answer, asOf);
  const newSms = typeof answer.sms === 'number' && knownSms !== undefined ? answer.sms - knownSms : 0;
  // What was read before it could be announced is no news; what is only not listed may be.
  const waiting =
    typeof answer.messages === 'string' ? pending.mails : pending.mails.filter(id => listed.has(id));
  const pushedOut = pushedOutOf(mailbox, answer, pending.mails.length - waiting.length, fresh.length);
  const { held, heard = [], ...rest } = pending;
  const stillHeard = heard.filter(id => waiting.includes(id));
  return {
    ...rest,
    ...(held && waiting.length + pushedOut + pending.sms > 0 && { held }),
    ...(stillHeard.length > 0 && { heard: stillHeard }),
    mails: [...waiting, ...fresh],
    unlisted:
      (waiting.length + pushedOut > 0 ? pending.unlisted : 0) +
      pushedOut +
      unlistedMail(known, answer, fresh.length),
    sms:
      typeof answer.sms === 'number' ? Math.max(0, Math.min(pending.sms + newSms, answer.sms)) : pending.sms,
  };
}

/**
 * How many of the mails that waited and are no longer listed newer ones have pushed out of the list, as far as the counts
 * tell; the others were read.
 */
function pushedOutOf({ known }: Mailbox, { unread, messages }: Answer, gone: number, fresh: number): number {
  if (typeof known?.unread !== 'number' || typeof unread !== 'number' || typeof messages === 'string')
    return 0;
  const read = Math.max(0, fresh - (unread - known.unread));
  const hidden = Math.max(0, unread - messages.length);
  return Math.min(Math.max(0, gone - read), hidden);
}

/**
 * The mailbox once that has been announced.
 * @param unlisted how many mails it counted that are not listed
 */
export function applyAnnounced(mailbox: Mailbox, announced: Announced, unlisted = 0): Mailbox {
  const earlier = mailbox.announced.filter(({ id }) => id !== announced.id);
  const after = { ...mailbox, announced: [...earlier, announced].slice(-MAX_ANNOUNCED) };
  return { ...tellOf(after, announced), pending: pendingWithout(mailbox.pending, announced, unlisted) };
}

function tellOf(mailbox: Mailbox, { about, messageIds }: Announced): Mailbox {
  if (about === 'stop') return { ...mailbox, toldOfStop: true };
  if (about !== 'reminder') return mailbox;
  const reminded = mailbox.announced.map(entry =>
    entry.about === 'mail' && entry.messageIds.some(id => messageIds.includes(id))
      ? { ...entry, reminded: true as const }
      : entry,
  );
  return { ...mailbox, announced: reminded };
}

function pendingWithout(pending: Pending, { about, messageIds }: Announced, unlisted: number): Pending {
  const { held, heard = [], ...rest } = pending;
  const mails = pending.mails.filter(id => !messageIds.includes(id));
  const stillHeard = heard.filter(id => mails.includes(id));
  const after: Pending = {
    ...rest,
    ...(stillHeard.length > 0 && { heard: stillHeard }),
    mails,
    unlisted: Math.max(0, rest.unlisted - unlisted),
    sms: about === 'sms' ? 0 : rest.sms,
    stop: about === 'stop' ? false : rest.stop,
  };
  return held && isPending({ pending: after }) ? { ...after, held } : after;
}

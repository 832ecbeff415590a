import type { Answer, Message } from '../src/core/answer/answer';
import { applyBegun, applyCheck, type CheckResult, type Clock } from '../src/core/mailbox/apply-check';
import type { Failure } from '../src/core/mailbox/failure';
import type { Mailbox } from '../src/core/mailbox/mailbox';
import { mailboxOf } from '../src/core/mailbox/mailbox-of';
import { MINUTE, makeAccount, makeAnswer, NOW } from './make';

export const LATER = NOW + 5 * MINUTE;

/** A clock at `now`, with checks every five minutes on the minute. */
export function clockAt(now: number, change: Partial<Clock> = {}): Clock {
  return { now, pace: { chosen: 5 * MINUTE, phase: 0 }, random: () => 0.5, ...change };
}

/** The result of a check that lists these messages; `unread` is their number by default. */
export function listing(
  messages: Message[],
  change: Partial<Answer> = {},
): Extract<CheckResult, { kind: 'answer' }> {
  return {
    kind: 'answer',
    answer: makeAnswer({ unread: messages.length, messages, ...change }),
    digest: 'd1',
  };
}

export function failing(failure: Failure): Extract<CheckResult, { kind: 'failure' }> {
  return { kind: 'failure', failure };
}

export function check(mailbox: Mailbox, result: CheckResult, now = LATER): Mailbox {
  return applyCheck(applyBegun(mailbox, clockAt(now)), result, clockAt(now));
}

/** A mailbox whose only check, at `NOW`, listed these messages. */
export function having(messages: Message[], change: Partial<Answer> = {}): Mailbox {
  return check(mailboxOf(makeAccount(), undefined), listing(messages, change), NOW);
}

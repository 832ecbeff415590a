import type { MailboxError } from '../mailbox';
import { reconnectDelay, shortestPause } from './back-off';

/** ms until a mailbox tries again, and whether the server has begun to fail, or fails in another way than before. */
export interface GatePause {
  readonly delay: number;
  readonly isNew: boolean;
}

/** Whether a mail server takes connections. While it takes none, one mailbox at a time tries. Times are in ms. */
export interface Gate {
  /** Why it is closed. */
  failure(): MailboxError | undefined;
  /** Until a mailbox may begin: Infinity while one tries a closed gate. */
  waitFrom(now: number): number;
  /** A mailbox begins: it tries a closed gate. */
  begin(who: object): void;
  isTriedBy(who: object): boolean;
  open(): void;
  /** Closes it, or keeps it closed with a longer pause than before. */
  close(failure: MailboxError, now: number): GatePause;
  /** How long it stays closed. */
  pauseFrom(now: number): GatePause;
  /** If it was this mailbox that tried: it has found out nothing. */
  giveUp(who: object): void;
  /** Shortens the pause. Returns whether a mailbox may try now. */
  hurry(now: number): boolean;
}

export function createGate(random: () => number): Gate {
  let failure: MailboxError | undefined;
  let failures = 0;
  let next = 0;
  let earliest = 0;
  /** The one that tries a closed gate. */
  let trying: object | undefined;
  return {
    failure: () => failure,
    waitFrom(now) {
      if (failure === undefined) return 0;
      return trying ? Number.POSITIVE_INFINITY : Math.max(0, next - now);
    },
    begin(who) {
      if (failure !== undefined) trying = who;
    },
    isTriedBy: who => trying === who,
    open() {
      failure = undefined;
      failures = 0;
      trying = undefined;
    },
    close(why, now) {
      const isNew = failure?.trouble !== why.trouble;
      failure = why;
      failures += 1;
      trying = undefined;
      const delay = reconnectDelay(failures, random);
      next = now + delay;
      earliest = now + Math.min(delay, shortestPause('unreachable'));
      return { delay, isNew };
    },
    pauseFrom: now => ({ delay: Math.max(0, next - now), isNew: false }),
    giveUp(who) {
      if (trying === who) trying = undefined;
    },
    hurry(now) {
      if (failure === undefined || trying) return false;
      next = Math.min(next, Math.max(now, earliest));
      return next <= now;
    },
  };
}

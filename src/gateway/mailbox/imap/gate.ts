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
  /** A mailbox begins. Returns whether it tries a closed gate. */
  begin(): boolean;
  open(): void;
  /** Closes it, or keeps it closed with a longer pause than before. */
  close(failure: MailboxError, now: number): GatePause;
  /** How long it stays closed. */
  pauseFrom(now: number): GatePause;
  /** The mailbox that tried has found out nothing. */
  giveUp(): void;
  /** Shortens the pause. Returns whether a mailbox may try now. */
  hurry(now: number): boolean;
}

export function createGate(random: () => number): Gate {
  let failure: MailboxError | undefined;
  let failures = 0;
  let next = 0;
  let earliest = 0;
  let isTried = false;
  return {
    failure: () => failure,
    waitFrom(now) {
      if (failure === undefined) return 0;
      return isTried ? Number.POSITIVE_INFINITY : Math.max(0, next - now);
    },
    begin() {
      isTried = failure !== undefined;
      return isTried;
    },
    open() {
      failure = undefined;
      failures = 0;
      isTried = false;
    },
    close(why, now) {
      const isNew = failure?.trouble !== why.trouble;
      failure = why;
      failures += 1;
      isTried = false;
      const delay = reconnectDelay(failures, random);
      next = now + delay;
      earliest = now + Math.min(delay, shortestPause('unreachable'));
      return { delay, isNew };
    },
    pauseFrom: now => ({ delay: Math.max(0, next - now), isNew: false }),
    giveUp() {
      isTried = false;
    },
    hurry(now) {
      if (failure === undefined || isTried) return false;
      next = Math.min(next, Math.max(now, earliest));
      return next <= now;
    },
  };
}

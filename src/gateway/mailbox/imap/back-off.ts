import type { Trouble } from '../mailbox';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const FIRST = SECOND;
const LONGEST = 5 * MINUTE;

/**
 * ms to wait after this many failures in a row. Doubles from 1 s up to 5 minutes, and takes a random value in
 * the upper half, so that many mailboxes don't retry together.
 */
export function reconnectDelay(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 30));
  return longest * (0.5 + random() / 2);
}

const SIGN_IN_PAUSES: Partial<Readonly<Record<Trouble, number>>> = {
  busy: MINUTE,
  unexplained: 2 * MINUTE,
  noPassword: 5 * MINUTE,
  refused: 5 * MINUTE,
};

/**
 * ms to wait at least, even if somebody asks for a try: longer where a password was sent, because providers
 * lock accounts after many attempts.
 */
export const shortestPause = (trouble: Trouble): number => SIGN_IN_PAUSES[trouble] ?? 10 * SECOND;

import { growingDelay } from '../../shared/growing-delay';
import type { Trouble } from '../mailbox';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const FIRST = SECOND;
const LONGEST = 5 * MINUTE;

/** ms to wait before the next connection, after this many failures in a row. */
export const reconnectDelay = (failures: number, random: () => number): number =>
  growingDelay(FIRST, LONGEST, failures, random);

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

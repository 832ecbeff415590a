const FIRST = 1000;
const LONGEST = 5 * 60_000;

/**
 * ms to wait after this many failures in a row. Doubles from 1 s up to 5 minutes, and takes a random value in
 * the upper half, so that many mailboxes don't retry together.
 */
export function reconnectDelay(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 30));
  return longest * (0.5 + random() / 2);
}

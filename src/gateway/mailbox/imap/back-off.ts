const FIRST = 1000;
const LONGEST = 5 * 60_000;

/**
 * Delay before the next try, in ms. The base doubles from 1 s up to 5 minutes; the delay is a random value in
 * its upper half, so that many mailboxes don't retry together.
 * @param failures in a row, 1 or more
 * @param random returns a number in [0, 1)
 */
export function reconnectDelay(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 30));
  return longest * (0.5 + random() / 2);
}

const FIRST = 1000;
const LONGEST = 5 * 60_000;

/**
 * How long to wait before the next try after so many failures in a row (1 or more), in ms: doubling from a second up
 * to 5 minutes, and somewhere in the upper half of that by chance, so that many mailboxes don't come back in step.
 * @param random draws from [0, 1)
 */
export function backOff(failures: number, random: () => number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 30));
  return longest * (0.5 + random() / 2);
}

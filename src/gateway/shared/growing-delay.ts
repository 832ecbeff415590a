/**
 * Doubles with each failure in a row from `first` up to `longest`, and takes a random value in the upper half, so that
 * many don't retry together. All in ms.
 */
export function growingDelay(first: number, longest: number, failures: number, random: () => number): number {
  return Math.min(longest, first * 2 ** Math.min(failures - 1, 30)) * (0.5 + random() / 2);
}

/** The floor between two checks that nobody asked for, in ms (design.md, decision 10). */
export const FLOOR = 60_000;

/** Whether an event that only hints at mail (back from idle, network back) may check again at `now`, both in ms since 1970. */
export function mayCheck(attemptedAt: number, now: number): boolean {
  // A clock set back must not silence the hints until it has caught up.
  return now - attemptedAt >= FLOOR || now < attemptedAt;
}

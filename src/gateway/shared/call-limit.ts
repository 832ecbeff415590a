const MINUTE = 60_000;

export interface CallLimit {
  /** Counts a call at `now` (ms since 1970). Returns 0, or the whole seconds to wait if the limit is reached. */
  take(who: string, now: number): number;
}

/** Allows each caller so many calls in each minute of the clock. */
export function createCallLimit(callsPerMinute: number): CallLimit {
  let minute = 0;
  let calls = new Map<string, number>();
  return {
    take(who, now) {
      const current = Math.floor(now / MINUTE);
      if (current !== minute) [minute, calls] = [current, new Map()];
      const count = (calls.get(who) ?? 0) + 1;
      calls.set(who, count);
      return count <= callsPerMinute ? 0 : Math.ceil(((current + 1) * MINUTE - now) / 1000);
    },
  };
}

/** The time between two tries, which others can shorten. */
export interface Pause {
  /**
   * Resolves after `ms` (Infinity: at a request only), or after `least` ms once somebody has called `hurry`.
   * One at a time.
   */
  wait(ms: number, least: number): Promise<void>;
  /** Returns whether a pause ends now. If it must last longer, it ends as soon as it may. */
  hurry(): boolean;
  /** Ends a pause now. */
  end(): void;
}

/** `now` is a monotonic clock, in ms. An aborted signal ends all pauses. */
export function createPause(signal: AbortSignal, now: () => number = () => performance.now()): Pause {
  let timer: NodeJS.Timeout | undefined;
  let resume: (() => void) | undefined;
  let earliest = 0;

  const end = () => {
    clearTimeout(timer);
    resume?.();
    resume = undefined;
  };
  signal.addEventListener('abort', end);

  return {
    wait: (ms, least) =>
      new Promise(resolve => {
        if (signal.aborted) return resolve();
        resume = resolve;
        earliest = now() + Math.min(least, ms);
        timer = ms === Number.POSITIVE_INFINITY ? undefined : setTimeout(end, ms);
      }),
    hurry() {
      if (resume === undefined) return false;
      const rest = earliest - now();
      if (rest <= 0) {
        end();
        return true;
      }
      clearTimeout(timer);
      timer = setTimeout(end, rest);
      return false;
    },
    end,
  };
}

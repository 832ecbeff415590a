import type { Clock } from '../../../../src/gateway/mailbox/imap/admission';

/** A clock that a test moves. */
export interface FakeClock extends Clock {
  /** Runs what is due, in order. */
  move(ms: number): Promise<void>;
  /** How many are under way. */
  timers(): number;
}

export function createFakeClock(): FakeClock {
  let time = 0;
  let timers: ReadonlyArray<{ readonly at: number; readonly act: () => void }> = [];
  return {
    now: () => time,
    timers: () => timers.length,
    after(ms, act) {
      const timer = { at: time + ms, act };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter(other => other !== timer);
      };
    },
    async move(ms) {
      const end = time + ms;
      for (;;) {
        // Lets promises settle.
        await new Promise(resolve => setImmediate(resolve));
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        time = Math.max(time, next.at);
        timers = timers.filter(timer => timer !== next);
        next.act();
      }
      time = end;
    },
  };
}

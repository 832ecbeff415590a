/** When somebody uses a mailbox. Times are in ms on a monotonic clock. */
export interface Usage {
  /** A call begins. Returns a function for its end. */
  begin(): () => void;
  /** Whether a call waits for the mailbox. */
  isAwaited(): boolean;
  /** When the last call began. */
  usedAt(): number;
  /** Until nobody uses it; 0 or less afterwards. */
  timeLeft(): number;
}

/** @param idleAfter ms after the last call until nobody uses the mailbox */
export function createUsage(idleAfter: number, now: () => number = () => performance.now()): Usage {
  let calls = 0;
  let usedAt = Number.NEGATIVE_INFINITY;
  let endedAt = Number.NEGATIVE_INFINITY;
  return {
    begin() {
      calls += 1;
      usedAt = now();
      return () => {
        calls -= 1;
        endedAt = now();
      };
    },
    isAwaited: () => calls > 0,
    usedAt: () => usedAt,
    timeLeft: () => (calls > 0 ? idleAfter : endedAt + idleAfter - now()),
  };
}

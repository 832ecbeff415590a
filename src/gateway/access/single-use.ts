/** A value that was used. */
export interface Spent {
  /** ms since 1970, until when it counts as used. */
  readonly ends: number;
}

/** Values that count once. */
export interface SingleUse {
  /** Whether it wasn't used within the last 15 minutes. `now` is in ms since 1970. */
  use(value: string, now: number): boolean;
}

const LIFETIME = 15 * 60_000;
const CAPACITY = 10_000;

/** Known until the process ends; the latest 10,000 are kept. */
export function createSingleUse(): SingleUse {
  /** When each ends, the oldest first. */
  const used = new Map<string, number>();
  return {
    use(value, now) {
      if (now < (used.get(value) ?? 0)) return false;
      used.delete(value);
      for (const [old, ends] of used) {
        if (now < ends && used.size < CAPACITY) break;
        used.delete(old);
      }
      used.set(value, now + LIFETIME);
      return true;
    },
  };
}

import type { Records } from '../shared/records';

/** A value that was used. */
export interface Spent {
  /** ms since 1970, until when it counts as used. */
  readonly ends: number;
}

/** Values that count once, at all gateways together. */
export interface SingleUse {
  /** Whether it wasn't used before. `now` and `ends`, when it is worth nothing anyway, are in ms since 1970. */
  use(value: string, now: number, ends: number): Promise<boolean>;
}

export const createSingleUse = (spent: Records<Spent>): SingleUse => ({
  use: (value, now, ends) =>
    spent.change(value, used =>
      used !== undefined && now < used.ends
        ? { record: used, result: false }
        : { record: { ends }, result: true },
    ),
});

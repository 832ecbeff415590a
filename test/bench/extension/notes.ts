/** What a background did. The bench's lines in it send this after a while without a new note. */
export interface Notes {
  /** When the background's global scope was made, in ms since 1970. */
  readonly origin: number;
  /** ms from then until its script was evaluated. */
  readonly evaluated: number;
  readonly notes: readonly Note[];
}

export interface Note {
  /** An alarm was delivered; the badge was set; something was stored. */
  readonly what: 'alarm' | 'badge' | 'stored';
  /** The alarm's name and the time it was set for, in ms since 1970; or the keys that were stored. */
  readonly keys: readonly (string | number)[];
  /** ms from `origin` */
  readonly at: number;
}

/** How an alarm woke a background. Times in ms. */
export interface Wake {
  /** From the global scope being made until the script was evaluated. */
  readonly evaluated: number;
  /** From the time the alarm was set for until badge and mail had changed for the last time. */
  readonly shown: number;
}

/** Whether the notes have an alarm that was set for `due`, in ms since 1970. */
export const hasAlarm = ({ notes }: Notes, due: number): boolean =>
  notes.some(({ what, keys }) => what === 'alarm' && keys[1] === due);

/** Joins what one background sent at several times. */
export const joined = (parts: readonly [Notes, ...Notes[]]): Notes => ({
  ...parts[0],
  notes: parts.flatMap(({ notes }) => notes),
});

/** The floor stores its rows, Facteur a mailbox for each account. */
const isMail = (key: string | number) => key === 'rows' || String(key).startsWith('mailbox:');

/**
 * Reads from the notes how an alarm woke the background.
 * @param due the time the alarm was set for, in ms since 1970
 * @returns undefined if something else woke it earlier, or if it showed nothing
 */
export function wakeOf({ origin, evaluated, notes }: Notes, due: number): Wake | undefined {
  if (origin < due) return undefined;
  const shown = notes.filter(
    ({ what, keys }) => what === 'badge' || (what === 'stored' && keys.some(isMail)),
  );
  if (shown.length === 0) return undefined;
  return { evaluated, shown: origin - due + Math.max(...shown.map(({ at }) => at)) };
}

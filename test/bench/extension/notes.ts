/** What the lines at the end of a background have noted between two times of quiet. */
export interface Notes {
  /** When the background's global scope was made, ms since 1970. */
  readonly origin: number;
  /** ms from then until its script was evaluated. */
  readonly evaluated: number;
  /** Paths of the scripts that it has loaded since, those that it began with perhaps among them. */
  readonly loaded: readonly string[];
  readonly notes: readonly Note[];
}

export interface Note {
  /** An alarm was delivered; the badge was set; something was stored. */
  readonly what: 'alarm' | 'badge' | 'stored';
  /** The alarm's name and the time for which it was set, in ms since 1970; or the keys that were stored. */
  readonly keys: readonly (string | number)[];
  /** ms from `origin` */
  readonly at: number;
}

/** One wake-up of a background by an alarm. Times in ms. */
export interface Wake {
  /** From the global scope being made until the script was evaluated. */
  readonly evaluated: number;
  /** From when the alarm was due until badge and mail were what they stay. */
  readonly shown: number;
  /** The same, from the global scope being made. */
  readonly shownAfterStart: number;
  /** From when the alarm was due until nothing more was stored. */
  readonly stored: number;
  /** Paths of the scripts that it loaded after those that it began with. */
  readonly loaded: readonly string[];
}

/** Whether an alarm that was set for `due` (ms since 1970) is among the notes. */
export const hasAlarm = ({ notes }: Notes, due: number): boolean =>
  notes.some(({ what, keys }) => what === 'alarm' && keys[1] === due);

/** What the same background told at several times, as one. */
export const joined = (parts: readonly [Notes, ...Notes[]]): Notes => ({
  ...parts[0],
  loaded: parts.flatMap(({ loaded }) => loaded),
  notes: parts.flatMap(({ notes }) => notes),
});

/** The floor stores its rows, Facteur a mailbox for each account. */
const isMail = (key: string | number) => key === 'rows' || String(key).startsWith('mailbox:');

/**
 * What the notes of a background that an alarm woke come to.
 * @param due for when the alarm was set, in ms since 1970
 * @returns undefined where something else woke it before
 */
export function wakeOf({ origin, evaluated, loaded, notes }: Notes, due: number): Wake | undefined {
  if (origin < due) return undefined;
  const lastOf = (counts: (note: Note) => boolean) =>
    Math.max(...notes.filter(note => note.what !== 'alarm' && counts(note)).map(({ at }) => at));
  const shown = lastOf(({ what, keys }) => what === 'badge' || keys.some(isMail));
  const stored = lastOf(() => true);
  if (!Number.isFinite(shown)) return undefined;
  const late = origin - due;
  return { evaluated, shown: late + shown, shownAfterStart: shown, stored: late + stored, loaded };
}

/** How much a line matters, the most first. */
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** Notes one fact in one line, without a token, a password, a key or anything out of a mail. */
export type Log = Readonly<Record<Level, (line: string) => void>>;

/** A log whose lines of `least` and of what matters more go to `write`; the others go nowhere. */
export function createLog(least: Level, write: (level: Level, line: string) => void): Log {
  const writer = (level: Level) =>
    LEVELS.indexOf(level) <= LEVELS.indexOf(least)
      ? (line: string) => write(level, line.replaceAll(/\s+/g, ' '))
      : () => {};
  return { error: writer('error'), warn: writer('warn'), info: writer('info'), debug: writer('debug') };
}

/** Keeps everything to itself. */
export const SILENT: Log = createLog('error', () => {});

/** The same log, each line of which says first whom it is about. */
export function about(subject: string, log: Log): Log {
  return createLog('debug', (level, line) => log[level](`${subject}: ${line}`));
}

/** How systemd's journal learns a line's level (sd-daemon(3)). */
const JOURNAL_PRIORITY: Readonly<Record<Level, number>> = { error: 3, warn: 4, info: 6, debug: 7 };

/** A line as it is written to a terminal or a file, `2026-11-25T21:30:00.000Z info  …`, or to the journal, which adds the time itself. */
export function formatLine(level: Level, line: string, now: Date, toJournal: boolean): string {
  return toJournal
    ? `<${JOURNAL_PRIORITY[level]}>${line}`
    : `${now.toISOString()} ${level.padEnd(5)} ${line}`;
}

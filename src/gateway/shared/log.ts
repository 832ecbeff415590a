/** The most important first. */
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** Logs one line, made printable. It must not contain tokens, passwords, keys or mail content. */
export type Log = Readonly<Record<Level, (line: string) => void>>;

/**
 * Control characters, line breaks and invisible formatting, such as ESC, BEL, C1 and direction marks: servers
 * and mails could use them to control a terminal or to forge a line.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Replaces everything that isn't printed with a space, so that a text is safe for a terminal. */
export const printable = (text: string): string => text.replaceAll(UNPRINTABLE, ' ');

export function createLog(least: Level, write: (level: Level, line: string) => void): Log {
  const writer = (level: Level) =>
    LEVELS.indexOf(level) <= LEVELS.indexOf(least)
      ? (line: string) => write(level, printable(line).replaceAll(/\s+/g, ' '))
      : () => {};
  return { error: writer('error'), warn: writer('warn'), info: writer('info'), debug: writer('debug') };
}

export const SILENT: Log = createLog('error', () => {});

export function about(subject: string, log: Log): Log {
  return createLog('debug', (level, line) => log[level](`${subject}: ${line}`));
}

/** Of systemd's journal (sd-daemon(3)). */
const JOURNAL_PRIORITY: Readonly<Record<Level, number>> = { error: 3, warn: 4, info: 6, debug: 7 };

/** `2026-11-25T21:30:00.000Z info  …`. The journal adds the time itself. */
export function formatLine(level: Level, line: string, now: Date, toJournal: boolean): string {
  return toJournal
    ? `<${JOURNAL_PRIORITY[level]}>${line}`
    : `${now.toISOString()} ${level.padEnd(5)} ${line}`;
}

/** The most important first. */
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

export const isAtLeast = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) <= LEVELS.indexOf(least);

/** Logs one line, made printable. It must not contain tokens, passwords, keys or mail content. */
export type Log = Readonly<Record<Level, (line: string) => void>> & {
  /** A log whose lines are about this mailbox. */
  about(subject: Subject): Log;
};

export interface Subject {
  /** As the operator calls the mailbox. */
  readonly name: string;
  /** The name that its person signs in with. */
  readonly user: string;
}

/** One line, for a log that has fields. */
export interface Entry {
  /** Without the name of the subject. */
  readonly message: string;
  readonly subject?: Subject | undefined;
}

/**
 * Control characters, line breaks and invisible formatting, such as ESC, BEL, C1 and direction marks: servers
 * and mails could use them to control a terminal or to forge a line.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Replaces everything that isn't printed with a space, so that a text is safe for a terminal. */
export const printable = (text: string): string => text.replaceAll(UNPRINTABLE, ' ');

/**
 * @param least asked at each line
 * @param write gets a line that begins with its subject, and its parts
 */
export function createLog(
  least: Level | (() => Level),
  write: (level: Level, line: string, entry: Entry) => void,
  subject?: Subject,
): Log {
  const clean = (text: string) => printable(text).replaceAll(/\s+/g, ' ');
  const writer = (level: Level) => (line: string) => {
    if (!isAtLeast(level, typeof least === 'string' ? least : least())) return;
    const message = clean(line);
    write(level, subject === undefined ? message : `${clean(subject.name)}: ${message}`, {
      message,
      subject,
    });
  };
  return {
    error: writer('error'),
    warn: writer('warn'),
    info: writer('info'),
    debug: writer('debug'),
    about: it => createLog(least, write, it),
  };
}

export const SILENT: Log = createLog('error', () => {});

/** @param user if the mailbox has another name */
export const about = (name: string, log: Log, user: string = name): Log => log.about({ name, user });

/** Of systemd's journal (sd-daemon(3)). */
const JOURNAL_PRIORITY: Readonly<Record<Level, number>> = { error: 3, warn: 4, info: 6, debug: 7 };

/** `2026-11-25T21:30:00.000Z info  …`. The journal adds the time itself. */
export function formatLine(level: Level, line: string, now: Date, toJournal: boolean): string {
  return toJournal
    ? `<${JOURNAL_PRIORITY[level]}>${line}`
    : `${now.toISOString()} ${level.padEnd(5)} ${line}`;
}

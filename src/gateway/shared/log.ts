/** The most important first. */
export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

export const isAtLeast = (level: Level, least: Level): boolean =>
  LEVELS.indexOf(level) <= LEVELS.indexOf(least);

/**
 * Logs one line, made printable. It must not contain tokens, passwords, keys or mail content.
 * @param nameless the same without the names of users, for a log that must not have them; default: the line
 */
export type Write = (line: string, nameless?: string) => void;

export type Log = Readonly<Record<Level, Write>> & {
  /** A log whose lines are about this mailbox. */
  about(subject: Subject): Log;
};

export interface Subject {
  /** As the operator calls the mailbox. */
  readonly name: string;
  /** The name that its person signs in with. */
  readonly user: string;
  /** The user name at its mail server, which the server may repeat. */
  readonly login?: string | undefined;
}

/** One line, for a log that has fields. */
export interface Entry {
  /** Without the name of the subject, and as far as the caller knows without other users' names. */
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
  const writer =
    (level: Level): Write =>
    (line, nameless = line) => {
      if (!isAtLeast(level, typeof least === 'string' ? least : least())) return;
      const named = subject === undefined ? line : `${subject.name}: ${line}`;
      write(level, clean(named), { message: clean(nameless), subject });
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

/** @param others if the mailbox has other names */
export const about = (name: string, log: Log, others: Partial<Subject> = {}): Log =>
  log.about({ name, user: name, ...others });

/** Of systemd's journal (sd-daemon(3)). */
const JOURNAL_PRIORITY: Readonly<Record<Level, number>> = { error: 3, warn: 4, info: 6, debug: 7 };

/** `2026-11-25T21:30:00.000Z info  …`. The journal adds the time itself. */
export function formatLine(level: Level, line: string, now: Date, toJournal: boolean): string {
  return toJournal
    ? `<${JOURNAL_PRIORITY[level]}>${line}`
    : `${now.toISOString()} ${level.padEnd(5)} ${line}`;
}

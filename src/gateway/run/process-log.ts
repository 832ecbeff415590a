import { fstatSync } from 'node:fs';
import { createLog, formatLine, type Level, type Log, printable } from '../shared/log';

export const print = (line: string): void => void process.stdout.write(`${printable(line)}\n`);

/** JOURNAL_STREAM alone proves nothing: child processes inherit it (systemd.exec(5)). */
function isJournal(stream: string | undefined, output: 1 | 2): boolean {
  if (stream === undefined) return false;
  const { dev, ino } = fstatSync(output);
  return stream === `${dev}:${ino}`;
}

/** Whether systemd's journal keeps what this process prints. */
export const printsToJournal = (): boolean => isJournal(process.env.JOURNAL_STREAM, 1);

/** Writes to standard error. */
export function createProcessLog(level: Level): Log {
  const toJournal = isJournal(process.env.JOURNAL_STREAM, 2);
  return createLog(level, (of, line) =>
    process.stderr.write(`${formatLine(of, line, new Date(), toJournal)}\n`),
  );
}

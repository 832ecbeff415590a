import { fstatSync } from 'node:fs';
import { userCode } from '../access/user-code';
import type { Options } from '../config/options';
import type { Audit } from '../shared/audit';
import { createKeys } from '../shared/keys';
import { createLog, formatLine, type Level, type Log, printable } from '../shared/log';
import { auditLevel, auditLine } from './audit-line';
import { createJsonLog } from './json-log';

export const print = (line: string): void => void process.stdout.write(`${printable(line)}\n`);

/** JOURNAL_STREAM alone proves nothing: child processes inherit it (systemd.exec(5)). */
function isJournal(stream: string | undefined, output: 1 | 2): boolean {
  if (stream === undefined) return false;
  const { dev, ino } = fstatSync(output);
  return stream === `${dev}:${ino}`;
}

/** Whether systemd's journal keeps what this process prints. */
export const printsToJournal = (): boolean => isJournal(process.env.JOURNAL_STREAM, 1);

export interface ProcessLog {
  readonly log: Log;
  readonly audit: Audit;
  setLevel(level: Level): void;
  /** In JSON, users have a code that is made with this secret of the store. Before, they have none. */
  setSecret(secret: Buffer): void;
}

/** Writes to standard error. */
export function openProcessLog({ logLevel, logFormat }: Pick<Options, 'logLevel' | 'logFormat'>): ProcessLog {
  let level = logLevel;
  let codeOf = (_user: string): string | undefined => undefined;
  const least = () => level;
  const rest: Omit<ProcessLog, 'log' | 'audit'> = {
    setLevel(it) {
      level = it;
    },
    setSecret(secret) {
      const keys = createKeys(secret);
      codeOf = user => userCode(keys, user);
    },
  };
  if (logFormat === 'json') return { ...createJsonLog(least, user => codeOf(user)), ...rest };
  const toJournal = isJournal(process.env.JOURNAL_STREAM, 2);
  const log = createLog(least, (of, line) =>
    process.stderr.write(`${formatLine(of, line, new Date(), toJournal)}\n`),
  );
  return { log, audit: event => log[auditLevel(event)](auditLine(event)), ...rest };
}

import pino, { type DestinationStream } from 'pino';
import type { Audit } from '../shared/audit';
import { createLog, isAtLeast, type Level, type Log, type Subject } from '../shared/log';
import { numberRequests, requestId } from '../shared/request-id';
import { auditLevel } from './audit-line';

/**
 * One JSON object a line, without names of users.
 * @param codeOf stands for a user
 */
export function createJsonLog(
  least: () => Level,
  codeOf: (user: string) => string | undefined,
  // Synchronous: no line is lost when the process ends.
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): { readonly log: Log; readonly audit: Audit } {
  numberRequests();
  const format = {
    base: null,
    level: 'debug',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  };
  const logger = pino(format, destination);
  const log = createLog(least, (level, _line, { message, subject }) =>
    logger[level](
      { request: requestId(), user: subject && codeOf(subject.user) },
      withoutUsers(message, subject),
    ),
  );
  return {
    log,
    audit({ user, ...event }) {
      const level = auditLevel({ user, ...event });
      if (isAtLeast(level, least()))
        logger[level](
          { request: requestId(), user: user === '' ? undefined : codeOf(user), audit: event },
          event.event,
        );
    },
  };
}

const ADDRESS = /[^\s@"“”<>()[\],;:=]+@[^\s@"“”<>()[\],;:]+/gu;

/** Mail servers repeat names in their answers. */
function withoutUsers(message: string, { name = '', user = '', login = '' }: Partial<Subject> = {}): string {
  // The longest first: one may begin with another.
  const names = [name, user, login].filter(it => it !== '').sort((one, other) => other.length - one.length);
  return names
    .reduce((text, it) => text.replaceAll(wholeWord(it), '<user>'), message)
    .replaceAll(ADDRESS, '<user>');
}

const wholeWord = (name: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
    'giu',
  );

import type { Log } from '../../shared/log';
import type { MailboxError } from '../mailbox';

/** Tells of limits that are reached, each once a minute. */
export interface LimitTeller {
  /** The system's. @param maxConnections as many as there may be */
  ofFiles(failure: MailboxError, maxConnections: number): void;
  /** Perhaps the mail server's. @param connected mailboxes that it has let in */
  ofServer(failure: MailboxError, server: string, connected: number): void;
}

/** ms between two lines of the log about the same. */
const LOG_EVERY = 60_000;

/** Files that a gateway opens besides its connections to mail servers. */
export const OTHER_FILES = 200;

/** @param now a monotonic clock, in ms */
export function createLimitTeller(log: Log, now: () => number): LimitTeller {
  /** By server; `''` for the system. */
  const toldAt = new Map<string, number>();
  const wasTold = (about: string) => {
    if (now() - (toldAt.get(about) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY) return true;
    for (const [other, at] of toldAt) if (now() - at >= LOG_EVERY) toldAt.delete(other);
    toldAt.set(about, now());
    return false;
  };
  return {
    ofFiles({ code }, maxConnections) {
      if (wasTold('')) return;
      const needed = maxConnections + OTHER_FILES;
      log.error(
        `the system lets the gateway open no more files and connections (${code}): ${maxConnections} connections need a limit of ${needed}: set LimitNOFILE= in the systemd unit, or call ulimit -n`,
      );
    },
    ofServer({ message }, server, connected) {
      if (connected === 0 || wasTold(server)) return;
      log.warn(
        `${message}; ${connected} are connected: the mail server’s limit of connections may be reached: docs/organisations.md`,
      );
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/log';
import { MailboxError } from '../mailbox';
import { backOff } from './back-off';

export interface KeepConnected<Connection extends { close(): void }> {
  /** Rejects with a {@link MailboxError}. */
  connect(): Promise<Connection>;
  /** Uses a connection for as long as it lasts, and rejects then. Calls `worked` as soon as it was of use. */
  use(connection: Connection, worked: () => void): Promise<never>;
  /** What an error means for the mailbox. */
  failureOf(error: unknown): MailboxError;
  onFailure(failure: MailboxError): void;
  /** Draws from [0, 1). */
  readonly random: () => number;
  /** Ends it all, at once. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Resolves after so many ms, and may reject once the signal ends it. */
  wait?(ms: number, signal: AbortSignal): Promise<unknown>;
  /** ms of a clock that never goes back. */
  now?(): number;
}

/** ms that a connection has to last for all to be well again. */
const LASTING = 60_000;

/**
 * How often a password that has worked may be refused without a word why, and which pause that counts for: servers
 * answer so, too, where they have too many connections or their own troubles.
 */
const DOUBTS = 5;
const DOUBTFUL_PAUSE = 8;

/** What a server says of a password that is wrong or not to be used again (RFC 5530). */
const CERTAIN: readonly unknown[] = [
  'AUTHENTICATIONFAILED',
  'AUTHORIZATIONFAILED',
  'EXPIRED',
  'PRIVACYREQUIRED',
  'CONTACTADMIN',
];

/**
 * Connects again and again, with growing pauses while nothing works, until the signal ends it; then it resolves. A
 * refused password ends it, too: asking again could lock the account. One that has worked before, and is refused for no
 * reason, is tried a few times more, minutes apart.
 */
export async function keepConnected<Connection extends { close(): void }>({
  connect,
  use,
  failureOf,
  onFailure,
  random,
  signal,
  log,
  wait = (ms, signal) => sleep(ms, undefined, { signal }),
  now = () => performance.now(),
}: KeepConnected<Connection>): Promise<void> {
  let failures = 0;
  let told: string | undefined;
  let doubts = 0;
  /** Connections in a row that worked, and not for long. */
  let brief = 0;
  while (!signal.aborted) {
    let connection: Connection | undefined;
    let workedAt: number | undefined;
    const worked = () => {
      workedAt ??= now();
      doubts = DOUBTS;
    };
    try {
      connection = await connect();
      await use(connection, worked);
    } catch (error) {
      if (signal.aborted) return;
      if (workedAt !== undefined) {
        // A server that breaks off whatever begins well is left alone for longer each time, too.
        brief = now() - workedAt >= LASTING ? 0 : brief + 1;
        failures = Math.max(0, brief - 1);
        told = undefined;
      }
      let failure = failureOf(error);
      if (failure.trouble === 'refused' && doubts > 0 && !CERTAIN.includes(failure.code)) {
        doubts -= 1;
        failures = Math.max(failures, DOUBTFUL_PAUSE);
        failure = new MailboxError('unreachable', failure.message, failure.code);
      }
      onFailure(failure);
      if (failure.trouble === 'refused') {
        log.error(`${failure.message}: correct it and restart the gateway; it doesn’t try again until then`);
        return;
      }
      failures += 1;
      const pause = backOff(failures, random);
      // One line for a server that is down for a day, not one for each try.
      const level = failure.trouble === told ? 'debug' : 'warn';
      log[level](`${failure.message}; next try in ${Math.ceil(pause / 1000)} s`);
      told = failure.trouble;
      await wait(pause, signal).catch(() => {});
    } finally {
      connection?.close();
    }
  }
}

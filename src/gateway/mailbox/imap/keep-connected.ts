import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../shared/log';
import { MailboxError } from '../mailbox';
import { reconnectDelay } from './back-off';

export interface KeepConnected<Connection extends { close(): void }> {
  connect(): Promise<Connection>;
  /** Works with a connection until it fails, then rejects. Calls `worked` after its first success. */
  use(connection: Connection, worked: () => void): Promise<never>;
  mailboxErrorOf(error: unknown): MailboxError;
  onFailure(failure: MailboxError): void;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** May reject when the signal aborts. */
  wait?(ms: number, signal: AbortSignal): Promise<unknown>;
  /** A monotonic clock, in ms. */
  now?(): number;
}

/** ms after which a connection counts as stable. */
const LASTING = 60_000;

/**
 * Extra tries for a password that worked before, and the failures that set their pause: some servers reject
 * it without a code when they have too many connections.
 */
const DOUBTS = 5;
const DOUBTFUL_PAUSE = 8;

/** Codes that mean: the password is wrong, or may not be used again (RFC 5530). */
const CERTAIN: readonly unknown[] = [
  'AUTHENTICATIONFAILED',
  'AUTHORIZATIONFAILED',
  'EXPIRED',
  'PRIVACYREQUIRED',
  'CONTACTADMIN',
];

/**
 * Reconnects until the signal aborts, or the server rejects the password: more tries could lock the account.
 * A password that worked before gets {@link DOUBTS} more tries if the server gives no clear code.
 */
export async function keepConnected<Connection extends { close(): void }>({
  connect,
  use,
  mailboxErrorOf,
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
  /** Short connections in a row that worked. */
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
        // Also back off from a server that soon closes every connection.
        brief = now() - workedAt >= LASTING ? 0 : brief + 1;
        failures = Math.max(0, brief - 1);
        told = undefined;
      }
      let failure = mailboxErrorOf(error);
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
      const pause = reconnectDelay(failures, random);
      // Warn once for each kind of failure, not at each try.
      const level = failure.trouble === told ? 'debug' : 'warn';
      log[level](`${failure.message}; next try in ${Math.ceil(pause / 1000)} s`);
      told = failure.trouble;
      await wait(pause, signal).catch(() => {});
    } finally {
      connection?.close();
    }
  }
}

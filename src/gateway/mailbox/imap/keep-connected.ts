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
const STABLE_AFTER = 60_000;

/** For a password that worked before: some servers reject it when they have too many connections. */
const EXTRA_TRIES = 5;
const EXTRA_TRY_FAILURES = 8;

/** Codes that mean: the password is wrong, or may not be used again (RFC 5530). */
const REJECTED_CODES: readonly unknown[] = [
  'AUTHENTICATIONFAILED',
  'AUTHORIZATIONFAILED',
  'EXPIRED',
  'PRIVACYREQUIRED',
  'CONTACTADMIN',
];

/**
 * Reconnects until the signal aborts, or the server rejects the password: more tries could lock the account.
 * A password that worked before gets {@link EXTRA_TRIES} more tries if the server gives no clear code.
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
  let lastTrouble: string | undefined;
  let extraTries = 0;
  let shortConnections = 0;
  while (!signal.aborted) {
    let connection: Connection | undefined;
    let workedAt: number | undefined;
    const worked = () => {
      workedAt ??= now();
      extraTries = EXTRA_TRIES;
    };
    try {
      connection = await connect();
      await use(connection, worked);
    } catch (error) {
      if (signal.aborted) return;
      if (workedAt !== undefined) {
        // Also back off from a server that soon closes every connection.
        shortConnections = now() - workedAt >= STABLE_AFTER ? 0 : shortConnections + 1;
        failures = Math.max(0, shortConnections - 1);
        lastTrouble = undefined;
      }
      let failure = mailboxErrorOf(error);
      if (failure.trouble === 'refused' && extraTries > 0 && !REJECTED_CODES.includes(failure.code)) {
        extraTries -= 1;
        failures = Math.max(failures, EXTRA_TRY_FAILURES);
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
      const level = failure.trouble === lastTrouble ? 'debug' : 'warn';
      log[level](`${failure.message}; next try in ${Math.ceil(pause / 1000)} s`);
      lastTrouble = failure.trouble;
      await wait(pause, signal).catch(() => {});
    } finally {
      connection?.close();
    }
  }
}

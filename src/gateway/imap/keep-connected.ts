import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log';
import type { MailboxError } from '../mailbox';
import { backOff } from './back-off';

export interface KeepConnected<Connection extends { close(): void }> {
  /** Rejects with a {@link MailboxError}. */
  connect(): Promise<Connection>;
  /** Uses a connection for as long as it lasts, and rejects then. Calls `worked` whenever it was of use. */
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
}

/**
 * Connects again and again, with growing pauses while nothing works, until the signal ends it; then it resolves. A
 * refused password ends it, too: asking again could lock the account.
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
}: KeepConnected<Connection>): Promise<void> {
  let failures = 0;
  let told: string | undefined;
  const worked = () => {
    failures = 0;
    told = undefined;
  };
  while (!signal.aborted) {
    let connection: Connection | undefined;
    try {
      connection = await connect();
      await use(connection, worked);
    } catch (error) {
      if (signal.aborted) return;
      const failure = failureOf(error);
      onFailure(failure);
      if (failure.trouble === 'refused') {
        log.error(
          `${failure.message}: put it right and start the gateway again; no more attempts until then`,
        );
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

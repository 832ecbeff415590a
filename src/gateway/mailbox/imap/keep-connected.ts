import type { Log } from '../../shared/log';
import { isGrantRefused, MailboxError, type Trouble } from '../mailbox';
import { reconnectDelay, shortestPause } from './back-off';
import type { Pause } from './pause';

export interface KeepConnected<Connection extends { close(): void }> {
  /** Resolves when a connection is needed, or the signal aborts. */
  needed(): Promise<void>;
  connect(): Promise<Connection>;
  /**
   * Works with a connection until it isn't needed, then resolves, or until it fails, then rejects. Calls `worked` after
   * its first success.
   */
  use(connection: Connection, worked: () => void): Promise<void>;
  mailboxErrorOf(error: unknown): MailboxError;
  onFailure(failure: MailboxError): void;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly pause: Pick<Pause, 'wait'>;
  /** A monotonic clock, in ms. */
  now?(): number;
}

/** ms after which a connection counts as stable. */
const STABLE_AFTER = 60_000;

/**
 * Connections in a row that messages may break, before they count as the server's failures. A message breaks up to
 * four, so these are ten messages.
 */
const MOST_BY_MAIL = 40;

/** Four tries in all: fewer failures than lock an account at most servers. */
const TRIES_WITHOUT_REASON = 4;
/**
 * The pause is at least as after so many failures: one or two minutes at a busy server, which may have checked
 * the password, and two to four after a refusal.
 */
const LEAST_FAILURES: Partial<Readonly<Record<Trouble, number>>> = { busy: 8, unexplained: 9, noPassword: 9 };

/**
 * Connects when it is needed, and reconnects until the signal aborts. If the server rejects the password, it waits until
 * somebody ends the pause: more tries could lock the account. A rejection without a reason gets
 * {@link TRIES_WITHOUT_REASON} tries since it last worked: some servers answer like this when they are busy.
 */
export async function keepConnected<Connection extends { close(): void }>({
  needed,
  connect,
  use,
  mailboxErrorOf,
  onFailure,
  random,
  signal,
  log,
  pause,
  now = () => performance.now(),
}: KeepConnected<Connection>): Promise<void> {
  let failures = 0;
  let lastTrouble: string | undefined;
  let withoutReason = 0;
  let shortConnections = 0;
  let byMail = 0;

  /** `undefined` if the connection isn't needed any more. */
  const attempt = async (): Promise<MailboxError | undefined> => {
    let connection: Connection | undefined;
    let workedAt: number | undefined;
    const worked = () => {
      workedAt ??= now();
      withoutReason = 0;
      byMail = 0;
    };
    try {
      connection = await connect();
      await use(connection, worked);
      failures = 0;
      shortConnections = 0;
      lastTrouble = undefined;
      return undefined;
    } catch (error) {
      if (workedAt !== undefined) {
        // Also back off from a server that soon closes every connection.
        shortConnections = now() - workedAt >= STABLE_AFTER ? 0 : shortConnections + 1;
        failures = Math.max(0, shortConnections - 1);
        lastTrouble = undefined;
      }
      return mailboxErrorOf(error);
    } finally {
      connection?.close();
    }
  };

  while (!signal.aborted) {
    await needed();
    if (signal.aborted) return;
    let failure = await attempt();
    if (signal.aborted) return;
    if (failure === undefined) continue;
    byMail += failure.details.byOneMail ? 1 : 0;
    if (failure.details.byOneMail && byMail <= MOST_BY_MAIL) failures = 0;
    failures = Math.max(failures, (LEAST_FAILURES[failure.trouble] ?? 1) - 1);
    if (failure.trouble === 'unexplained') {
      withoutReason += 1;
      if (withoutReason >= TRIES_WITHOUT_REASON)
        failure = new MailboxError('refused', failure.message, failure.code, failure.details);
    }
    onFailure(failure);
    if (failure.trouble === 'refused') {
      log.error(failure.details.hasNoGrant ? failure.message : `${failure.message}. ${remedyFor(failure)}`);
      failures = 0;
      lastTrouble = undefined;
      await pause.wait(Number.POSITIVE_INFINITY, shortestPause('refused'));
      continue;
    }
    failures += 1;
    const delay = reconnectDelay(failures, random);
    // Warn once for each kind of failure, not at each try.
    const level = failure.trouble === lastTrouble ? 'debug' : 'warn';
    log[level](`${failure.message}; next try in ${Math.ceil(delay / 1000)} s`);
    lastTrouble = failure.trouble;
    await pause.wait(delay, shortestPause(failure.trouble));
  }
}

const remedyFor = (refusal: MailboxError): string =>
  isGrantRefused(refusal)
    ? 'Sign in again'
    : 'Correct the password, then sign in to the gateway or restart it';

import type { Log } from '../../shared/log';
import { isGrantRefused, MailboxError, type Trouble } from '../mailbox';
import { reconnectDelay, shortestPause } from './back-off';
import type { GatePause } from './gate';
import type { Pause } from './pause';

export interface KeepConnected<Connection extends { close(): void }> {
  /** Resolves with true when a connection is needed, or with false when none will be, or the signal aborts. */
  needed(): Promise<boolean>;
  /** Undefined if the connection isn't needed any more. */
  connect(): Promise<Connection | undefined>;
  /** How long nobody tries, if the last try has failed because the server takes nobody: `connect` waits for that. */
  heldFor?(): GatePause | undefined;
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
  /** Goes on as after these failures, and changes them. */
  readonly history?: History;
  /** A monotonic clock, in ms. */
  now?(): number;
}

/** The failures since a mailbox last worked. */
export interface History {
  failures: number;
  lastTrouble: string | undefined;
  withoutReason: number;
  shortConnections: number;
  byMail: number;
}

export const noFailures = (): History => ({
  failures: 0,
  lastTrouble: undefined,
  withoutReason: 0,
  shortConnections: 0,
  byMail: 0,
});

export const hasFailed = (history: History | undefined): boolean =>
  history !== undefined && Object.values(history).some(Boolean);

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
  heldFor,
  use,
  mailboxErrorOf,
  onFailure,
  random,
  signal,
  log,
  pause,
  history = noFailures(),
  now = () => performance.now(),
}: KeepConnected<Connection>): Promise<void> {
  /** `undefined` if the connection isn't needed any more. */
  const attempt = async (): Promise<MailboxError | undefined> => {
    let connection: Connection | undefined;
    let workedAt: number | undefined;
    const worked = () => {
      workedAt ??= now();
      history.withoutReason = 0;
      history.byMail = 0;
    };
    try {
      connection = await connect();
      if (connection === undefined) return undefined;
      await use(connection, worked);
      history.failures = 0;
      history.shortConnections = 0;
      history.lastTrouble = undefined;
      return undefined;
    } catch (error) {
      if (workedAt !== undefined) {
        // Also back off from a server that soon closes every connection.
        history.shortConnections = now() - workedAt >= STABLE_AFTER ? 0 : history.shortConnections + 1;
        history.failures = Math.max(0, history.shortConnections - 1);
        history.lastTrouble = undefined;
      }
      return mailboxErrorOf(error);
    } finally {
      connection?.close();
    }
  };

  while (!signal.aborted) {
    if (!(await needed()) || signal.aborted) return;
    let failure = await attempt();
    if (signal.aborted) return;
    if (failure === undefined) continue;
    history.byMail += failure.details.byOneMail ? 1 : 0;
    if (failure.details.byOneMail && history.byMail <= MOST_BY_MAIL) history.failures = 0;
    const { isOutOfFiles, isOfServer } = failure.details;
    // No password was sent.
    const isEarly = isOutOfFiles || isOfServer;
    const least = isEarly ? 1 : (LEAST_FAILURES[failure.trouble] ?? 1);
    if (failure.trouble === 'unexplained') {
      history.withoutReason += 1;
      if (history.withoutReason >= TRIES_WITHOUT_REASON)
        failure = new MailboxError('refused', failure.message, failure.code, failure.details);
    }
    onFailure(failure);
    if (failure.trouble === 'refused') {
      log.error(failure.details.hasNoGrant ? failure.message : `${failure.message}. ${remedyFor(failure)}`);
      history.failures = 0;
      history.lastTrouble = undefined;
      await pause.wait(Number.POSITIVE_INFINITY, shortestPause('refused'));
      continue;
    }
    const held = heldFor?.();
    if (held !== undefined) {
      log[held.isNew ? 'warn' : 'debug'](nextTry(failure, held.delay));
      continue;
    }
    history.failures = Math.max(history.failures + 1, least);
    const delay = reconnectDelay(history.failures, random);
    // Warn once for each kind of failure, not at each try.
    const level = failure.trouble === history.lastTrouble || isOutOfFiles ? 'debug' : 'warn';
    log[level](nextTry(failure, delay));
    history.lastTrouble = failure.trouble;
    await pause.wait(delay, shortestPause(isEarly ? 'unreachable' : failure.trouble));
  }
}

const nextTry = ({ message }: MailboxError, delay: number) =>
  `${message}; next try in ${Math.ceil(delay / 1000)} s`;

const remedyFor = (refusal: MailboxError): string =>
  isGrantRefused(refusal)
    ? 'Sign in again'
    : 'Correct the password, then sign in to the gateway or restart it';

import { MailboxError, type Trouble } from '../mailbox';

/** ms after a wait in vain in which a doubtful result is good enough. */
const ENOUGH_FOR = 5_000;

/** Caches the last result and the last error of a mailbox. */
export interface Memory<T> {
  /** Stores a result and clears the error. */
  remember(value: T): void;
  fail(failure: MailboxError): void;
  /** The last error's trouble, until the next result. */
  trouble(): Trouble | undefined;
  /** Clears the error: the next read waits for a check. */
  forgive(): void;
  /** Clears the result, too. */
  forget(): void;
  /**
   * Nobody watches the mailbox any more: `ms` from now, a read waits for a new result, and gets this one only if there
   * is no new one.
   */
  doubt(ms: number): void;
  /**
   * Without a fresh and certain result, as after the computer slept, or after an error requests a check, and waits if one
   * begins. Rejects with the last error if there is no fresh result; a `refused` always rejects at once.
   */
  read(): Promise<T>;
  /** Resolves at the next result or error. */
  next(): Promise<void>;
}

export interface MemoryOptions {
  /** ms that a result stays fresh. */
  readonly freshFor: number;
  /** ms to wait for a check. */
  readonly timeout: number;
  /** Returns whether a failed mailbox is tried at once. */
  requestCheck(): boolean;
  /** ms since 1970; the clock must not stop while the computer sleeps. */
  now(): number;
}

export function createMemory<T>({ freshFor, timeout, requestCheck, now }: MemoryOptions): Memory<T> {
  let seen: { readonly value: T; readonly at: number } | undefined;
  let failure: MailboxError | undefined;
  let doubtfulFrom = Number.POSITIVE_INFINITY;
  let waiting: Array<() => void> = [];
  let waitedInVainAt = Number.NEGATIVE_INFINITY;
  /** A failed mailbox is being tried. */
  let isTrying = false;

  const notify = () => {
    isTrying = false;
    const listeners = waiting;
    waiting = [];
    for (const listener of listeners) listener();
  };
  const next = () => new Promise<void>(resolve => waiting.push(resolve));
  const fresh = () => (seen !== undefined && now() - seen.at <= freshFor ? seen : undefined);

  const isDoubtful = () => now() >= doubtfulFrom && now() - waitedInVainAt >= ENOUGH_FOR;

  /** Waits for the next result or error, if a check begins. */
  const waitForCheck = async () => {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<void>(resolve => {
      timer = setTimeout(() => {
        waitedInVainAt = now();
        resolve();
      }, timeout);
    });
    const seenOrFailed = next();
    isTrying = requestCheck() || isTrying;
    if (isTrying || failure === undefined) await Promise.race([seenOrFailed, timedOut]);
    clearTimeout(timer);
  };

  return {
    remember(value) {
      seen = { value, at: now() };
      failure = undefined;
      doubtfulFrom = Number.POSITIVE_INFINITY;
      notify();
    },
    fail(reason) {
      failure = reason;
      notify();
    },
    trouble: () => failure?.trouble,
    forgive() {
      failure = undefined;
    },
    forget() {
      seen = undefined;
      failure = undefined;
    },
    doubt(ms) {
      doubtfulFrom = Math.min(doubtfulFrom, now() + ms);
    },
    async read() {
      if (failure?.trouble !== 'refused') {
        if (fresh() === undefined || isDoubtful()) await waitForCheck();
        else if (failure !== undefined) requestCheck();
      }
      const known = failure?.trouble === 'refused' ? undefined : fresh();
      if (known !== undefined) return known.value;
      throw failure ?? new MailboxError('timeout', 'the mailbox has not been updated for too long');
    },
    next,
  };
}

import { MailboxError } from '../mailbox';

/** Caches the last result and the last error of a mailbox. */
export interface Memory<T> {
  /** Stores a result and clears the error. */
  remember(value: T): void;
  fail(failure: MailboxError): void;
  /**
   * Without a fresh result or an error, as after the computer slept, requests a check and waits. Rejects with
   * the last error if there is no fresh result; a `refused` always rejects.
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
  requestCheck(): void;
  /** ms since 1970; the clock must not stop while the computer sleeps. */
  now(): number;
}

export function createMemory<T>({ freshFor, timeout, requestCheck, now }: MemoryOptions): Memory<T> {
  let seen: { readonly value: T; readonly at: number } | undefined;
  let failure: MailboxError | undefined;
  let waiting: Array<() => void> = [];

  const notify = () => {
    const listeners = waiting;
    waiting = [];
    for (const listener of listeners) listener();
  };
  const next = () => new Promise<void>(resolve => waiting.push(resolve));
  const fresh = () => (seen !== undefined && now() - seen.at <= freshFor ? seen : undefined);

  const waitForNext = async () => {
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<void>(resolve => {
      timer = setTimeout(resolve, timeout);
    });
    const seenOrFailed = next();
    requestCheck();
    await Promise.race([seenOrFailed, timedOut]);
    clearTimeout(timer);
  };

  return {
    remember(value) {
      seen = { value, at: now() };
      failure = undefined;
      notify();
    },
    fail(reason) {
      failure = reason;
      notify();
    },
    async read() {
      if (fresh() === undefined && failure === undefined) await waitForNext();
      const known = failure?.trouble === 'refused' ? undefined : fresh();
      if (known !== undefined) return known.value;
      throw failure ?? new MailboxError('timeout', 'the mailbox has not been updated for too long');
    },
    next,
  };
}

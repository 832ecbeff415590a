import { MailboxError } from '../mailbox';

/** What is known of a mailbox, and for how long it counts. */
export interface Memory<T> {
  /** What was seen just now. */
  remember(value: T): void;
  /** It couldn't be looked at. */
  fail(failure: MailboxError): void;
  /**
   * What was seen, as long as it isn't too old. Where nothing is known, or nothing new after the computer has slept,
   * it has someone look and waits. Rejects with the failure since; with one of the trouble `refused` at once, for then
   * waiting doesn't help.
   */
  read(): Promise<T>;
  /** Resolves once something is seen or fails from now on. */
  next(): Promise<void>;
}

export interface MemoryOptions {
  /** How long what was seen counts, in ms. */
  readonly freshFor: number;
  /** How long to wait for something to be known, in ms. */
  readonly patience: number;
  /** Has someone look, as soon as possible. */
  look(): void;
  /** ms since 1970: a clock that goes on while the computer sleeps. */
  now(): number;
}

/** A memory that knows nothing yet: whoever reads it first has someone look. */
export function createMemory<T>({ freshFor, patience, look, now }: MemoryOptions): Memory<T> {
  let seen: { readonly value: T; readonly at: number } | undefined;
  let failure: MailboxError | undefined;
  let waiting: Array<() => void> = [];

  const tell = () => {
    const told = waiting;
    waiting = [];
    for (const listener of told) listener();
  };
  const next = () => new Promise<void>(resolve => waiting.push(resolve));
  const fresh = () => (seen !== undefined && now() - seen.at <= freshFor ? seen : undefined);

  const waitForNext = async () => {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>(resolve => {
      timer = setTimeout(resolve, patience);
    });
    const seenOrFailed = next();
    look();
    await Promise.race([seenOrFailed, enough]);
    clearTimeout(timer);
  };

  return {
    remember(value) {
      seen = { value, at: now() };
      failure = undefined;
      tell();
    },
    fail(reason) {
      failure = reason;
      tell();
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

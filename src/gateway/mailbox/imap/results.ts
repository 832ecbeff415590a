import type { MailboxError } from '../mailbox';
import type { Look } from './look';
import { createMemory, type Memory, type MemoryOptions } from './memory';

/** The results of the looks at one mailbox. */
export interface Results {
  /** Of the last look that has all counts. */
  readonly counts: Memory<Look>;
  /** Of the last look that has all counts and has read the list. */
  readonly unread: Memory<Look>;
  fail(failure: MailboxError): void;
  /** Clears the errors: the next call waits for a try. */
  forgive(): void;
  /** The next call waits for a new result. */
  forget(): void;
  /** See {@link Memory.doubt}. */
  doubt(ms: number): void;
}

export function createResults(options: MemoryOptions): Results {
  const counts = createMemory<Look>(options);
  const unread = createMemory<Look>(options);
  const both = (act: (memory: Memory<Look>) => void) => [counts, unread].forEach(act);
  return {
    counts,
    unread,
    fail: failure => both(it => it.fail(failure)),
    forgive: () => both(it => it.forgive()),
    forget: () => both(it => it.forget()),
    doubt: ms => both(it => it.doubt(ms)),
  };
}

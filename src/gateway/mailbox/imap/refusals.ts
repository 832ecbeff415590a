import { isGrantRefused, type MailboxError } from '../mailbox';
import { shortestPause } from './back-off';
import type { History } from './keep-connected';
import type { Pause } from './pause';
import type { SessionGrant } from './session-grant';

/** Failures outlast a time without calls: a refused password isn't tried again, and failures go on. */
export interface PastFailures {
  readonly history: History;
  refusal?: Refusal | undefined;
}

export interface Refusal {
  readonly failure: MailboxError;
  /** A monotonic time in ms. The mailbox doesn't sign in before it, even if somebody asks. */
  readonly earliest: number;
  /** The version of the refused tokens. */
  version: string | undefined;
}

export interface RefusalOptions {
  readonly past: PastFailures;
  readonly grant: SessionGrant;
  /** Between two tries. */
  readonly pause: Pick<Pause, 'wait' | 'end'>;
  /** Whether the mailbox is refused now. */
  isRefused(): boolean;
  /** The mailbox is refused, as it was before. */
  fail(failure: MailboxError): void;
}

export interface Refusals {
  /** The refusal of an earlier time, if there is one, holds until somebody may try, or has signed in at the provider. */
  holdToFormer(): Promise<void>;
  /** Keeps a refusal, and ends the pause when somebody has signed in at the provider. */
  note(failure: MailboxError): Promise<void>;
}

export function createRefusals({ past, grant, pause, isRefused, fail }: RefusalOptions): Refusals {
  let former = past.refusal;
  const isOver = () => !isRefused();
  const awaitSignIn = async (version: string | undefined) => {
    if (await grant.awaitSignIn(version, isOver)) pause.end();
  };
  const holdTo = async ({ failure, earliest, version }: Refusal) => {
    if (isGrantRefused(failure)) {
      if (await grant.isNewerThan(version)) return;
      void awaitSignIn(version);
    }
    fail(failure);
    await pause.wait(Number.POSITIVE_INFINITY, Math.max(0, earliest - performance.now()));
  };
  return {
    async holdToFormer() {
      const refusal = former;
      former = undefined;
      if (refusal !== undefined) await holdTo(refusal);
    },
    async note(failure) {
      // The stack trace holds on to all that was in use.
      failure.stack = failure.message;
      const earliest = performance.now() + shortestPause('refused');
      const refusal: Refusal = { failure, earliest, version: undefined };
      past.refusal = refusal;
      if (!isGrantRefused(failure)) return;
      refusal.version = await grant.version(isOver);
      await awaitSignIn(refusal.version);
    },
  };
}

import type { OffscreenIntents } from '../core/protocol';
import type { sender } from './messaging';

type Ask = ReturnType<typeof sender<OffscreenIntents>>;

/** Chrome's one page without a window, as far as somebody needs it. */
export interface Lease {
  /** Has the page do something, and opens it first where it isn't open. */
  ask: Ask;
  /** Says that whoever holds this needs the page no more; the last one's closes it. */
  release(): Promise<void>;
}

export interface PageEffects {
  isOpen(): Promise<boolean>;
  /** Rejects while one is open or opening. */
  open(): Promise<void>;
  close(): Promise<void>;
  ask: Ask;
}

/** Shares the page among all who need it: it opens once, and closes when nobody does, for it keeps a process alive. */
export function createSharedPage({ isOpen, open, close, ask }: PageEffects): { lease(): Lease } {
  const leases = new Set<Lease>();
  /** Settles when the page is open. */
  let opening: Promise<void> | undefined;
  let closing: Promise<void> = Promise.resolve();

  async function openOnce(): Promise<void> {
    // What is closing is still there, and answers nobody.
    await closing;
    // A worker that was killed leaves its page open to the next one.
    await open().catch(async error => {
      if (!(await isOpen())) throw error;
    });
  }

  async function tell(...message: Parameters<Ask>): Promise<unknown> {
    opening ??= openOnce();
    const mine = opening;
    try {
      await mine;
      return await ask(...message);
    } catch (error) {
      if (opening === mine) opening = undefined;
      throw error;
    }
  }

  return {
    lease() {
      const lease: Lease = {
        // The page closes itself when left alone, which may be just as it is asked.
        ask: ((...message: Parameters<Ask>) => tell(...message).catch(() => tell(...message))) as Ask,
        async release() {
          if (!leases.delete(lease) || leases.size > 0 || !opening) return;
          const opened = opening;
          opening = undefined;
          // One that a slow server outlived has closed itself.
          closing = opened.then(close).catch(() => {});
          await closing;
        },
      };
      leases.add(lease);
      return lease;
    },
  };
}

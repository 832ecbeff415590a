import type { OffscreenIntents } from '../core/protocol';
import type { sender } from './messaging';

type Ask = ReturnType<typeof sender<OffscreenIntents>>;

/** One user's share of Chrome's only offscreen page. */
export interface Lease {
  /** Sends an intent to the page, and opens the page first if needed. */
  ask: Ask;
  /** Ends this lease. The page closes when the last lease ends. */
  release(): Promise<void>;
}

export interface PageEffects {
  isOpen(): Promise<boolean>;
  /** Rejects if a page is already open or opening. */
  open(): Promise<void>;
  close(): Promise<void>;
  ask: Ask;
}

/** Opens the page once and closes it when its last lease ends, because it keeps a process alive. */
export function createSharedPage({ isOpen, open, close, ask }: PageEffects): { lease(): Lease } {
  const leases = new Set<Lease>();
  /** Settles when the page is open; undefined while no page is wanted. */
  let opening: Promise<void> | undefined;
  let closing: Promise<void> = Promise.resolve();

  async function openOnce(): Promise<void> {
    // A page that is closing still exists, but no longer answers.
    await closing;
    // A killed worker leaves its page open for the next worker.
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
      if (opening === mine) {
        opening = undefined;
        // A page that is closing itself can't be opened anew before it is gone.
        closing = close().catch(() => {});
      }
      throw error;
    }
  }

  return {
    lease() {
      const lease: Lease = {
        // Retry once: an idle page closes itself, perhaps just when it is asked.
        ask: ((...message: Parameters<Ask>) => tell(...message).catch(() => tell(...message))) as Ask,
        async release() {
          if (!leases.delete(lease) || leases.size > 0 || !opening) return;
          const opened = opening;
          opening = undefined;
          // Ignore errors: the page may already have closed itself.
          closing = opened.then(close).catch(() => {});
          await closing;
        },
      };
      leases.add(lease);
      return lease;
    },
  };
}

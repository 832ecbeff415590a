import type { Mailbox } from '../core/mailbox/mailbox';
import { shrinkMailbox } from '../core/mailbox/shrink-mailbox';

/** Updates a mailbox. Rejects if the browser can't store it. */
type UpdateMailbox<Others extends unknown[]> = (
  accountId: string,
  change: (mailbox: Mailbox, ...others: Others) => Mailbox,
) => Promise<Mailbox>;

export interface StoreEffects {
  /** Whether the storage was full last time. Never rejects. */
  isFull(): Promise<boolean>;
  setFull(full: boolean): Promise<void>;
}

/**
 * Wraps an update for a full storage: retries with a smaller mailbox; if that fails too, sets `storage-full` and keeps
 * the old value.
 */
export function storingMailbox({ isFull, setFull }: StoreEffects) {
  return <Others extends unknown[]>(update: UpdateMailbox<Others>): UpdateMailbox<Others> =>
    async (accountId, change) => {
      const [wasFull, stored] = await Promise.all([
        isFull(),
        update(accountId, change)
          .catch(() => update(accountId, (...given) => shrinkMailbox(change(...given))))
          .catch(async error => {
            await setFull(true);
            throw error;
          }),
      ]);
      // The mailbox is stored even if showing that fails.
      if (wasFull) await setFull(false).catch(() => {});
      return stored;
    };
}

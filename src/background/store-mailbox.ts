import type { Mailbox } from '../core/mailbox/mailbox';
import { shrinkMailbox } from '../core/mailbox/shrink-mailbox';

/** Changes a mailbox, by what it holds and whatever else `change` is given. Rejects where the browser can't store it. */
type UpdateMailbox<Others extends unknown[]> = (
  accountId: string,
  change: (mailbox: Mailbox, ...others: Others) => Mailbox,
) => Promise<Mailbox>;

export interface StoreEffects {
  /** Whether there was no room the last time. Never rejects. */
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
      // It is stored, whether that can be shown or not.
      if (wasFull) await setFull(false).catch(() => {});
      return stored;
    };
}

import { leanestMailbox, leanMailbox } from '../core/lean-mailbox';
import type { Mailbox } from '../core/mailbox';

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
 * Gives what makes an update keep what a check told. Where there is no room for it, that is tried with less and less of
 * what can be done without, and if that doesn't fit either, the lack of room is noted and the former state stays.
 */
export function storingMailbox({ isFull, setFull }: StoreEffects) {
  return <Others extends unknown[]>(update: UpdateMailbox<Others>): UpdateMailbox<Others> =>
    async (accountId, change) => {
      const [wasFull, stored] = await Promise.all([
        isFull(),
        update(accountId, change)
          .catch(() => update(accountId, (...given) => leanMailbox(change(...given))))
          .catch(() => update(accountId, (...given) => leanestMailbox(change(...given))))
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

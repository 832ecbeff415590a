import { leanestMailbox, leanMailbox } from '../core/lean-mailbox';
import type { Mailbox } from '../core/mailbox';

type UpdateMailbox = (accountId: string, change: (mailbox: Mailbox) => Mailbox) => Promise<Mailbox>;

export interface StoreEffects {
  /** Rejects where the browser can't store it. */
  update: UpdateMailbox;
  isFull(): Promise<boolean>;
  setFull(full: boolean): Promise<void>;
}

/**
 * Stores what a check told. Where there is no room for it, that is tried with less and less of what can be done
 * without, and if that doesn't fit either, the lack of room is noted and the former state stays.
 */
export function storingMailbox({ update, isFull, setFull }: StoreEffects): UpdateMailbox {
  return async (accountId, change) => {
    const [wasFull, stored] = await Promise.all([
      isFull().catch(() => false),
      update(accountId, change)
        .catch(() => update(accountId, mailbox => leanMailbox(change(mailbox))))
        .catch(() => update(accountId, mailbox => leanestMailbox(change(mailbox))))
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

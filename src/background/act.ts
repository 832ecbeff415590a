import type { Account } from '../core/account/account';
import { undone, type Wish, withWish } from '../core/mailbox/apply-outbox';
import type { Mailbox } from '../core/mailbox/mailbox';
import { mailboxOf } from '../core/mailbox/mailbox-of';
import type { Checks } from './checks';

export interface ActEffects {
  /** ms since 1970 */
  now(): number;
  newId(): string;
  /** Rejects if the browser can't store it. `change` gets no account if it was removed. */
  updateMailboxOf(
    accountId: string,
    change: (mailbox: Mailbox, account: Account | undefined) => Mailbox,
  ): Promise<Mailbox>;
  showing(act: () => Promise<void>): Promise<void>;
  present(accountIds: readonly string[]): Promise<void>;
  checks: Pick<Checks, 'onActed' | 'onOpened'>;
}

/**
 * The user's actions with mails. Each resolves when it is stored and shown; sending and checking follow. Rejects if the
 * browser can't store it; then nothing has changed.
 */
export interface Acts {
  act(accountId: string, wish: Wish): Promise<void>;
  undo(accountId: string, entryId: string): Promise<void>;
  /** The user has opened these listed mails. Without any, the webmail. */
  opened(accountId: string, ids: readonly string[]): Promise<void>;
}

export function createActs(effects: ActEffects): Acts {
  async function change(accountId: string, how: (mailbox: Mailbox, now: number) => Mailbox): Promise<void> {
    let isStored = false;
    const storeAndShow = async () => {
      await effects.updateMailboxOf(accountId, (mailbox, account) =>
        account ? how(mailboxOf(account, mailbox), effects.now()) : mailbox,
      );
      isStored = true;
      await effects.present([accountId]);
    };
    await effects.showing(storeAndShow).catch(error => {
      if (!isStored) throw error;
    });
  }

  return {
    async act(accountId, wish) {
      await change(accountId, (mailbox, now) => withWish(mailbox, wish, now));
      void effects.checks.onActed(accountId);
    },
    async undo(accountId, entryId) {
      const undoId = effects.newId();
      await change(accountId, (mailbox, now) => undone(mailbox, entryId, undoId, now));
      void effects.checks.onActed(accountId);
    },
    async opened(accountId, ids) {
      const wish: Wish = { entryId: effects.newId(), action: 'open', ids };
      if (ids.length > 0)
        await change(accountId, (mailbox, now) => withWish(mailbox, wish, now)).catch(() => {});
      void effects.checks.onOpened(accountId, ids.length > 0 ? 'mail' : 'webmail');
    },
  };
}

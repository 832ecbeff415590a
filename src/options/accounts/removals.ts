import type { Account } from '../../core/account/account';
import type { Mailbox } from '../../core/mailbox/mailbox';

export interface RemovalEffects {
  updateAccounts(change: (accounts: Account[]) => Account[]): Promise<unknown>;
  loadMailbox(accountId: string): Promise<Mailbox>;
  storeMailbox(accountId: string, mailbox: Mailbox): Promise<unknown>;
  /** Ends the account's token at its gateway, if that can be reached, and then gives up the permission to call it. */
  release(account: Account): Promise<unknown>;
}

/** Accounts that were removed and can still be brought back. */
export interface Removals {
  remove(accountId: string): Promise<void>;
  /** Brings the account back to its place, with its token and its mailbox. Rejects if it can't be stored. */
  restore(accountId: string): Promise<void>;
  /** It can't be brought back any more: ends its token. */
  end(accountId: string): void;
  /** For the end of the page. */
  endAll(): void;
}

interface Removed {
  account: Account;
  index: number;
  mailbox: Mailbox;
}

/**
 * The token must work again after `restore`, so only `end` ends it at the gateway. It is kept in the page's memory
 * alone: if the browser is killed before `end`, the token stays valid at the gateway until it expires there, and
 * Facteur keeps the permission to call it.
 */
export function createRemovals(effects: RemovalEffects): Removals {
  const removed = new Map<string, Removed>();
  const end = (accountId: string) => {
    const it = removed.get(accountId);
    removed.delete(accountId);
    if (it) void effects.release(it.account);
  };
  return {
    async remove(accountId) {
      const mailbox = await effects.loadMailbox(accountId);
      await effects.updateAccounts(accounts => {
        const index = accounts.findIndex(({ id }) => id === accountId);
        const account = accounts[index];
        if (account) removed.set(accountId, { account, index, mailbox });
        return accounts.filter(({ id }) => id !== accountId);
      });
    },
    async restore(accountId) {
      const it = removed.get(accountId);
      if (!it) return;
      // At once, so that nothing ends its token meanwhile.
      removed.delete(accountId);
      try {
        // First, because an account without a mailbox is checked at once, and that check would announce nothing.
        await effects.storeMailbox(accountId, it.mailbox);
        await effects.updateAccounts(accounts =>
          accounts.some(({ id }) => id === accountId)
            ? accounts
            : accounts.toSpliced(it.index, 0, it.account),
        );
      } catch (error) {
        removed.set(accountId, it);
        throw error;
      }
    },
    end,
    endAll() {
      for (const accountId of removed.keys()) end(accountId);
    },
  };
}

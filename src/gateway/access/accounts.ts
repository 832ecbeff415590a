import { createHash, timingSafeEqual } from 'node:crypto';
import type { GatewayMailbox, PasswordTrial } from '../mailbox/mailbox';

export interface User {
  readonly user: string;
  readonly password: string;
  readonly mailbox: GatewayMailbox;
  /** Whether `password` is the mailbox's own: then a new one is also tried at the mail server. */
  readonly isMailboxPassword?: boolean;
}

/** The sign-in page shows these to everyone. */
export const DEMO_USER = 'demo';
export const DEMO_PASSWORD = 'demo';

export interface Accounts {
  mailboxOf(user: string): GatewayMailbox | undefined;
  /** Checks a user name and password in constant time. */
  admits(user: string, password: string): boolean;
  /**
   * For a password that isn't admitted: tries it at the user's mail server, if that refuses the known one. An
   * accepted one is admitted from now on. @throws {MailboxError}
   */
  tryNew(user: string, password: string): Promise<PasswordTrial>;
  /** Whether there is only the demo mailbox. */
  readonly hasDemo: boolean;
  /** Whether developers can try their services on the demo mailbox. */
  readonly hasTestAccount: boolean;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

export function createAccounts(accounts: readonly User[]): Accounts {
  const byUser = new Map(accounts.map(account => [account.user, account]));
  const accepted = new Map<string, string>();
  const admits = (user: string, password: string) => {
    const account = byUser.get(user);
    const same = timingSafeEqual(digest(accepted.get(user) ?? account?.password ?? ''), digest(password));
    return account !== undefined && same;
  };
  const hasTestAccount = admits(DEMO_USER, DEMO_PASSWORD);
  return {
    mailboxOf: user => byUser.get(user)?.mailbox,
    admits,
    async tryNew(user, password) {
      const account = byUser.get(user);
      if (account?.isMailboxPassword !== true || password === '') return 'needless';
      const trial = (await account.mailbox.tryPassword?.(password)) ?? 'needless';
      if (trial === 'accepted') accepted.set(user, password);
      return trial;
    },
    hasDemo: accounts.length === 1 && hasTestAccount,
    hasTestAccount,
  };
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { Mailbox } from '../mailbox/mailbox';

/** Someone who can sign in. */
export interface Account {
  readonly user: string;
  readonly password: string;
  readonly mailbox: Mailbox;
}

/** The demo's user name and password. The sign-in page tells them to everyone. */
export const DEMO_USER = 'demo';
export const DEMO_PASSWORD = 'demo';

export interface Accounts {
  mailboxOf(user: string): Mailbox | undefined;
  /** Whether these are the user name and password of an account. Takes as long for a wrong one as for a right one. */
  admits(user: string, password: string): boolean;
  /** Whether the demo's user name and password open an account here, so that a page may say them. */
  readonly hasDemo: boolean;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

export function createAccounts(accounts: readonly Account[]): Accounts {
  const byUser = new Map(accounts.map(account => [account.user, account]));
  const admits = (user: string, password: string) => {
    const account = byUser.get(user);
    const same = timingSafeEqual(digest(account?.password ?? ''), digest(password));
    return account !== undefined && same;
  };
  return {
    mailboxOf: user => byUser.get(user)?.mailbox,
    admits,
    hasDemo: admits(DEMO_USER, DEMO_PASSWORD),
  };
}

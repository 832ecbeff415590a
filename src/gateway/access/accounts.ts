import { createHash, timingSafeEqual } from 'node:crypto';
import type { GatewayMailbox } from '../mailbox/mailbox';

export interface User {
  readonly user: string;
  readonly password: string;
  readonly mailbox: GatewayMailbox;
}

/** The sign-in page shows these to everyone. */
export const DEMO_USER = 'demo';
export const DEMO_PASSWORD = 'demo';

export interface Accounts {
  mailboxOf(user: string): GatewayMailbox | undefined;
  /** Checks a user name and password in constant time. */
  admits(user: string, password: string): boolean;
  readonly hasDemo: boolean;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

export function createAccounts(accounts: readonly User[]): Accounts {
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

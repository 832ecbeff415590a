import { createHash, timingSafeEqual } from 'node:crypto';
import { canonicalName } from '../finding/mail-address';
import type { GatewayMailbox, PasswordTrial } from '../mailbox/mailbox';
import { admitsOwn, type OwnAccess } from './own-sign-in';

export interface User {
  readonly user: string;
  /** Undefined: no password opens the mailbox. */
  readonly password: string | undefined;
  readonly mailbox: GatewayMailbox;
  /** Whether `password` is the mailbox's own: then a new one is also tried at the mail server. */
  readonly isMailboxPassword?: boolean;
  /** The id of the provider at which this user signs in to the gateway. */
  readonly front?: string | undefined;
}

/** The sign-in page shows these to everyone. */
export const DEMO_USER = 'demo';
export const DEMO_PASSWORD = 'demo';

export interface Accounts {
  /**
   * @param secret what a token, cookie or link keeps of a person's own mailbox
   * @param client the IP address of the person who uses it
   * @returns undefined if the user may not sign in (any more)
   */
  mailboxOf(user: string, secret: string | undefined, client: string): GatewayMailbox | undefined;
  /** Whether somebody can sign in as this user. */
  isUser(user: string): boolean;
  /** Whether this user's mailbox is set up by the gateway's operator. */
  isSetUp(user: string): boolean;
  /** The user whose mailbox is set up and who has this name, in any spelling. */
  setUpUser(name: string): string | undefined;
  /** The id of the provider at which this user signs in; undefined: with a password. */
  frontIdOf(user: string): string | undefined;
  readonly hasFronts: boolean;
  /** Checks a user name and password in constant time. */
  admits(user: string, password: string): boolean;
  /**
   * For a password that isn't admitted: tries it at the user's mail server, if that refuses the known one. An
   * accepted one is admitted from now on. @throws {MailboxError}
   */
  tryNew(user: string, password: string): Promise<PasswordTrial>;
  readonly hasDemo: boolean;
  readonly hasOnlyDemo: boolean;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

const spelling = (name: string) => canonicalName(name).toLowerCase();

/** The new passwords that mail servers have accepted. A mailbox that is opened anew has none. */
export type AcceptedPasswords = WeakMap<GatewayMailbox, string>;

/** @param own how others sign in, if they may @param accepted outlasts the accounts */
export function createAccounts(
  accounts: readonly User[],
  own?: OwnAccess,
  accepted: AcceptedPasswords = new WeakMap(),
): Accounts {
  const byUser = new Map(accounts.map(account => [account.user, account]));
  /** The first one counts where names differ in case only. */
  const bySpelling = new Map(accounts.toReversed().map(({ user }) => [spelling(user), user]));
  const acceptedOf = (account: User | undefined) =>
    account?.isMailboxPassword ? accepted.get(account.mailbox) : undefined;
  const admits = (user: string, password: string) => {
    const account = byUser.get(user);
    const known = acceptedOf(account) ?? account?.password;
    const same = timingSafeEqual(digest(known ?? ''), digest(password));
    return known !== undefined && same;
  };
  const hasDemo = admits(DEMO_USER, DEMO_PASSWORD);
  return {
    mailboxOf(user, secret, client) {
      const setUp = byUser.get(user)?.mailbox;
      const isOwn = setUp === undefined && own !== undefined && admitsOwn(own, user);
      // A mail server that somebody has named must never open a mailbox that is set up.
      const mailbox = secret === undefined ? setUp : isOwn ? own.mailboxes.reopen(user, secret) : undefined;
      mailbox?.usedFrom?.(client);
      return mailbox;
    },
    isUser: user => byUser.has(user) || (own !== undefined && admitsOwn(own, user)),
    isSetUp: user => byUser.has(user),
    setUpUser: name => (byUser.has(name) ? name : bySpelling.get(spelling(name))),
    frontIdOf: user => byUser.get(user)?.front,
    hasFronts: accounts.some(account => account.front !== undefined),
    admits,
    async tryNew(user, password) {
      const account = byUser.get(user);
      if (account?.isMailboxPassword !== true || password === '') return 'needless';
      const trial = (await account.mailbox.tryPassword?.(password)) ?? 'needless';
      if (trial === 'accepted') accepted.set(account.mailbox, password);
      return trial;
    },
    hasOnlyDemo: accounts.length === 1 && hasDemo && own === undefined,
    hasDemo,
  };
}

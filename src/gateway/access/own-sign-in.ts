import type { FoundServer } from '../finding/find-server';
import { lowerCase } from '../finding/mail-address';
import type { ImapServer } from '../mailbox/imap/imap-server';
import type { OwnAccount } from '../mailbox/imap/own-mailbox';
import type { OwnMailboxes } from './own-mailboxes';

/** How people sign in with the address and password of a mailbox that isn't set up in the config file. */
export interface OwnSignIn {
  /** The domains of the addresses that may sign in, in lower case and ASCII; empty: all. */
  readonly domains: readonly string[];
  /** Whether a person may name a server that wasn't found for the address. */
  readonly mayCorrect: boolean;
  /** The operator has named one server for all: nothing is looked up. */
  readonly isFixed?: boolean;
  /** Never rejects; undefined if there is no server to be found. */
  find(address: string): Promise<FoundServer | undefined>;
  /** How many wrong passwords the mail server gets for one user in any hour, from all new browsers. Default: 20. */
  readonly passwordTries?: number | undefined;
  /**
   * Signs in at the mail server, and out again.
   * @param client the person's IP address, which the operator's own mail server is told
   * @throws {MailboxError}
   */
  test(account: OwnAccount, client: string): Promise<void>;
}

/** The same at a running gateway, with the mailboxes that are open. */
export interface OwnAccess extends OwnSignIn {
  readonly mailboxes: OwnMailboxes;
}

/** Whether this user may sign in. A user's name begins with the address. */
export function admitsOwn({ domains }: Pick<OwnSignIn, 'domains'>, user: string): boolean {
  const [, domain = ''] = /^[^\s@]+@([^\s@]+)(?: \(.+\))?$/.exec(user) ?? [];
  return domain !== '' && (domains.length === 0 || domains.includes(domain));
}

/**
 * The user's name at the gateway: the address, if its own domain and a certificate prove the server. Otherwise the name
 * has everything that tells servers apart, or anybody could be anyone with a mail server of their own.
 */
export function ownUser(
  address: string,
  { server, login }: { readonly server: ImapServer; readonly login: { readonly user: string } },
  found: Omit<FoundServer, 'provider'> | undefined,
): string {
  const { host, port, security, pin } = server;
  const isProven =
    found !== undefined &&
    found.unproven !== true &&
    pin === undefined &&
    found.user === login.user &&
    (['host', 'port', 'security'] as const).every(name => found.server[name] === server[name]);
  // Mail servers take the name before the @ without regard to case, too: one mailbox, one user.
  const user = lowerCase(address);
  if (isProven) return user;
  const other = [login.user !== address && login.user, `${host}:${port}`, security, pin?.slice(0, 23)];
  return `${user} (${other.filter(Boolean).join(', ')})`;
}

import { createHash } from 'node:crypto';
import type { OwnLogin } from '../mailbox/imap/imap-server';
import type { OwnAccount } from '../mailbox/imap/own-mailbox';
import type { GatewayMailbox } from '../mailbox/mailbox';

/** People's own mailboxes that are in use. Those unused for 15 minutes are closed; a token, cookie or link opens them again. */
export interface OwnMailboxes {
  /** For an account that the mail server has just accepted. */
  open(user: string, account: OwnAccount): GatewayMailbox;
  /**
   * For what a token, cookie or link keeps. Undefined if the mail server has refused this account since it was last
   * accepted.
   */
  reopen(user: string, secret: string): GatewayMailbox | undefined;
  /** The mail server refuses this mailbox's account: it isn't asked again before somebody signs in. */
  refuse(user: string, secret: string, mailbox: GatewayMailbox): Promise<void>;
  /** All open accounts of a user, the last used first. */
  accountsOf(user: string): readonly OwnAccount[];
  /** Closes the mailboxes of a user, or of all users, and asks the mail server again about refused accounts. */
  close(user?: string): Promise<void>;
  /** Closes all mailboxes, for the end of the process. */
  stop(): Promise<void>;
}

interface Open {
  readonly mailbox: GatewayMailbox;
  /** ms since 1970 */
  usedAt: number;
}

const MINUTE = 60_000;
/** In ms. */
const KEPT_FOR = 15 * MINUTE;
/** Of one that knows what its mail server refuses: as long as a session. In ms. */
const TROUBLED_FOR = 12 * 60 * MINUTE;

/** A token keeps this of an account. */
export const secretOf = ({ server, login, webmail }: OwnAccount): string =>
  JSON.stringify({ server, login, webmail });

/** How the account that a token keeps is opened. */
export function loginIn(secret: string): OwnLogin {
  const { login }: OwnAccount = JSON.parse(secret);
  return login;
}

/** The id of the grant by which the account is opened. */
export function grantIn(secret: string): string | undefined {
  const login = loginIn(secret);
  return 'grant' in login ? login.grant.id : undefined;
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/**
 * @param openMailbox it connects when it is asked first
 * @param now ms since 1970
 */
export function createOwnMailboxes(
  openMailbox: (user: string, account: OwnAccount) => GatewayMailbox,
  now: () => number,
): OwnMailboxes {
  /** By user, then by the account; the last used is the last. */
  const mailboxes = new Map<string, Map<string, Open>>();
  /** Digests: a refused password isn't kept. */
  const refused = new Map<string, Set<string>>();

  const entriesOf = (user: string) => [...(mailboxes.get(user) ?? [])].reverse();
  const remove = async (user: string, secret: string) => {
    const open = mailboxes.get(user)?.get(secret);
    mailboxes.get(user)?.delete(secret);
    if (mailboxes.get(user)?.size === 0) mailboxes.delete(user);
    await open?.mailbox.close?.();
  };
  const closeUnused = () => {
    for (const [user, ofUser] of mailboxes)
      for (const [secret, { mailbox, usedAt }] of ofUser) {
        const keptFor = mailbox.isTroubled?.() ? TROUBLED_FOR : KEPT_FOR;
        if (now() - usedAt > keptFor) void remove(user, secret);
      }
  };
  const timer = setInterval(closeUnused, MINUTE).unref();
  const use = (user: string, secret: string): GatewayMailbox => {
    const ofUser = mailboxes.get(user) ?? new Map<string, Open>();
    const mailbox = ofUser.get(secret)?.mailbox ?? openMailbox(user, JSON.parse(secret));
    ofUser.delete(secret);
    mailboxes.set(user, ofUser.set(secret, { mailbox, usedAt: now() }));
    return mailbox;
  };
  const close = async (user?: string) => {
    const users = user === undefined ? [...mailboxes.keys()] : [user];
    if (user === undefined) refused.clear();
    else refused.delete(user);
    await Promise.all(users.flatMap(it => entriesOf(it).map(([secret]) => remove(it, secret))));
  };
  return {
    open(user, account) {
      const secret = secretOf(account);
      refused.get(user)?.delete(digest(secret));
      const mailbox = use(user, secret);
      mailbox.accept?.();
      return mailbox;
    },
    reopen: (user, secret) => (refused.get(user)?.has(digest(secret)) ? undefined : use(user, secret)),
    async refuse(user, secret, mailbox) {
      // Somebody may have signed in again meanwhile.
      if (mailboxes.get(user)?.get(secret)?.mailbox !== mailbox) return;
      refused.set(user, new Set(refused.get(user)).add(digest(secret)));
      await remove(user, secret);
    },
    accountsOf: user => entriesOf(user).map(([secret]) => JSON.parse(secret)),
    close,
    stop() {
      clearInterval(timer);
      return close();
    },
  };
}

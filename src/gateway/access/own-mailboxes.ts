import type { OwnLogin } from '../mailbox/imap/imap-server';
import type { OwnAccount } from '../mailbox/imap/own-mailbox';
import type { GatewayMailbox } from '../mailbox/mailbox';
import type { Keys } from './keys';

/** The mailboxes of people who have signed in since the gateway started. Those unused for 12 hours are closed. */
export interface OwnMailboxes {
  /** For an account that the mail server has just accepted. */
  open(user: string, account: OwnAccount): GatewayMailbox;
  /** For what a token keeps. Undefined if the mail server has refused this account since it was last accepted. */
  reopen(user: string, secret: string): GatewayMailbox | undefined;
  /** The open mailbox with this mark. */
  of(user: string, mark: string): GatewayMailbox | undefined;
  /** The id of the grant that opens it, if one does. */
  grantOf(user: string, mark: string): string | undefined;
  /** Texts that nobody knows without the passwords or grants of the user's open mailboxes, the last used first. */
  marksOf(user: string): readonly string[];
  /** The mail server refuses this mailbox's account: it isn't asked again before somebody signs in. */
  refuse(user: string, secret: string, mailbox: GatewayMailbox): Promise<void>;
  /** All open accounts of a user, the last used first. */
  accountsOf(user: string): readonly OwnAccount[];
  /** Closes the mailboxes of a user, or of all users. */
  close(user?: string): Promise<void>;
}

interface Open {
  readonly mailbox: GatewayMailbox;
  /** ms since 1970 */
  usedAt: number;
}

/** A session's lifetime, in ms. */
const KEPT_FOR = 12 * 60 * 60_000;

/** What a token keeps of an account. */
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

/**
 * @param openMailbox it connects when it is asked first
 * @param now ms since 1970
 */
export function createOwnMailboxes(
  openMailbox: (user: string, account: OwnAccount) => GatewayMailbox,
  keys: Keys,
  now: () => number,
): OwnMailboxes {
  /** By user, then by the account; the last used is the last. */
  const mailboxes = new Map<string, Map<string, Open>>();
  const refused = new Map<string, Set<string>>();

  const entriesOf = (user: string) => [...(mailboxes.get(user) ?? [])].reverse();
  const markOf = (secret: string) => keys.sign('own mailbox', secret).toString('base64url');
  const secretWith = (user: string, mark: string) =>
    entriesOf(user).find(([secret]) => markOf(secret) === mark)?.[0];
  const remove = async (user: string, secret: string) => {
    const open = mailboxes.get(user)?.get(secret);
    mailboxes.get(user)?.delete(secret);
    if (mailboxes.get(user)?.size === 0) mailboxes.delete(user);
    await open?.mailbox.close?.();
  };
  const closeUnused = () => {
    for (const [user, ofUser] of mailboxes)
      for (const [secret, { usedAt }] of ofUser) if (now() - usedAt > KEPT_FOR) void remove(user, secret);
  };
  const use = (user: string, secret: string): GatewayMailbox => {
    closeUnused();
    const ofUser = mailboxes.get(user) ?? new Map<string, Open>();
    const mailbox = ofUser.get(secret)?.mailbox ?? openMailbox(user, JSON.parse(secret));
    ofUser.delete(secret);
    mailboxes.set(user, ofUser.set(secret, { mailbox, usedAt: now() }));
    return mailbox;
  };
  return {
    open(user, account) {
      const secret = secretOf(account);
      refused.get(user)?.delete(secret);
      const mailbox = use(user, secret);
      mailbox.accept?.();
      return mailbox;
    },
    reopen: (user, secret) => (refused.get(user)?.has(secret) ? undefined : use(user, secret)),
    grantOf(user, mark) {
      const secret = secretWith(user, mark);
      return secret === undefined ? undefined : grantIn(secret);
    },
    of(user, mark) {
      const secret = secretWith(user, mark);
      return secret === undefined ? undefined : use(user, secret);
    },
    marksOf: user => entriesOf(user).map(([secret]) => markOf(secret)),
    async refuse(user, secret, mailbox) {
      // Somebody may have signed in again meanwhile.
      if (mailboxes.get(user)?.get(secret)?.mailbox !== mailbox) return;
      refused.set(user, new Set(refused.get(user)).add(secret));
      await remove(user, secret);
    },
    accountsOf: user => entriesOf(user).map(([secret]) => JSON.parse(secret)),
    async close(user) {
      const users = user === undefined ? [...mailboxes.keys()] : [user];
      for (const it of users) refused.delete(it);
      await Promise.all(users.flatMap(it => entriesOf(it).map(([secret]) => remove(it, secret))));
    },
  };
}

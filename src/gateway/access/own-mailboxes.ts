import type { OwnAccount } from '../mailbox/imap/own-mailbox';
import type { GatewayMailbox } from '../mailbox/mailbox';
import type { Keys } from './keys';

/** The mailboxes of people who have signed in since the gateway started. */
export interface OwnMailboxes {
  /** The user's latest; undefined if there is none. */
  of(user: string): GatewayMailbox | undefined;
  /** For an account that works: the mailbox opened for it before, or a new one. */
  open(user: string, account: OwnAccount): GatewayMailbox;
  /** For what a token keeps. Undefined if the mail server has refused this account since it was last opened. */
  reopen(user: string, secret: string): GatewayMailbox | undefined;
  /** The mail server refuses this account: it isn't asked again before somebody signs in. */
  refuse(user: string, secret: string): Promise<void>;
  /** Texts that nobody knows without the passwords of the user's open mailboxes, the latest first. */
  marksOf(user: string): readonly string[];
  /** All accounts of a user, the latest first. */
  accountsOf(user: string): readonly OwnAccount[];
  /** Closes the mailboxes of a user, or of all users. */
  close(user?: string): Promise<void>;
}

/** What a token keeps of an account. */
export const secretOf = ({ server, login, webmail }: OwnAccount): string =>
  JSON.stringify({ server, login, webmail });

/** @param openMailbox it connects when it is asked first */
export function createOwnMailboxes(
  openMailbox: (user: string, account: OwnAccount) => GatewayMailbox,
  keys: Keys,
): OwnMailboxes {
  /** By user, then by the account; the latest last. */
  const mailboxes = new Map<string, Map<string, GatewayMailbox>>();
  const refused = new Map<string, Set<string>>();

  const openKnown = (user: string, secret: string): GatewayMailbox => {
    const ofUser = mailboxes.get(user) ?? new Map<string, GatewayMailbox>();
    const known = ofUser.get(secret) ?? openMailbox(user, JSON.parse(secret));
    ofUser.delete(secret);
    mailboxes.set(user, ofUser.set(secret, known));
    return known;
  };
  const secretsOf = (user: string) => [...(mailboxes.get(user)?.keys() ?? [])].reverse();
  const markOf = (secret: string) => keys.sign('own mailbox', secret).toString('base64url');
  const close = async (user: string) => {
    const open = [...(mailboxes.get(user)?.values() ?? [])];
    mailboxes.delete(user);
    refused.delete(user);
    await Promise.all(open.map(mailbox => mailbox.close?.()));
  };
  return {
    of: user => [...(mailboxes.get(user)?.values() ?? [])].at(-1),
    open(user, account) {
      const secret = secretOf(account);
      refused.get(user)?.delete(secret);
      return openKnown(user, secret);
    },
    reopen: (user, secret) => (refused.get(user)?.has(secret) ? undefined : openKnown(user, secret)),
    async refuse(user, secret) {
      refused.set(user, new Set(refused.get(user)).add(secret));
      const mailbox = mailboxes.get(user)?.get(secret);
      mailboxes.get(user)?.delete(secret);
      await mailbox?.close?.();
    },
    marksOf: user => secretsOf(user).map(markOf),
    accountsOf: user => secretsOf(user).map(secret => JSON.parse(secret)),
    async close(user) {
      await Promise.all((user === undefined ? [...mailboxes.keys()] : [user]).map(close));
    },
  };
}

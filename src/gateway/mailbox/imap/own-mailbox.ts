import { about, type Log } from '../../shared/log';
import { type GatewayMailbox, GRANT, MailboxError } from '../mailbox';
import { checkImap } from './check-imap';
import { createImapMailbox, type ImapAccount } from './imap-mailbox';
import type {
  AccessTokens,
  GrantKey,
  ImapServer,
  Login,
  OwnLogin,
  PasswordLogin,
  TokenLogin,
} from './imap-server';

/** The mailbox of a person who signs in at the gateway without being set up there. Secret. */
export interface OwnAccount {
  readonly server: ImapServer;
  readonly login: OwnLogin;
  readonly webmail: string | undefined;
}

export interface OwnMailboxOptions {
  /** PEM certificates to trust in addition to Node's root certificates. */
  readonly ca: string | undefined;
  /** 1 to 200. */
  readonly listLength: number;
  readonly log: Log;
  /** Without it, logins by a grant are refused. */
  tokensOf?(grant: GrantKey): AccessTokens;
  /**
   * The operator's password for everybody at this provider's mail server, which no token keeps. Undefined if there is
   * none (any more): such logins are refused.
   */
  masterLogin?(provider: string, user: string): PasswordLogin | undefined;
}

/** @param ca PEM certificates to trust in addition to Node's root certificates */
export const inboxOf = (
  { server, webmail }: Omit<OwnAccount, 'login'>,
  login: Login,
  ca: string | undefined,
): ImapAccount => ({
  server: { ...server, ...(ca !== undefined && { ca }) },
  login,
  folders: ['INBOX'],
  linkTo: () => undefined,
  webmail,
  readsOnOpen: true,
});

/** Opens the inbox of people's own accounts. */
export function createOwnMailboxOpener({ ca, listLength, log, ...logins }: OwnMailboxOptions) {
  const inbox = (account: OwnAccount) => inboxOf(account, loginOf(account.login, logins), ca);
  return {
    /** Connects when it is asked first. */
    open: (user: string, account: OwnAccount): GatewayMailbox =>
      createImapMailbox({ ...inbox(account), listLength, log: about(user, log) }),
    /** Signs in, looks at the inbox, and signs out. @throws {MailboxError} */
    async test(account: OwnAccount): Promise<void> {
      for await (const result of checkImap(inbox(account))) {
        if (result.kind === 'failed') throw result.failure;
        if (result.kind === 'folder') return;
      }
    },
  };
}

function loginOf(
  login: OwnLogin,
  { tokensOf, masterLogin }: Pick<OwnMailboxOptions, 'tokensOf' | 'masterLogin'>,
): Login {
  const { user } = login;
  if ('grant' in login) return tokensOf ? { user, tokens: tokensOf(login.grant) } : refusedLogin(user);
  if ('master' in login) return masterLogin?.(login.master, user) ?? refusedLogin(user);
  return login;
}

/** A mailbox with this login asks no mail server. */
function refusedLogin(user: string): TokenLogin {
  const refuse = async (): Promise<never> => {
    throw new MailboxError('refused', 'the gateway has no such way to sign in any more', GRANT);
  };
  return { user, tokens: { get: refuse, insteadOf: refuse } };
}

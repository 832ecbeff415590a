import { about, type Log } from '../../shared/log';
import { type GatewayMailbox, GRANT, MailboxError } from '../mailbox';
import type { Connections } from './admission';
import { checkImap } from './check-imap';
import { askProvider } from './connect';
import { createConnections } from './connections';
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
import { visit } from './visit';

/** The mailbox of a person who signs in at the gateway without being set up there. Secret. */
export interface OwnAccount {
  readonly server: ImapServer;
  readonly login: OwnLogin;
  readonly webmail: string | undefined;
}

export interface OwnMailboxOptions {
  /** PEM certificates to trust in addition to Node's root certificates. */
  readonly ca: string | undefined;
  /** 1 to 200, as it is at present. */
  listLength(): number;
  readonly log: Log;
  /** Shared by all mailboxes of the process. Default: one for these. */
  readonly connections?: Connections;
  /** Without it, logins by a grant are refused. */
  tokensOf?(grant: GrantKey): AccessTokens;
  /** The mail server of this provider's people, if the operator names one: no other one gets their access tokens. */
  serverOf?(provider: string): ImapServer | undefined;
  /**
   * The operator's password for everybody at this provider's mail server, which no token keeps, and that server.
   * Undefined if there is none (any more): such logins are refused.
   */
  masterLogin?(
    provider: string,
    user: string,
  ): { readonly server: ImapServer; readonly login: PasswordLogin } | undefined;
}

/** @param ca PEM certificates to trust in addition to Node's root certificates, for a server without its own */
export const inboxOf = (
  { server, webmail }: Omit<OwnAccount, 'login'>,
  login: Login,
  ca: string | undefined,
): ImapAccount => ({
  server: { ...(ca !== undefined && { ca }), ...server },
  login,
  folders: ['INBOX'],
  linkTo: () => undefined,
  webmail,
  readsOnOpen: true,
});

/** Opens the inbox of people's own accounts. */
export function createOwnMailboxOpener({ ca, listLength, log, ...options }: OwnMailboxOptions) {
  const { connections = createConnections(undefined, { log }), ...logins } = options;
  const inbox = (account: OwnAccount) => {
    const { server = account.server, login } = waysOf(account.login, logins);
    return inboxOf({ ...account, server }, login, ca);
  };
  return {
    /** Connects when it is asked first. */
    open: (user: string, account: OwnAccount): GatewayMailbox =>
      createImapMailbox({
        ...inbox(account),
        connections,
        listLength,
        log: about(user, log, { login: account.login.user }),
      }),
    /** Signs in, looks at the inbox, and signs out. @param client the person's IP address @throws {MailboxError} */
    async test(account: OwnAccount, client?: string): Promise<void> {
      const asked = inbox(account);
      const tried = { ...asked, login: await askProvider(asked.login) };
      await visit(connections, tried.server, async place => {
        for await (const result of checkImap(tried, client)) {
          if (result.kind === 'failed') throw result.failure;
          if (result.kind === 'signed-in') place.answered();
          if (result.kind === 'folder') return;
        }
      });
    },
  };
}

/** As the config file is today: a token may be older. Without a server it is the one that the token keeps. */
function waysOf(
  login: OwnLogin,
  { tokensOf, serverOf, masterLogin }: Pick<OwnMailboxOptions, 'tokensOf' | 'serverOf' | 'masterLogin'>,
): { readonly server?: ImapServer | undefined; readonly login: Login } {
  if (!('grant' in login)) return { login };
  const { user, grant } = login;
  const tokens = tokensOf?.(grant);
  if (tokens === undefined) return { login: refusedLogin(user) };
  if (!('master' in login)) return { server: serverOf?.(grant.provider), login: { user, tokens } };
  const master = masterLogin?.(login.master, user);
  return master === undefined
    ? { login: refusedLogin(user) }
    : { server: master.server, login: { ...master.login, tokens } };
}

/** A mailbox with this login asks no mail server. */
function refusedLogin(user: string): TokenLogin {
  const refuse = async (): Promise<never> => {
    throw new MailboxError('refused', 'the gateway has no such way to sign in any more', GRANT);
  };
  return { user, tokens: { get: refuse, insteadOf: refuse } };
}

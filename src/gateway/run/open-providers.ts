import { isDeepStrictEqual } from 'node:util';
import type { Setup } from '../config/load';
import type { ProviderLogin } from '../config/mailbox-login';
import type { MailboxSetup } from '../config/mailboxes';
import { createLinkTo } from '../config/message-links';
import type { ImapAccount } from '../mailbox/imap/imap-mailbox';
import type { AccessTokens, GrantKey, ImapServer, PasswordLogin } from '../mailbox/imap/imap-server';
import { isGrantRefused, MailboxError } from '../mailbox/mailbox';
import { countRenewals } from '../oauth/count-renewals';
import { createGrants } from '../oauth/grants';
import { masterUser } from '../oauth/master-user';
import type { OAuthAccess } from '../oauth/oauth-access';
import type { OAuthClient, OAuthTokens } from '../oauth/oauth-client';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { createOAuthClient } from '../oauth/openid';
import { createKeys } from '../shared/keys';
import type { Log } from '../shared/log';
import { createNoMetrics, type Metrics } from '../shared/metrics';
import type { Store } from '../store/store';
import { signInCommand } from './sign-in-command';

/** The providers of the config file. Asks them nothing before somebody signs in. */
export interface Providers extends OAuthAccess {
  /** Takes those of another reading of the config file from now on, also for the sign-ins that there are. */
  use(setup: ProviderSetup): void;
  /** A mailbox of the config file, which uses the grant that the command `sign-in` has stored, if it has no password. */
  setUpAccount(setup: MailboxSetup): ImapAccount;
  /** Stores this grant. Rejects if that can't be done. */
  keepSetUp(login: ProviderLogin, tokens: OAuthTokens): Promise<void>;
  /** Undefined if the config file names no mail server for this provider's people. */
  serverOf(provider: string): ImapServer | undefined;
  /** Undefined if this provider has no master user, or none for such an address. */
  masterLogin(
    provider: string,
    user: string,
  ): { readonly server: ImapServer; readonly login: PasswordLogin } | undefined;
}

type ProviderSetup = Pick<Setup, 'providers' | 'configPath'>;

export function openProviders(
  setup: ProviderSetup,
  store: Pick<Store, 'secret' | 'grants' | 'exclusively'>,
  log: Log,
  metrics: Pick<Metrics, 'renewed'> = createNoMetrics(),
): Providers {
  const keys = createKeys(store.secret);
  let current = setup;
  let clients = new Map<OAuthProvider, OAuthClient>();
  const clientOf = (provider: OAuthProvider) => {
    const client = clients.get(provider) ?? countRenewals(createOAuthClient(provider), metrics);
    clients.set(provider, client);
    return client;
  };
  const find = (id: string) => current.providers.find(provider => provider.id === id);
  const grants = createGrants({
    store,
    clientOf(id) {
      const provider = find(id);
      return provider && clientOf(provider);
    },
    log,
  });
  /** Only with the store's secret it can be opened. */
  const grantOf = ({ user, oauth }: ProviderLogin): GrantKey => {
    const id = `${oauth.id} ${user}`;
    return { provider: oauth.id, id, key: keys.sign('grant', id).toString('base64url') };
  };
  return {
    get providers() {
      return current.providers;
    },
    use(next) {
      clients = new Map(
        next.providers.flatMap(provider => {
          const known = find(provider.id);
          const client = isDeepStrictEqual(known, provider) && known && clients.get(known);
          return client ? [[provider, client] as const] : [];
        }),
      );
      current = next;
    },
    clientOf,
    grants,
    setUpAccount({ name, account }) {
      const { login, link, ...own } = account;
      const rest = { ...own, linkTo: createLinkTo(link) };
      if ('password' in login) return { ...rest, login };
      return {
        ...rest,
        login: {
          user: login.user,
          tokens: withAdvice(
            grants.tokensOf(grantOf(login)),
            `run ${signInCommand(name, current.configPath)}`,
          ),
        },
      };
    },
    keepSetUp: (login, tokens) => grants.keepSetUp(grantOf(login), login.user, tokens),
    serverOf: id => find(id)?.mail.server,
    masterLogin(id, user) {
      const { server, master } = find(id)?.mail ?? {};
      const name = master && masterUser(master.user, user);
      if (server === undefined || master === undefined || name === undefined) return undefined;
      return { server, login: { user: name, password: master.password } };
    },
  };
}

/** Says it where the log reports that the grant is missing or has ended. */
function withAdvice(tokens: AccessTokens, advice: string): AccessTokens {
  const advised = (error: unknown): never => {
    if (!(error instanceof MailboxError) || !isGrantRefused(error)) throw error;
    const { trouble, message, code, details } = error;
    throw new MailboxError(trouble, `${message}: ${advice}`, code, details);
  };
  return {
    ...tokens,
    get: () => tokens.get().catch(advised),
    insteadOf: refused => tokens.insteadOf(refused).catch(advised),
  };
}

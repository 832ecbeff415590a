import { isLoopback } from '../../core/account/loopback';
import type { ImapServer } from '../mailbox/imap/imap-server';
import type { MailSide, OAuthProvider } from '../oauth/oauth-provider';
import { isLoopbackAddress } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';
import { type ReadCa, readCa } from './ca';
import { namedServer, refuseExposed } from './choose-server';
import type { ConfigFile } from './config-file';
import { DOMAIN, HOST_NAME, MASTER_USER, PORT, SECURITY, TRUE_OR_FALSE } from './mailbox-settings';
import { readMaster } from './oauth';
import { FILE, TEXT, textThat, type Value, wholeNumber } from './option-values';
import type { Options } from './options';
import { last, prefixed, readTable } from './read-table';

/** The people who may sign in with a mailbox that the config file doesn't set up, from the table `[sign-in]`. */
export interface SignInSetup {
  /** In lower case and ASCII; empty: every domain. */
  readonly domains: readonly string[];
  /** The mail server of all of them; undefined: it is found for each address. */
  readonly server: ImapServer | undefined;
  /** The user name there, with `{address}`, `{local}` and `{domain}` in it. */
  readonly user: string;
  /** Whether this server is told the address of each person (RFC 2971). */
  readonly tellsClients: boolean;
  /** For one user in any hour, of all new browsers together: how many wrong passwords mail servers get. */
  readonly passwordTries: number;
  /** Signs in there for everybody, after a sign-in at a provider; nobody signs in with a password then. Secret. */
  readonly master: MailSide['master'];
  /** PEM certificates of the mail servers' own authority. */
  readonly ca: string | undefined;
}

/** Below the limits of usual mail servers. */
const PASSWORD_TRIES = 20;

const SETTINGS = {
  domains: DOMAIN,
  host: HOST_NAME,
  port: PORT,
  security: SECURITY,
  ca: FILE,
  user: textThat(
    'a user name with {address} or {local} in it, such as "{local}", and maybe {domain}',
    text =>
      /\{(?:address|local)\}/.test(text) &&
      !/[{}]/.test(text.replaceAll(/\{(?:address|local|domain)\}/g, '')),
  ),
  'tells-clients': TRUE_OR_FALSE,
  'password-tries': wholeNumber(1, 1_000),
  'master-user': MASTER_USER,
  'master-password': TEXT,
  'master-password-file': FILE,
} satisfies Record<string, Value<unknown>>;

/**
 * Undefined if only the mailboxes of the config file may be used. Without any, everybody may sign in on this computer.
 * @throws {StartupError} if others could use the gateway, too, and no domains are given
 */
export async function readSignIn(
  file: Pick<ConfigFile, 'path' | 'signIn' | 'mailboxes'> | undefined,
  options: Options,
  readAuthority: ReadCa = readCa,
): Promise<SignInSetup | undefined> {
  if (file !== undefined && file.signIn === undefined && file.mailboxes.length > 0) return undefined;
  const where = `${file?.path}: [sign-in]`;
  const read = readTable(file?.signIn ?? {}, SETTINGS, where);
  const domains = read.domains ?? [];
  // With a master user, the domains of the providers count.
  if (domains.length === 0 && read['master-user'] === undefined && isReachable(options)) {
    throw new StartupError(
      'others can reach this gateway, and everybody could sign in to any mailbox with it: in the config file, give the domains of the addresses that may sign in, domains = ["example.org"] after a line [sign-in], or set up each mailbox with [[mailbox]]; or give --demo',
    );
  }
  const caFile = last(read.ca);
  const host = last(read.host);
  const server = host === undefined ? undefined : namedServer(host, last(read.port), last(read.security));
  if (server !== undefined) refuseExposed(server);
  else if ((read.user ?? read['tells-clients'] ?? read['master-user']) !== undefined)
    throw new StartupError(
      `${where}: host is missing: user, tells-clients and master-user are for the mail server there`,
    );
  const master = await prefixed(where, () => readMaster(read));
  const given = read['tells-clients'];
  // Dovecot compares `allow_nets` of a master user with the client's address: it would refuse everybody.
  const tellsClients = given === undefined ? master === undefined : given.length > 0;
  return {
    domains,
    server,
    user: last(read.user) ?? '{address}',
    tellsClients: server !== undefined && tellsClients,
    passwordTries: last(read['password-tries']) ?? PASSWORD_TRIES,
    master,
    ca: caFile === undefined ? undefined : await readAuthority(caFile),
  };
}

/** The mail side of providers without a mail server of their own, if `[sign-in]` has a master user. */
export function mailSideFor(
  signIn: SignInSetup | undefined,
): Pick<MailSide, 'server' | 'master'> | undefined {
  if (signIn?.server === undefined || signIn.master === undefined) return undefined;
  const { server, ca, master } = signIn;
  return { server: { ...server, ...(ca !== undefined && { ca }) }, master };
}

/**
 * Where the master user of `[sign-in]` opens the mailboxes, everybody has to sign in at a provider. Without `domains`,
 * those of the providers count.
 * @throws {StartupError} if somebody couldn't
 */
export function withProviderDomains(
  signIn: SignInSetup | undefined,
  providers: readonly OAuthProvider[],
): SignInSetup | undefined {
  if (signIn?.master === undefined) return signIn;
  const served = new Set(providers.flatMap(({ domains }) => domains));
  const without = signIn.domains.find(domain => !served.has(domain));
  if (served.size === 0 || without !== undefined)
    throw new StartupError(
      `[sign-in] has a master-user, so people sign in at a provider: give ${without ?? 'their domain'} as one of the domains in a table [oauth.…]`,
    );
  return signIn.domains.length > 0 ? signIn : { ...signIn, domains: [...served] };
}

/** Whether other computers can reach the gateway, themselves or through a reverse proxy. */
export const isReachable = ({ host, publicOrigin }: Pick<Options, 'host' | 'publicOrigin'>): boolean =>
  !isLoopbackAddress(host) || (publicOrigin !== undefined && !isLoopback(new URL(publicOrigin)));

/** Lets the server of `[sign-in]` be told the clients. A token keeps servers without that. */
export function learningClients(signIn: SignInSetup | undefined): (other: ImapServer) => ImapServer {
  const server = signIn?.tellsClients ? signIn.server : undefined;
  const isTold = ({ host, port }: ImapServer) => host === server?.host && port === server.port;
  return other => (isTold(other) ? { ...other, learnsClients: true } : other);
}

import { terminalHint } from '../finding/advice';
import type { FoundServer, ServerFinder } from '../finding/find-server';
import { parseMailAddress } from '../finding/mail-address';
import type { Provider } from '../finding/provider';
import { providerOf, userAt } from '../finding/providers';
import type { ImapServer } from '../mailbox/imap/imap-server';
import { isThisMachine } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';

/** The address alone is enough where its server can be found. */
export interface ServerChoice {
  readonly address: string | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly security: ImapServer['security'] | undefined;
  readonly user: string | undefined;
}

export interface ChosenServer {
  readonly server: ImapServer;
  readonly user: string;
  readonly provider: Provider | undefined;
}

export interface ChoiceOptions {
  /** What the user calls the setting with the server's name. Default: `host`. */
  readonly hostSetting?: string;
  /** Whether no password is needed at this provider. Default: one is. */
  needsNoPassword?(provider: Provider): boolean;
}

/** Port 143 begins without TLS (RFC 9051); the convention there is STARTTLS. */
const PLAIN_PORT = 143;
const TLS_PORT = 993;

/**
 * Looks for the server if there is no host.
 * @throws {StartupError} if it isn't found, takes no passwords, or would get them unencrypted
 */
export async function chooseServer(
  { address, host, port, security, user }: ServerChoice,
  finder: ServerFinder,
  options: ChoiceOptions = {},
): Promise<ChosenServer> {
  const found = host === undefined ? await findFor(address, finder, options) : undefined;
  const provider = address === undefined ? undefined : (found?.provider ?? providerOf(address));
  const server = serverWith(host ?? found?.server.host ?? '', port, security, found?.server);
  refuseExposed(server);
  const chosenUser = user ?? found?.user ?? userOf(address, provider);
  if (chosenUser === undefined) {
    throw new StartupError(`no user for ${server.host}: give the mailbox’s address, or its user`);
  }
  return { server, user: chosenUser, provider };
}

/** Takes this server if the choice names none. */
export function orServer<T extends ServerChoice>(choice: T, server: ImapServer | undefined): T {
  if (choice.host !== undefined || server === undefined) return choice;
  const { host, port, security } = serverWith(server.host, choice.port, choice.security, server);
  return { ...choice, host, port, security };
}

/** @throws {StartupError} */
export function refuseExposed(server: ImapServer): void {
  if (!isExposed(server)) return;
  throw new StartupError(
    `the sign-in would be sent to ${server.host} without encryption: set security to "tls" or "starttls" ("none" is only for this machine)`,
  );
}

async function findFor(
  address: string | undefined,
  finder: ServerFinder,
  { hostSetting = 'host', needsNoPassword = () => false }: ChoiceOptions,
): Promise<FoundServer> {
  if (address === undefined)
    throw new StartupError('no address: give the mailbox’s address, or its host and user');
  const found = await finder.find(address);
  if (found === undefined) {
    throw new StartupError(
      `the mail server of ${address} is unknown to Facteur: give its ${hostSetting}, such as imap.example.org`,
    );
  }
  const { server, provider, unproven } = found;
  if (provider?.noPasswords && !needsNoPassword(provider)) throw new StartupError(needsProvider(provider));
  if (unproven) {
    throw new StartupError(
      `DNS says that ${server.host} is the mail server of ${address}, but such an answer can be forged: if it is right, give ${server.host} as ${hostSetting}`,
    );
  }
  return found;
}

function needsProvider(provider: Provider): string {
  const { name, oauth } = provider;
  return oauth === undefined
    ? (terminalHint(provider) ?? '')
    : `${name} accepts no passwords from mail programs, not even app passwords: register Facteur there once, as docs/gateway.md says, and give its client-id in the config file, after a line [oauth.${oauth}]. A [[mailbox]] then has oauth = "${oauth}" instead of a password`;
}

/** A server that is named: its port decides the security, and the other way round. */
export const namedServer = (host: string, port?: number, security?: ImapServer['security']): ImapServer =>
  serverWith(host, port, security, undefined);

/** A sign-in would be sent without encryption to another machine. */
export const isExposed = ({ host, security }: ImapServer): boolean =>
  security === 'none' && !isThisMachine(host);

/** A port that is given decides the security, and the other way round, unless the server has an unusual port. */
function serverWith(
  host: string,
  port: number | undefined,
  security: ImapServer['security'] | undefined,
  found: ImapServer | undefined,
): ImapServer {
  const isUsual = (number: number | undefined) => number === TLS_PORT || number === PLAIN_PORT;
  const foundPort = security === undefined || !isUsual(found?.port) ? found?.port : undefined;
  const chosenPort =
    port ?? foundPort ?? (security === undefined || security === 'tls' ? TLS_PORT : PLAIN_PORT);
  const foundSecurity = port === undefined || !isUsual(port) ? found?.security : undefined;
  const usualSecurity = chosenPort === PLAIN_PORT ? 'starttls' : 'tls';
  return { host, port: chosenPort, security: security ?? foundSecurity ?? usualSecurity };
}

function userOf(address: string | undefined, provider: Provider | undefined): string | undefined {
  const parsed = address === undefined ? undefined : parseMailAddress(address);
  return provider && parsed ? userAt(provider, parsed) : address;
}

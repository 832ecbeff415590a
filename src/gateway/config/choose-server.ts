import type { ImapServer } from '../mailbox/imap/imap-server';
import { StartupError } from '../shared/startup-error';
import { isThisMachine } from './mailbox-settings';
import { type Provider, providerOf } from './providers';

/** The address alone is enough for a known provider. */
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

/** Port 143 begins without TLS (RFC 9051); the convention there is STARTTLS. */
const PLAIN_PORT = 143;
const TLS_PORT = 993;

/** @throws {StartupError} if the server is unknown, takes no passwords, or would get them unencrypted */
export function chooseServer(
  { address, host, port, security, user }: ServerChoice,
  hostSetting = 'host',
): ChosenServer {
  const provider = address === undefined ? undefined : providerOf(address);
  const chosenHost = host ?? provider?.host;
  if (chosenHost === undefined) {
    throw new StartupError(
      address === undefined
        ? 'no address: give the mailbox’s address, or its host and user'
        : `the mail server of ${address} is unknown to Facteur: give its ${hostSetting}, such as imap.example.org`,
    );
  }
  if (host === undefined && provider?.noPasswords) throw new StartupError(provider.hint ?? '');
  const isOwn = host === undefined;
  const chosenPort = port ?? (isOwn ? provider?.port : undefined) ?? defaultPort(security);
  const chosenSecurity =
    security ?? (isOwn ? provider?.security : undefined) ?? (chosenPort === PLAIN_PORT ? 'starttls' : 'tls');
  if (chosenSecurity === 'none' && !isThisMachine(chosenHost)) {
    throw new StartupError(
      `the password would be sent to ${chosenHost} without encryption: set security to "tls" or "starttls" ("none" is only for this machine)`,
    );
  }
  const chosenUser = user ?? userOf(address, provider);
  if (chosenUser === undefined) {
    throw new StartupError(`no user for ${chosenHost}: give the mailbox’s address, or its user`);
  }
  return {
    server: { host: chosenHost, port: chosenPort, security: chosenSecurity },
    user: chosenUser,
    provider,
  };
}

const defaultPort = (security: ImapServer['security'] | undefined) =>
  security === undefined || security === 'tls' ? TLS_PORT : PLAIN_PORT;

function userOf(address: string | undefined, provider: Provider | undefined): string | undefined {
  return provider?.signInName === 'local-part' ? address?.slice(0, address.lastIndexOf('@')) : address;
}

import { isLoopback } from '../../core/account/loopback';
import type { ImapServer } from '../mailbox/imap/imap-server';
import { isLoopbackAddress } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';
import { readCa } from './ca';
import { namedServer, refuseExposed } from './choose-server';
import type { ConfigFile } from './config-file';
import { DOMAIN, HOST_NAME, PORT, SECURITY } from './mailbox-settings';
import { FILE, type Value } from './option-values';
import type { Options } from './options';
import { last, readTable } from './read-table';

/** Who may sign in with a mailbox that the config file doesn't set up, from the table `[sign-in]`. */
export interface SignInSetup {
  /** In lower case and ASCII; empty: every domain. */
  readonly domains: readonly string[];
  /** The mail server of all of them; undefined: it is found for each address. */
  readonly server: ImapServer | undefined;
  /** PEM certificates of the mail servers' own authority. */
  readonly ca: string | undefined;
}

const SETTINGS = {
  domains: DOMAIN,
  host: HOST_NAME,
  port: PORT,
  security: SECURITY,
  ca: FILE,
} satisfies Record<string, Value<unknown>>;

/**
 * Undefined if only the mailboxes of the config file may be used. Without any, everybody may sign in on this computer.
 * @throws {StartupError} if others could use the gateway, too, and no domains are given
 */
export async function readSignIn(
  file: Pick<ConfigFile, 'path' | 'signIn' | 'mailboxes'> | undefined,
  options: Options,
): Promise<SignInSetup | undefined> {
  if (file !== undefined && file.signIn === undefined && file.mailboxes.length > 0) return undefined;
  const read = readTable(file?.signIn ?? {}, SETTINGS, `${file?.path}: [sign-in]`);
  const domains = read.domains ?? [];
  if (domains.length === 0 && isReachable(options)) {
    throw new StartupError(
      'others can reach this gateway, and everybody could sign in to any mailbox with it: in the config file, give the domains of the addresses that may sign in, domains = ["example.org"] after a line [sign-in], or set up each mailbox with [[mailbox]]; or give --demo',
    );
  }
  const caFile = last(read.ca);
  const host = last(read.host);
  const server = host === undefined ? undefined : namedServer(host, last(read.port), last(read.security));
  if (server !== undefined) refuseExposed(server);
  return { domains, server, ca: caFile === undefined ? undefined : await readCa(caFile) };
}

/** Whether other computers can reach the gateway, themselves or through a reverse proxy. */
export const isReachable = ({ host, publicOrigin }: Pick<Options, 'host' | 'publicOrigin'>): boolean =>
  !isLoopbackAddress(host) || (publicOrigin !== undefined && !isLoopback(new URL(publicOrigin)));

import { domainToASCII } from 'node:url';
import { isLoopback } from '../../core/account/loopback';
import { isLoopbackAddress } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';
import type { ConfigFile } from './config-file';
import { HOST_NAME } from './mailbox-settings';
import { readCa } from './mailboxes';
import { FILE, type Value } from './option-values';
import type { Options } from './options';
import { last, readTable } from './read-table';

/** Who may sign in with a mailbox that the config file doesn't set up, from the table `[sign-in]`. */
export interface SignInSetup {
  /** In lower case and ASCII; empty: every domain. */
  readonly domains: readonly string[];
  /** PEM certificates of the mail servers' own authority. */
  readonly ca: string | undefined;
}

const SETTINGS = {
  domains: {
    expected: 'the domains of the addresses that may sign in, such as ["example.org"]',
    read: text => HOST_NAME.read(domainToASCII(text)),
  },
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
  return { domains, ca: caFile === undefined ? undefined : await readCa(caFile) };
}

/** Whether other computers can reach the gateway, themselves or through a reverse proxy. */
export const isReachable = ({ host, publicOrigin }: Pick<Options, 'host' | 'publicOrigin'>): boolean =>
  !isLoopbackAddress(host) || (publicOrigin !== undefined && !isLoopback(new URL(publicOrigin)));

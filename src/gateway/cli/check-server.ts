import type { Setup } from '../config/load';
import type { SignInSetup } from '../config/sign-in';
import { askCapabilities } from '../mailbox/imap/ask-capabilities';
import type { CheckResult } from '../mailbox/imap/check-imap';
import type { ImapServer } from '../mailbox/imap/imap-server';
import { signInMethods } from '../mailbox/imap/sign-in-methods';
import { MailboxError } from '../mailbox/mailbox';
import { checkText } from './check-text';

/** Prints whether the mail server of `[sign-in]` can be used. Returns whether it can. Nobody signs in. */
export async function checkServer(
  { signIn, providers }: Pick<Setup, 'signIn' | 'providers'>,
  print: (line: string) => void,
): Promise<boolean> {
  if (signIn?.server === undefined) return true;
  const { ca, tellsClients } = signIn;
  const server: ImapServer = { ...signIn.server, ...(ca !== undefined && { ca }) };
  const { host, port, security } = server;
  const nobody = { user: '', password: '' };
  const textOf = (result: CheckResult) => checkText(result, { server, login: nobody });
  print('[sign-in]');
  try {
    const offered = await askCapabilities(server);
    print(`  ✓ ${textOf({ kind: 'reached', host, port, encrypted: security !== 'none' })}`);
    if (needsPasswords(signIn, providers)) {
      signInMethods(offered, nobody, host);
      print(`  ✓ ${host} takes passwords`);
    }
    // Some servers tell it only after the sign-in.
    if (offered.has('IDLE')) print(`  ✓ ${textOf({ kind: 'reports', byItself: true })}`);
    if (tellsClients && !offered.has('ID'))
      print('  – it doesn’t take the people’s addresses (ID), so its limits are for the gateway as a whole');
    return true;
  } catch (failure) {
    if (!(failure instanceof MailboxError)) throw failure;
    print(`  ✗ ${textOf({ kind: 'failed', failure })}`);
    return false;
  }
}

/** Whether somebody’s mailbox is opened by a password: their own, or that of the master user. */
function needsPasswords({ master, domains }: SignInSetup, providers: Setup['providers']): boolean {
  const served = providers.flatMap(provider => provider.domains);
  return master !== undefined || domains.length === 0 || domains.some(domain => !served.includes(domain));
}

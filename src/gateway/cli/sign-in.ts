import type { ProviderLogin } from '../config/mailbox-login';
import type { MailboxSetup } from '../config/mailboxes';
import type { OAuthClient, OAuthTokens } from '../oauth/oauth-client';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { shortLived } from '../oauth/short-lived';
import { StartupError } from '../shared/startup-error';
import { signInOnDevice } from './device-code';

export interface SignInPlace {
  clientOf(provider: OAuthProvider): OAuthClient;
  keepSetUp(login: ProviderLogin, tokens: OAuthTokens): Promise<void>;
  /** Tries the mail server and prints the results. Returns whether the mailbox works. */
  check(setup: MailboxSetup): Promise<boolean>;
}

/**
 * Lets the gateway into a mailbox of the config file, at its provider. Returns whether the mail server lets it in, too.
 * @throws {StartupError}
 */
export async function signInMailbox(
  wanted: string,
  mailboxes: readonly MailboxSetup[],
  { clientOf, keepSetUp, check }: SignInPlace,
  print: (line: string) => void,
): Promise<boolean> {
  const { setup, login } = findMailbox(wanted, mailboxes);
  const person = await signInOnDevice(login.oauth, clientOf(login.oauth), login.user, print);
  if (person.tokens.refreshToken === undefined) throw new StartupError(shortLived(login.oauth));
  await keepSetUp(login, person.tokens);
  print(`Signed in as ${login.user} at ${login.oauth.name}. Trying ${setup.name} …`);
  const works = await check(setup);
  print(works ? 'The gateway can read it now.' : 'The gateway can’t read it: see the lines with ✗.');
  return works;
}

/** @throws {StartupError} if no mailbox with this name signs in at a provider */
function findMailbox(
  wanted: string,
  mailboxes: readonly MailboxSetup[],
): { readonly setup: MailboxSetup; readonly login: ProviderLogin } {
  const found = mailboxes.flatMap(setup => {
    const { login } = setup.account;
    return 'oauth' in login ? [{ setup, login }] : [];
  });
  const mailbox = found.find(({ setup }) => setup.name === wanted);
  if (mailbox !== undefined) return mailbox;
  if (mailboxes.some(({ name }) => name === wanted))
    throw new StartupError(
      `${wanted} has a password: to sign in at a provider instead, give it oauth in the config file`,
    );
  const known = found.map(({ setup }) => setup.name).join(', ');
  throw new StartupError(
    `no mailbox ${wanted} signs in at a provider: ${known === '' ? 'add one with oauth to the config file' : `use ${known}`}`,
  );
}

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
}

/** Lets the gateway into a mailbox of the config file, at its provider. @throws {StartupError} */
export async function signInMailbox(
  wanted: string,
  mailboxes: readonly MailboxSetup[],
  { clientOf, keepSetUp }: SignInPlace,
  print: (line: string) => void,
): Promise<void> {
  const { name, login } = findMailbox(wanted, mailboxes);
  const person = await signInOnDevice(login.oauth, clientOf(login.oauth), login.user, print);
  if (person.tokens.refreshToken === undefined) throw new StartupError(shortLived(login.oauth));
  await keepSetUp(login, person.tokens);
  print(`Signed in as ${login.user}. The gateway can read ${name} now.`);
}

/** @throws {StartupError} if there is none that signs in at a provider */
function findMailbox(
  wanted: string,
  mailboxes: readonly MailboxSetup[],
): { readonly name: string; readonly login: ProviderLogin } {
  const found = mailboxes.flatMap(({ name, account: { login } }) =>
    'oauth' in login ? [{ name, login }] : [],
  );
  const mailbox = found.find(({ name }) => name === wanted);
  if (mailbox !== undefined) return mailbox;
  if (mailboxes.some(({ name }) => name === wanted))
    throw new StartupError(
      `${wanted} has a password: to sign in at a provider instead, give it oauth in the config file`,
    );
  const known = found.map(({ name }) => name).join(', ');
  throw new StartupError(
    `no mailbox ${wanted} signs in at a provider: ${known === '' ? 'add one with oauth to the config file' : `use ${known}`}`,
  );
}

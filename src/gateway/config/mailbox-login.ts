import type { PasswordLogin } from '../mailbox/imap/imap-server';
import { isEntra } from '../oauth/known-providers';
import { isMasterLogin } from '../oauth/master-user';
import type { OAuthProvider } from '../oauth/oauth-provider';
import { StartupError } from '../shared/startup-error';
import { EMAIL, type MAILBOX_SETTINGS, type SIGN_IN_SETTINGS } from './mailbox-settings';
import { namedProvider, refuseUnproven } from './oauth';
import { last, type Read } from './read-table';
import { findSecret, passwordVariable, type SecretSources } from './secrets';

/** With the access tokens of the grant that the command `sign-in` has stored. */
export interface ProviderLogin {
  readonly user: string;
  readonly oauth: OAuthProvider;
}

/** How the gateway gets into a mailbox that is set up. */
export type MailboxLogin = PasswordLogin | ProviderLogin;

/** How the mailbox's person signs in at the gateway: with a password, or at the provider with the id `front`. */
export interface FrontSetup {
  readonly user: string;
  readonly password: string | undefined;
  readonly front: string | undefined;
}

/** The provider that the table names. @throws {StartupError} */
export function mailboxProvider(
  read: Read<typeof MAILBOX_SETTINGS>,
  providers: readonly OAuthProvider[],
): OAuthProvider | undefined {
  const id = last(read.oauth);
  if (id === undefined) return undefined;
  if ((read.password ?? read['password-file'] ?? read.keyring) !== undefined)
    throw new StartupError('it has both oauth and a password: leave one of them out');
  const provider = namedProvider(id, providers);
  if (isEntra(provider.issuer) && !provider.givesDeviceCode)
    throw new StartupError(
      `Microsoft accepts no client-secret with a device code, which [[mailbox]] needs: register a second app there, without a secret and with public client flows, give its client-id and issuer = "${provider.issuer}" in a table of its own, such as [oauth.devices], and write oauth = "devices" here`,
    );
  if (!provider.givesDeviceCode)
    throw new StartupError(
      `${provider.name} lets nobody read mail with a device code, which [[mailbox]] needs: give an app password as password, or leave out this [[mailbox]], so that its person signs in in the browser`,
    );
  if (provider.mail.master === undefined) return provider;
  throw new StartupError(
    `the master user of [oauth.${id}] opens its mailboxes: leave out this [[mailbox]], its person can sign in`,
  );
}

/** @throws {StartupError} if there is no password, or it can't be read */
export async function mailboxPassword(
  read: Read<typeof MAILBOX_SETTINGS>,
  name: string,
  hint: string | undefined,
  sources: SecretSources,
): Promise<string> {
  const variable = passwordVariable(name);
  const settings = {
    password: last(read.password),
    file: last(read['password-file']),
    keyring: last(read.keyring) ?? false,
  };
  const password = await findSecret(settings, variable, name, sources);
  if (password !== undefined) return password;
  throw new StartupError(
    `no password for ${name}: give password, password-file or keyring = true, or set ${variable} or ${variable}_FILE.${hint ? ` ${hint}` : ''}`,
  );
}

/**
 * @param address default of the user's name at the gateway
 * @throws {StartupError} if nobody could sign in, or anybody
 */
export async function readFront(
  read: Read<typeof SIGN_IN_SETTINGS>,
  login: MailboxLogin,
  { name, address }: { readonly name: string; readonly address: string },
  providers: readonly OAuthProvider[],
  sources: SecretSources,
): Promise<FrontSetup> {
  const user = last(read.user) ?? address;
  const variable = passwordVariable(name, 'SIGN_IN_');
  const settings = { password: last(read.password), file: last(read['password-file']), keyring: false };
  const password = await findSecret(settings, variable, name, sources);
  const id = last(read.oauth);
  if (id !== undefined && password !== undefined)
    throw new StartupError('its sign-in has both oauth and a password: leave one of them out');
  const atMailbox = 'oauth' in login ? login.oauth : undefined;
  const front = id === undefined ? atMailbox : namedProvider(id, providers);
  if (password !== undefined || front === undefined) {
    const ofMailbox = 'password' in login ? login.password : undefined;
    if (isMasterLogin(login.user, address) && [undefined, ofMailbox].includes(password))
      throw new StartupError(
        `${login.user} looks like a master user, and nobody may sign in to the gateway with its password: give [mailbox.sign-in] a password of its own`,
      );
    return { user, password: password ?? ofMailbox, front: undefined };
  }
  refuseUnproven(front, 'give [mailbox.sign-in] a password');
  if (EMAIL.read(user) === undefined)
    throw new StartupError(
      `its person signs in at ${front.name} with an e-mail address: give that as user in [mailbox.sign-in]`,
    );
  return { user, password: undefined, front: front.id };
}

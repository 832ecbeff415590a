import type { OAuthProvider } from '../oauth/oauth-provider';
import { hashPassword } from '../services/credentials';
import type { Service } from '../services/service';
import { StartupError } from '../shared/startup-error';
import type { MailboxSetup } from './mailboxes';
import type { SignInSetup } from './sign-in';

interface Setup {
  readonly mailboxes: readonly MailboxSetup[];
  readonly providers: readonly OAuthProvider[];
  readonly services: readonly Service[];
  readonly signIn: SignInSetup | undefined;
}

/** Each opens every mailbox at its mail server. */
export const masterPasswords = ({
  providers,
  signIn,
}: Pick<Setup, 'providers' | 'signIn'>): ReadonlySet<string> =>
  new Set([signIn?.master, ...providers.map(({ mail }) => mail.master)].flatMap(it => it?.password ?? []));

/** @throws {StartupError} if one is also somebody's password at the gateway */
export function refuseMasterPasswords(setup: Setup): void {
  const masters = masterPasswords(setup);
  const mailbox = setup.mailboxes.find(({ signIn }) => masters.has(signIn.password ?? ''));
  if (mailbox !== undefined)
    throw new StartupError(
      `${mailbox.name}: a master password opens all mailboxes, so nobody may sign in to the gateway with it: give another password in [mailbox.sign-in]`,
    );
  const service = setup.services.find(({ id, passwordHash }) =>
    [...masters].some(password => hashPassword({ id, password }) === passwordHash),
  );
  if (service !== undefined)
    throw new StartupError(`the service ${service.id} has a master password: give it one of its own`);
}

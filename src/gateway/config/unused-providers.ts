import type { OAuthProvider } from '../oauth/oauth-provider';
import type { MailboxSetup } from './mailboxes';
import type { SignInSetup } from './sign-in';

interface Setup {
  readonly providers: readonly OAuthProvider[];
  readonly mailboxes: readonly MailboxSetup[];
  readonly signIn: SignInSetup | undefined;
}

/** For the log: at which providers nobody can sign in, and why. */
export function unusedProviders({ providers, mailboxes, signIn }: Setup): string[] {
  const admitted = signIn?.domains ?? [];
  const isUsed = ({ id, domains }: OAuthProvider) =>
    mailboxes.some(
      ({ account: { login }, signIn: { front } }) =>
        front === id || ('oauth' in login && login.oauth.id === id),
    ) ||
    (signIn !== undefined &&
      (admitted.length === 0 || domains.length === 0 || domains.some(it => admitted.includes(it))));
  return providers
    .filter(provider => !isUsed(provider))
    .map(({ id, domains }) =>
      signIn === undefined
        ? `nobody can sign in at [oauth.${id}]: give a [[mailbox]] oauth = ${JSON.stringify(id)}, or add a line [sign-in] for people’s own mailboxes`
        : `nobody can sign in at [oauth.${id}]: its domains (${domains.join(', ')}) are not among those of [sign-in] (${admitted.join(', ')}), so add them there`,
    );
}

import type { Account } from '../core/account/account';
import { withConnected } from '../core/account/account-form';
import type { VisitProblem } from '../core/account/web-auth';
import type { NewAccount } from '../core/protocol';
import { type AskEffects, askForToken } from './ask-for-token';
import type { VisitEffects } from './visit';

export interface ConnectEffects extends AskEffects, Pick<VisitEffects, 'redirectUri'> {
  newId(): string;
  updateAccounts(change: (accounts: Account[]) => Account[]): Promise<unknown>;
}

/**
 * Opens the sign-in page of a new account and stores the account with the token it returns; without a token
 * stores nothing. If there is an account of the same server and name already, it gets the token. Resolves with
 * the problem, or undefined when signed in.
 */
export async function connect(
  account: NewAccount,
  effects: ConnectEffects,
): Promise<VisitProblem | undefined> {
  const end = await askForToken(account.signInPage, effects.redirectUri(), effects);
  if (end.kind !== 'token') return end;
  const { token, mailbox, webmail } = end;
  const connected: Account = {
    ...account,
    id: effects.newId(),
    revision: 0,
    token,
    name: account.name || mailbox || new URL(account.endpoint).host,
    webmail: webmail ?? account.webmail,
  };
  return effects
    .updateAccounts(accounts => withConnected(accounts, connected))
    .then(
      () => undefined,
      () => ({ kind: 'not-saved' }),
    );
}

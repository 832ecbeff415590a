import type { Account } from '../core/account/account';
import type { VisitProblem } from '../core/account/web-auth';
import { type AskEffects, askForToken } from './ask-for-token';
import { type VisitEffects, visit } from './visit';

export interface SignInEffects extends VisitEffects, AskEffects {
  findAccount(accountId: string): Promise<Account | undefined>;
  /**
   * False if the account was removed, or has another endpoint or sign-in page now.
   * @param mailbox whose mailbox it opens, if the page says so
   */
  saveToken(account: Account, token: string, mailbox: string | undefined): Promise<boolean>;
}

/**
 * Opens the account's sign-in page and saves the token it returns. Changes nothing if there is no token or
 * the state differs. Resolves with the problem, which is also stored for popup and settings, or undefined
 * when signed in.
 */
export function signIn(accountId: string, effects: SignInEffects): Promise<VisitProblem | undefined> {
  return visit(accountId, effects, async redirectUri => {
    const account = await effects.findAccount(accountId);
    if (!account?.signInPage) return { kind: 'unreachable' };
    const result = await askForToken(account.signInPage, redirectUri, effects);
    if (result.kind !== 'token') return result;
    // If the account now has another endpoint, its token must not go there.
    const isSaved = await effects.saveToken(account, result.token, result.mailbox);
    return isSaved ? undefined : { kind: 'mismatch' };
  });
}

import type { Account } from '../core/account/account';
import { readRedirect, signInUrl, type VisitProblem } from '../core/account/web-auth';
import { type VisitEffects, visit } from './visit';

export interface SignInEffects extends VisitEffects {
  findAccount(accountId: string): Promise<Account | undefined>;
  randomState(): string;
  /** Saves the token, and the account is checked then; false where the account is no more what was signed in to. */
  saveToken(account: Account, token: string): Promise<boolean>;
}

/**
 * Lets the user sign in on the account's sign-in page. Anything but a token with the state sent changes nothing.
 * Gives what went wrong, which is noted for popup and settings to say; nothing where the account is signed in.
 */
export function signIn(accountId: string, effects: SignInEffects): Promise<VisitProblem | undefined> {
  return visit(accountId, effects, async redirectUri => {
    const account = await effects.findAccount(accountId);
    if (!account?.signInPage) return { kind: 'unreachable' };
    const state = effects.randomState();
    const end = await effects.openWindow(signInUrl(account.signInPage, redirectUri, state));
    if (end.kind === 'closed') return { kind: 'cancelled' };
    if (end.kind === 'unreachable') return end;
    const result = readRedirect(end.address, redirectUri, state);
    if (result.kind !== 'token') return result;
    // One that leads elsewhere since would send the token to a server that it isn't for.
    return (await effects.saveToken(account, result.token)) ? undefined : { kind: 'mismatch' };
  });
}

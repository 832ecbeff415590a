import type { Account } from '../core/account';
import type { SignInResult } from '../core/protocol';
import { readRedirect, signInUrl } from '../core/sign-in-redirect';

export interface SignInEffects {
  findAccount(accountId: string): Promise<Account | undefined>;
  redirectUri(): string;
  randomState(): string;
  /** Resolves with the address that the sign-in ended at; rejects when the window is closed. */
  launch(url: string): Promise<string>;
  /** Saves the token; the account is checked then. */
  saveToken(accountId: string, token: string): Promise<void>;
}

/** Lets the user sign in on the account's sign-in page. Anything but a token with the state sent changes nothing. */
export async function signIn(accountId: string, effects: SignInEffects): Promise<SignInResult> {
  const account = await effects.findAccount(accountId);
  if (!account?.signInPage) return 'failed';
  const redirectUri = effects.redirectUri();
  const state = effects.randomState();
  let end: string;
  try {
    end = await effects.launch(signInUrl(account.signInPage, redirectUri, state));
  } catch {
    return 'cancelled';
  }
  const result = readRedirect(end, redirectUri, state);
  if (result.kind !== 'token') return result.kind;
  await effects.saveToken(accountId, result.token);
  return 'signed-in';
}

import { readRedirect, type SignInEnd, signInUrl } from '../core/account/web-auth';
import type { VisitEffects } from './visit';

export interface AskEffects extends Pick<VisitEffects, 'openWindow'> {
  randomState(): string;
}

/** Opens a sign-in page, and reads token, mailbox and webmail from the redirect. */
export async function askForToken(
  page: string,
  redirectUri: string,
  effects: AskEffects,
): Promise<SignInEnd> {
  const state = effects.randomState();
  const end = await effects.openWindow(signInUrl(page, redirectUri, state));
  if (end.kind === 'closed') return { kind: 'cancelled' };
  if (end.kind === 'unreachable') return end;
  return readRedirect(end.address, redirectUri, state);
}

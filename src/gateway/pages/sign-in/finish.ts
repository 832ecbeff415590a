import type { Gateway } from '../../access/gateway';
import { grantIn } from '../../access/own-mailboxes';
import { type Call, type Reply, redirect } from '../../http/http';
import { FACTEUR } from '../../services/service';
import { codeOf } from '../../shared/error-code';
import { errorPage } from '../error';
import { returnTo, type SignInTarget } from './target';
import { tokenPage } from './token-page';

/** A person who has signed in, and the name of their account. */
export interface SignedIn {
  readonly user: string;
  readonly name: string;
  readonly webmail: string | undefined;
  /** The token keeps it sealed. */
  readonly secret?: string | undefined;
}

/** Leads to the extension with a token, or to `next`, or shows the token. `more`: other cookies to set. */
export async function finish(
  { user, name, webmail, secret }: SignedIn,
  target: SignInTarget,
  call: Call,
  gateway: Gateway,
  more: readonly string[],
): Promise<Reply> {
  const now = gateway.now();
  const session = gateway.sessions.open(user, now);
  const cookies = [session.cookie, ...more];
  const { service, redirectUri, state, next } = target;
  const then = redirectUri ? `back to ${service.name}` : (next && 'to a page') || 'token shown';
  gateway.log.info(`sign-in: done, ${then}`);
  if (redirectUri === undefined && next !== undefined) return redirect(next, cookies);
  const grant = secret === undefined ? undefined : grantIn(secret);
  const given = { user, service: service.id, session: session.id, secret, grant };
  const token = await gateway.tokens.issue(given, now).catch(error => {
    gateway.log.error(`sign-in: the token can’t be stored (${codeOf(error)})`);
    return undefined;
  });
  if (token === undefined) return errorPage('unstored', call.language, redirectUri !== undefined);
  if (redirectUri === undefined) return tokenPage(call, gateway, token, cookies);
  // Only the user's own extension is told whose mailbox it is.
  const about = service === FACTEUR ? { mailbox: name, ...(webmail !== undefined && { webmail }) } : {};
  return redirect(returnTo(redirectUri, { token, ...about }, state), cookies);
}

import type { Gateway } from '../../access/gateway';
import { grantIn } from '../../access/own-mailboxes';
import { type Call, type Reply, redirect } from '../../http/http';
import { FACTEUR } from '../../services/service';
import { codeOf } from '../../shared/error-code';
import { StoreAway } from '../../shared/records';
import { errorPage } from '../error';
import { noteSignIn } from './note-sign-in';
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

/** Leads to the extension with a token, or to `next`, or shows the token. */
export async function finish(
  person: SignedIn,
  target: SignInTarget,
  call: Call,
  gateway: Gateway,
  { by, cookies: more = [] }: { readonly by: string; readonly cookies?: readonly string[] },
): Promise<Reply> {
  const { user, name, webmail } = person;
  const { service, redirectUri, state, next } = target;
  const inWindow = redirectUri !== undefined;
  let given: Given;
  try {
    given = await give(person, target, gateway);
  } catch (error) {
    const isAway = error instanceof StoreAway;
    gateway.log.error(`sign-in: not stored (${isAway ? error.message : codeOf(error)})`);
    noteSignIn({ user, outcome: 'failed', by }, target, call, gateway);
    return errorPage(isAway ? 'away' : 'unstored', call.language, inWindow);
  }
  noteSignIn({ user, outcome: 'done', by }, target, call, gateway);
  const { token, cookie } = given;
  // Strangers' attempts don't delay the person's next one in this browser.
  const { knownBrowsers } = gateway;
  const isKnown = knownBrowsers.identify(call.cookie, user) !== undefined;
  const cookies = [cookie, ...more, ...(isKnown ? [] : [knownBrowsers.remember(user)])];
  const then = redirectUri ? `back to ${service.name}` : (next && 'to a page') || 'token shown';
  gateway.log.info(`sign-in: done, ${then}`);
  if (token === undefined) return redirect(next ?? '/', cookies);
  if (redirectUri === undefined) return tokenPage(call, gateway, token, cookies);
  // Only the user's own extension is told whose mailbox it is.
  const about = service === FACTEUR ? { mailbox: name, ...(webmail !== undefined && { webmail }) } : {};
  return redirect(returnTo(redirectUri, { token, ...about }, state), cookies);
}

interface Given {
  readonly cookie: string;
  /** Undefined if the sign-in leads to a page. */
  readonly token: string | undefined;
}

/** Rejects if it can't be stored. */
async function give(
  { user, secret }: SignedIn,
  { service, redirectUri, next }: SignInTarget,
  { sessions, tokens, now }: Gateway,
): Promise<Given> {
  const { id, cookie } = await sessions.open(user, secret, now());
  if (redirectUri === undefined && next !== undefined) return { cookie, token: undefined };
  const grant = secret === undefined ? undefined : grantIn(secret);
  const token = await tokens.issue({ user, service: service.id, session: id, secret, grant }, now());
  return { cookie, token };
}

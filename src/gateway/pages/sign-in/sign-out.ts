import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';
import { codeOf } from '../../shared/error-code';
import { errorPage } from '../error';

/** Ends the session and the token of the same sign-in; with `everywhere`, all tokens and sessions of the user. */
export async function signOut(call: Call, gateway: Gateway): Promise<Reply> {
  const { sessions, tokens, own, oauth, now, log } = gateway;
  const form = await call.form();
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'sign-out')) {
    return errorPage('oldForm', call.language);
  }
  const { session } = call;
  const isEverywhere = form.has('everywhere');
  const endTokens = async () => {
    if (session === undefined) return;
    if (isEverywhere) await tokens.endAll(session.user);
    else await tokens.endOfSession(session.id);
    if (!(await tokens.hasAny(session.user))) await own?.mailboxes.close(session.user);
  };
  /** A sign-in may have given no token, with which its grant would end. */
  const endGrants = async () => {
    if (session === undefined) return;
    const grant = own?.mailboxes.grantOf(session.user, session.mark);
    if (isEverywhere) await oauth?.grants.forget(session.user);
    else if (grant !== undefined) await oauth?.grants.drop([grant]);
  };
  // One may fail, and the others must be done all the same.
  const ends = await Promise.allSettled([endGrants(), sessions.end(session, now()), endTokens()]);
  const failures = ends.filter(end => end.status === 'rejected');
  for (const { reason } of failures) log.error(`sign-out: not stored (${codeOf(reason)})`);
  if (isEverywhere && failures.length > 0) return errorPage('notEnded', call.language);
  return redirect('/?signed-out=1', [sessions.closed]);
}

/** `/end-token`: ends the posted token. Always succeeds, as in RFC 7009, 2.2: a token that is unknown has ended. */
export async function endToken(call: Call, gateway: Gateway): Promise<Reply> {
  const { tokens, own, log } = gateway;
  const user = await tokens.end((await call.form()).get('token') ?? '');
  if (user !== undefined) {
    log.info('api: a token was ended');
    if (!(await tokens.hasAny(user))) await own?.mailboxes.close(user);
  }
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } };
}

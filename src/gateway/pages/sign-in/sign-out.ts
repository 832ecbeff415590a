import type { Gateway } from '../../access/gateway';
import { grantIn } from '../../access/own-mailboxes';
import type { Session } from '../../access/sessions';
import { type Call, type Reply, redirect } from '../../http/http';
import { codeOf } from '../../shared/error-code';
import { errorPage } from '../error';

/** Ends the session and the token of the same sign-in; with `everywhere`, all tokens and sessions of the user. */
export async function signOut(call: Call, gateway: Gateway): Promise<Reply> {
  const { sessions, audit, log } = gateway;
  const form = await call.form();
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'sign-out')) {
    return errorPage('oldForm', call.language);
  }
  const { session } = call;
  const everywhere = form.has('everywhere');
  if (session !== undefined) {
    const { user } = session;
    // One may fail, and the others must be done all the same.
    const tasks = everywhere ? [gateway.revoke(user)] : endSession(session, gateway);
    const failures = (await Promise.allSettled(tasks)).filter(end => end.status === 'rejected');
    for (const { reason } of failures) log.error(`sign-out: not stored (${codeOf(reason)})`);
    await closeUnused(user, gateway);
    if (failures.length > 0) return errorPage(everywhere ? 'notEnded' : 'notSignedOut', call.language);
    audit({ event: 'sign-out', user, everywhere });
  }
  return redirect('/?signed-out=1', [sessions.closed]);
}

function endSession(session: Session, { sessions, tokens, oauth }: Gateway): Promise<void>[] {
  // A sign-in may have given no token, with which its grant would end.
  const grant = session.secret === undefined ? undefined : grantIn(session.secret);
  return [
    sessions.end(session),
    tokens.endOfSession(session.user, session.id),
    ...(grant === undefined || oauth === undefined ? [] : [oauth.grants.drop([grant])]),
  ];
}

/** A mailbox without a token isn't asked any more. */
async function closeUnused(user: string, { tokens, own }: Gateway): Promise<void> {
  const isUsed = await tokens.hasAny(user).catch(() => true);
  if (!isUsed) await own?.mailboxes.close(user);
}

/**
 * `/end-token`: ends the posted token. Succeeds for an unknown one, too: it has ended (RFC 7009, 2.2). Answers 503 while the
 * store is away: the program may try again (2.2.1).
 */
export async function endToken(call: Call, gateway: Gateway): Promise<Reply> {
  const user = await gateway.tokens.end((await call.form()).get('token') ?? '');
  if (user !== undefined) {
    gateway.log.info('api: a token was ended');
    await closeUnused(user, gateway);
  }
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } };
}

import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';
import { codeOf } from '../../shared/error-code';
import { errorPage } from '../error';

/** Ends the session and the token of the same sign-in; with `everywhere`, all tokens and sessions of the user. */
export async function signOut(call: Call, gateway: Gateway): Promise<Reply> {
  const { sessions, tokens, own, now, log } = gateway;
  const form = await call.form();
  if (!gateway.forms.isOwn(form.get('form') ?? '', call, 'sign-out')) {
    return errorPage('oldForm', call.language);
  }
  const { session } = call;
  const end = async () => {
    await sessions.end(session, now());
    if (session === undefined) return;
    if (!form.has('everywhere')) return tokens.endOfSession(session.id);
    await tokens.endAll(session.user);
    await own?.mailboxes.close(session.user);
  };
  try {
    await end();
  } catch (error) {
    log.error(`sign-out: not stored (${codeOf(error)})`);
    if (form.has('everywhere')) return errorPage('notEnded', call.language);
  }
  return redirect('/', [sessions.closed]);
}

/** `/end-token`: ends the posted token. Always succeeds, as in RFC 7009, 2.2: a token that is unknown has ended. */
export async function endToken(call: Call, { tokens, log }: Gateway): Promise<Reply> {
  const token = (await call.form()).get('token') ?? '';
  await tokens.end(token);
  log.info('api: a token was ended');
  return { status: 200, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } };
}

import { ACTION, POST_ACTIONS } from '../../core/answer/api-vocabulary';
import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';
import { MailboxError } from '../mailbox/mailbox';
import { MOST_ID } from '../services/service';
import { codeOf } from '../shared/error-code';
import { StoreAway } from '../shared/records';
import { StartupError } from '../shared/startup-error';
import { answerAction } from './actions';
import { limitCalls } from './admission';
import { answerMessages } from './messages';
import { codeOfMailbox, ERROR_CODES, refuse } from './refuse';

/**
 * Answers `GET …?action=getPersonalMessages&infos=…&token=…`, and `POST …?action=…`, which changes messages
 * (docs/actions.md). Never rejects: sends an error document.
 */
export async function answerApi(call: Call, gateway: Gateway): Promise<Reply> {
  const name = call.query.get('action');
  const action = POST_ACTIONS.find(it => it === name);
  const isPost = call.method === 'POST';
  if (call.method !== 'GET' && call.method !== 'HEAD' && !isPost) return wrongMethod('GET, HEAD, POST');
  if (isPost && name === ACTION) return wrongMethod('GET, HEAD');
  if (!isPost && action !== undefined) return wrongMethod('POST');
  try {
    const admission = await gateway.services.admit(call.authorization);
    if ('refusal' in admission) {
      const { refusal, id } = admission;
      const why = ` (service ${id.slice(0, MOST_ID)}: ${refusal})`;
      return refuse(gateway, ERROR_CODES.serviceRefused, 'warn', why);
    }
    const { service } = admission;
    const tooMany = limitCalls(service, gateway);
    if (tooMany !== undefined) return tooMany;
    if (action !== undefined) return await answerAction(action, call, service, gateway);
    if (name !== ACTION) return refuse(gateway, ERROR_CODES.unknownAction);
    return await answerMessages(call, service, gateway);
  } catch (error) {
    // The mailbox has already logged this error.
    if (error instanceof MailboxError) return refuse(gateway, codeOfMailbox(error), 'debug');
    if (error instanceof StoreAway)
      return refuse(gateway, ERROR_CODES.unexpected, 'warn', ` (${error.message})`);
    const why = error instanceof StartupError ? error.message : codeOf(error);
    return refuse(gateway, ERROR_CODES.unexpected, 'error', ` (${why})`);
  }
}

function wrongMethod(allowed: string): Reply {
  return { status: 405, headers: { Allow: allowed, 'Content-Type': 'text/plain; charset=UTF-8' } };
}

import type { PostAction } from '../../core/answer/api-vocabulary';
import type { Gateway } from '../access/gateway';
import { BadForm, type Call, type Reply } from '../http/http';
import type { ActionResult } from '../mailbox/mailbox';
import { FACTEUR, type Service } from '../services/service';
import { askForConsent, askMailbox, hasSignedOut, readCaller } from './admission';
import { resultsDocument } from './answer-xml';
import { ERROR_CODES, HEADERS, refuse } from './refuse';

const MOST_IDS = 1000;
const MOST_BYTES = 256 * 1024;

/** Answers `POST …?action=markRead` and the like: docs/actions.md describes them. @throws {MailboxError} */
export async function answerAction(
  action: PostAction,
  call: Call,
  service: Service,
  gateway: Gateway,
): Promise<Reply> {
  if (service !== FACTEUR) {
    const why = ` (service ${service.id}: services only read)`;
    return refuse(gateway, ERROR_CODES.foreignAction, 'warn', why);
  }
  const form = await readForm(call);
  const ids = form?.getAll('msg_id') ?? [];
  const isMissing = ids.length === 0 && action !== 'markAllRead';
  if (form === undefined || isMissing || ids.length > MOST_IDS || ids.includes('')) {
    return refuse(gateway, ERROR_CODES.badIds);
  }
  const caller = await readCaller(form.get('token') ?? '', service, call, gateway);
  if ('refusal' in caller) return caller.refusal;
  // A list that was allowed once has been shown, and its messages are withheld again.
  const consent = await gateway.consents.of(caller.user, service.id);
  if (consent.refused || consent.choices.get('EmailsLastNDetailed') !== 'allowed') {
    gateway.log.debug('api: refused to act on messages that the user withholds');
    return askForConsent(caller, ['EmailsLastNDetailed'], gateway);
  }
  const results = await askMailbox(caller, gateway, mailbox =>
    action === 'markAllRead' ? mailbox.markAllRead(ids, form.getAll('folder')) : mailbox.act(action, ids),
  );
  if (await hasSignedOut(caller, gateway)) return refuse(gateway, ERROR_CODES.unknownToken);
  gateway.metrics.answered(0);
  gateway.log.debug(`api: ${action}: ${summary(results)}`);
  return { status: 200, headers: HEADERS, body: resultsDocument(results) };
}

/** Undefined if the body isn't a form, or is too long. */
async function readForm(call: Call): Promise<URLSearchParams | undefined> {
  try {
    return await call.form(MOST_BYTES);
  } catch (error) {
    if (error instanceof BadForm) return undefined;
    throw error;
  }
}

/** `2 done, 1 gone`, for the log. */
function summary(results: readonly ActionResult[]): string {
  const counts = new Map<string, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${count} ${status}`).join(', ') || 'nothing to do';
}

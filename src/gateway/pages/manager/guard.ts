import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';
import { errorPage } from '../error';

type Page = (call: Call, gateway: Gateway) => Reply | Promise<Reply>;

/**
 * Shows the page to an operator only; its forms are signed for the operator's session. A link with a key makes the
 * visitor an operator, once.
 */
export function forOperators(page: Page): Page {
  return async (call, gateway) => {
    const { operators, now, log } = gateway;
    // A HEAD request or a prefetch opens no page, so the link must still work after it.
    const key = call.method === 'GET' && !call.prefetch ? call.query.get('key') : null;
    const cookie = key === null ? undefined : await operators.enter(key, now());
    if (cookie !== undefined) {
      log.info('manager: opened by a link');
      return redirect(call.path, [cookie]);
    }
    const session = await operators.sessionOf(call.cookie, call.session, now());
    if (session !== undefined) return page({ ...call, session }, gateway);
    log.warn('manager: refused');
    return errorPage('notOperator', call.language);
  };
}

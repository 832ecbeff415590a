import { isLoopback } from '../../../core/account/loopback';
import type { Gateway } from '../../access/gateway';
import { type Call, type Reply, redirect } from '../../http/http';

/**
 * Leads to the same page under the gateway's own name, if the browser uses another name of this computer: a browser has
 * other cookies for each, and a provider may lead back to another one than the sign-in began with.
 */
export function atOwnName(handle: (call: Call, gateway: Gateway) => Reply | Promise<Reply>) {
  return (call: Call, gateway: Gateway): Reply | Promise<Reply> => {
    const { origin, oauth } = gateway;
    const own = new URL(origin);
    const asked = new URL(call.asked);
    const isOther = asked.hostname !== own.hostname && asked.port === own.port;
    if (oauth === undefined || !isOther || !isLoopback(own) || !isLoopback(asked))
      return handle(call, gateway);
    return redirect(`${origin}${call.path}${call.query.size > 0 ? `?${call.query}` : ''}`);
  };
}

import type { Account } from '../core/account/account';
import { parseUrl } from '../core/answer/link';
import type { GatewayAnswer } from '../core/protocol';

export interface EndTokenEffects {
  findGateway(origin: string): Promise<GatewayAnswer>;
  postEnd(address: string, token: string): Promise<void>;
}

/** Ends the account's token at its server, if that is a gateway that says where. Other servers get no token. */
export async function endToken({ endpoint, token }: Account, effects: EndTokenEffects): Promise<void> {
  const url = parseUrl(endpoint);
  if (!url || !token) return;
  const answer = await effects.findGateway(url.origin);
  if (answer.kind !== 'facts' || answer.facts.apiAddress !== endpoint || !answer.facts.endToken) return;
  await effects.postEnd(answer.facts.endToken, token);
}

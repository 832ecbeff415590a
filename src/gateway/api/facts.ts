import { gatewayAddresses } from '../../core/account/gateway-address';
import type { GatewayFacts } from '../../core/account/gateway-facts';
import { isLoopback } from '../../core/account/loopback';
import type { Gateway } from '../access/gateway';
import type { Call, Reply } from '../http/http';

/** What an extension's pages call themselves. Other pages don't get to know that there is a gateway. */
const EXTENSION = /^(?:chrome|moz)-extension:\/\/[\w-]+$/;

/** Goes up when a reader of the former version would misunderstand the document. */
const VERSION = 1;

/** `/.well-known/personal-messages`: where everything is, for clients that know only the gateway's address. */
export function factsReply({ requestOrigin, asked }: Call, { origin: usual, accounts }: Gateway): Reply {
  // This computer has several names; a document about another one than asked for wouldn't be believed.
  const origin = isLoopback(new URL(usual)) ? asked : usual;
  const { apiAddress, signInPage, webmailAddress } = gatewayAddresses(origin);
  const facts: GatewayFacts = {
    apiAddress,
    signInPage,
    webmail: webmailAddress,
    endToken: `${origin}/end-token`,
    ...(accounts.hasDemo && { demo: `${signInPage}?demo=1` }),
    onlyDemo: accounts.hasOnlyDemo,
  };
  const document = { version: VERSION, name: 'Facteur', ...facts, privacyPage: `${origin}/privacy` };
  const isExtension = requestOrigin !== undefined && EXTENSION.test(requestOrigin);
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      Vary: 'Origin',
      // An extension reads this before it asks for the permission to contact the gateway.
      ...(isExtension && {
        'Access-Control-Allow-Origin': requestOrigin,
        'Cross-Origin-Resource-Policy': 'cross-origin',
      }),
    },
    body: JSON.stringify(document),
  };
}

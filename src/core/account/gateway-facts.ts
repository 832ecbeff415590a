import { parseUrl } from '../answer/link';
import { isFlag, isText, numberIn, objectOf } from '../store/schema';
import { isLoopback } from './loopback';

/** Where a gateway tells its addresses, as JSON (well-known URIs: RFC 8615). */
export const GATEWAY_FACTS_PATH = '/.well-known/personal-messages';

/** The fields of a gateway's document that the extension reads. All addresses have the gateway's own origin. */
export interface GatewayFacts {
  readonly apiAddress: string;
  readonly signInPage: string;
  readonly webmail?: string | undefined;
  /** Ends a token that is posted to it (RFC 7009). */
  readonly endToken?: string | undefined;
  /** The sign-in page of the demo mailbox, if there is one. */
  readonly demo?: string | undefined;
  /** There is no other mailbox than the demo's. */
  readonly onlyDemo: boolean;
}

const isDocument = objectOf(
  { version: numberIn(1), apiAddress: isText, signInPage: isText },
  { webmail: isText, endToken: isText, demo: isText, onlyDemo: isFlag },
);

/**
 * Reads the document at `GATEWAY_FACTS_PATH`; ignores other fields. Undefined if it has another form, or an
 * address that isn't on `origin`: a document must not send a password or a token to another server.
 * @param origin where the document came from, such as `https://mail.example.org`
 */
export function readGatewayFacts(json: unknown, origin: string): GatewayFacts | undefined {
  const own = parseUrl(origin);
  if (!own || !(own.protocol === 'https:' || (own.protocol === 'http:' && isLoopback(own)))) return undefined;
  if (!isDocument(json) || !Number.isInteger(json.version)) return undefined;
  const { apiAddress, signInPage, webmail, endToken, demo, onlyDemo = false } = json;
  const addresses = { apiAddress, signInPage, webmail, endToken, demo };
  const isOwn = (address: string) => {
    const url = parseUrl(address);
    return url?.origin === own.origin && !url.username && !url.password;
  };
  if (!Object.values(addresses).every(address => address === undefined || isOwn(address))) return undefined;
  return { ...addresses, onlyDemo };
}

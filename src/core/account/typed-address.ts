import { parseUrl } from '../answer/link';
import type { MessageKey } from '../text/text';
import { isLoopback } from './loopback';

export type TypedAddress =
  | {
      readonly kind: 'address';
      /** Of the server, such as `https://mail.example.org`. */
      readonly origin: string;
      /** The whole address, with its scheme. */
      readonly address: string;
    }
  | { readonly kind: 'problem'; readonly problem: MessageKey };

/**
 * Reads the address of a gateway or an API as people type it: with or without scheme, port, path and spaces
 * around. Without a scheme it is http on this computer, https elsewhere.
 */
export function readTypedAddress(typed: string): TypedAddress {
  // Addresses copied from a web page or a document may contain invisible marks.
  const text = typed
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/^\/+/, '');
  if (!text) return problem('problemGatewayMissing');
  if (/^[^\s@:/]+@[^\s@:/]+$/u.test(text)) return problem('problemGatewayEmail');
  const url = urlFrom(text);
  // A number alone would be read as an IPv4 address.
  if (!url || !isHost(url.hostname) || /^\d+$/.test(text)) return problem('problemGateway');
  if (url.username || url.password) return problem('problemAddressCredentials');
  if (url.protocol === 'http:' && !isLoopback(url)) return problem('problemAddressHttp');
  url.hash = '';
  return { kind: 'address', origin: url.origin, address: url.href };
}

function urlFrom(text: string): URL | undefined {
  if (/^https?:/i.test(text)) return parseUrl(text);
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return undefined;
  const plain = parseUrl(`http://${text}`);
  return plain && isLoopback(plain) ? plain : parseUrl(`https://${text}`);
}

/** `URL` accepts more characters in a name than host names have. */
function isHost(hostname: string): boolean {
  return /^[a-z\d._-]+$/.test(hostname) || hostname.startsWith('[');
}

function problem(key: MessageKey): TypedAddress {
  return { kind: 'problem', problem: key };
}

import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { type Log, SILENT } from '../shared/log';

/** The headers that tell it. Node joins several ones of a name with commas. */
export interface ForwardedHeaders {
  readonly forwarded?: string | undefined;
  readonly 'x-forwarded-for'?: string | string[] | undefined;
}

/**
 * The IP address of the person who calls, as far as trusted proxies tell it. A header counts from its end, as long as a
 * trusted proxy has written it: everything before comes from the client, and may be forged.
 * @param peer the address of the connection
 */
export type ClientAddress = (peer: string | undefined, headers: ForwardedHeaders) => string;

/** @param trusted IP addresses and networks (`10.0.0.0/8`) of the proxies before the gateway; none: headers are ignored */
export function createClientAddress(trusted: readonly string[], log: Log = SILENT): ClientAddress {
  const proxies = new BlockList();
  for (const text of trusted) {
    const [address = '', bits] = text.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  const isProxy = (address: string) =>
    address !== '' && proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  const before = (peer: string, hops: readonly string[]) => {
    let client = peer;
    for (const hop of hops.toReversed()) {
      if (!isProxy(client)) break;
      const address = addressIn(hop);
      // A proxy that hides it: nothing is known beyond.
      if (address === '') break;
      client = address;
    }
    return client;
  };
  let hasWarned = false;
  return (peer, headers) => {
    const address = addressIn(peer ?? '');
    const { forwarded, 'x-forwarded-for': plain } = headers;
    const told = [
      ...(forwarded === undefined ? [] : [elements(forwarded).map(forOf)]),
      ...(plain === undefined ? [] : [elements(String(plain))]),
    ].map(hops => before(address, hops));
    // A proxy that writes one header may let the client's own other one pass.
    if (new Set(told).size <= 1) return told[0] ?? address;
    if (!hasWarned) log.warn(DISAGREEING);
    hasWarned = true;
    return address;
  };
}

const DISAGREEING =
  'the headers Forwarded and X-Forwarded-For of a trusted proxy name different clients, so the proxy’s own address counts: let the proxy remove the one that it doesn’t write (nginx: proxy_set_header Forwarded "";), or clients can hide behind it';

/** Whether all clients share an address: that of a proxy before a gateway without a certificate, which nobody trusts. */
export const hidesClients = ({
  publicOrigin,
  tls,
  trustedProxies = [],
}: {
  readonly publicOrigin?: string | undefined;
  readonly tls?: unknown;
  readonly trustedProxies?: readonly string[];
}): boolean => publicOrigin !== undefined && tls === undefined && trustedProxies.length === 0;

/** No address has a comma, nor has what proxies write besides. */
const elements = (header: string) => header.split(',');

/** The value of `for` in an element of `Forwarded` (RFC 7239, 4). */
const forOf = (element: string) => /(?:^|;)\s*for\s*=([^;]*)/i.exec(element)?.[1] ?? '';

/** Without a port, a zone, brackets and quotes (RFC 7239, 6). Empty if there is no IP address. */
function addressIn(text: string): string {
  const plain = text.trim().replace(/^"(.*)"$/, '$1');
  const [, bracketed = plain] = /^\[([^\]]*)\](?::\w+)?$/.exec(plain) ?? [];
  const [, alone = bracketed] = /^([\d.]+):\w+$/.exec(bracketed) ?? [];
  const [address = ''] = alone.split('%');
  const [, mapped = address] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  return isIPv4(mapped) || isIPv6(mapped) ? mapped : '';
}

import { isIP } from 'node:net';

/** Whether a text is an IP address or a host name in ASCII (RFC 1123, 2.1). */
export const isHostName = (text: string): boolean =>
  isIP(text) !== 0 || /^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/i.test(text);

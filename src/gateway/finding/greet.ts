import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates, type TLSSocket } from 'node:tls';
import type { ImapServer } from '../mailbox/imap/imap-server';
import { withDeadline } from './with-deadline';

/** Whether the certificate proves the server's name. */
export type Greeting = 'trusted' | 'untrusted';

/** Undefined if there is no IMAP server with TLS, or if the signal aborts first. Never rejects. */
export type Greet = (server: ImapServer, signal: AbortSignal) => Promise<Greeting | undefined>;

/** ms for one server. */
const DEADLINE = 5_000;
/** RFC 9051, 7.1: a server greets with OK, or with PREAUTH where nobody has to sign in. */
const WELCOME = /^\* (?:OK|PREAUTH)\b/i;
/** Characters until the end of the expected line. */
const MAX_LENGTH = 8_192;

/** Connects, waits for the IMAP greeting and disconnects. Sends nothing but STARTTLS. */
export const greet: Greet = (server, signal) =>
  withDeadline(DEADLINE, limited => greetWithin(server, limited), signal).catch(() => undefined);

async function greetWithin(server: ImapServer, signal: AbortSignal): Promise<Greeting | undefined> {
  const { host, port, security } = server;
  let open: Socket | undefined;
  const opened = <T extends Socket>(socket: T) => {
    // The promises below see errors; without a listener, one after them would end the process.
    socket.on('error', () => {});
    open = socket;
    return socket;
  };
  // With STARTTLS only the TLS socket: Node.js 20 crashes if the one below it is destroyed first.
  signal.addEventListener('abort', () => open?.destroy());
  signal.throwIfAborted();
  if (security === 'tls') {
    const socket = opened(connectTls({ port, ...tlsOptions(server) }));
    return WELCOME.test(await lineFrom(socket)) ? trustIn(socket) : undefined;
  }
  const plain = opened(connectTcp(port, host));
  if (!WELCOME.test(await lineFrom(plain))) return undefined;
  plain.write('a STARTTLS\r\n');
  if (!/^a OK\b/i.test(await lineFrom(plain, 'a '))) return undefined;
  const socket = opened(connectTls({ socket: plain, ...tlsOptions(server) }));
  await once(socket, 'secureConnect', { signal });
  return trustIn(socket);
}

const tlsOptions = ({ host, ca }: ImapServer) => ({
  rejectUnauthorized: false,
  minVersion: 'TLSv1.2' as const,
  // The name that the certificate must have; a server name in TLS can't be an IP address (RFC 6066, 3).
  host,
  ...(isIP(host) === 0 && { servername: host }),
  ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
});

const trustIn = (socket: TLSSocket): Greeting => (socket.authorized ? 'trusted' : 'untrusted');

/** The first whole line, or the first that begins with `tag`. Rejects if the connection ends before it. */
function lineFrom(socket: Socket, tag = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (data: Buffer) => {
      text += data.toString('latin1');
      const line = text
        .split('\n')
        .slice(0, -1)
        .find(it => it.startsWith(tag));
      if (line === undefined && text.length < MAX_LENGTH) return;
      socket.off('data', read);
      resolve(line ?? '');
    };
    socket.on('data', read);
    socket.once('close', () => reject(new Error('closed')));
  });
}

import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { ImapServer } from './imap-server';
import { secureContextOf } from './secure-context';

/** RFC 9051, 7.1: a server greets with OK, or with PREAUTH where nobody has to sign in. */
const WELCOME = /^\* (?:OK|PREAUTH)\b/i;
/** Characters until the end of the expected line. */
const MAX_LENGTH = 8_192;

/**
 * Connects and begins TLS, whatever the certificate: `authorized` tells whether it proves the server's name. Sends
 * nothing but STARTTLS. The connection lasts until the signal aborts.
 * @throws {Error} without an IMAP server that begins TLS, or if the signal aborts first
 */
export async function openTls(
  { host, port, security, ca }: ImapServer,
  signal: AbortSignal,
): Promise<TLSSocket> {
  let open: Socket | undefined;
  const opened = <T extends Socket>(socket: T) => {
    // The promises below see errors; without a listener, one after them would end the process.
    socket.on('error', () => {});
    open = socket;
    return socket;
  };
  // With TLS only its socket: Node.js 20 crashes if the one below it is destroyed first.
  signal.addEventListener('abort', () => open?.destroy());
  signal.throwIfAborted();
  const plain = opened(connectTcp(port, host));
  await once(plain, 'connect', { signal });
  if (security !== 'tls') await askForTls(plain);
  signal.throwIfAborted();
  const secure = opened(
    connectTls({
      socket: plain,
      secureContext: secureContextOf(ca),
      rejectUnauthorized: false,
      // The name that the certificate must have; a server name in TLS can't be an IP address (RFC 6066, 3).
      host,
      ...(isIP(host) === 0 && { servername: host }),
    }),
  );
  await once(secure, 'secureConnect', { signal });
  return secure;
}

/** Connects without TLS. The connection lasts until the signal aborts. Rejects with the system's error. */
export async function openPlain(
  { host, port }: Pick<ImapServer, 'host' | 'port'>,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = connectTcp(port, host).on('error', () => {});
  signal.addEventListener('abort', () => socket.destroy());
  await once(socket, 'connect', { signal });
  return socket;
}

async function askForTls(socket: Socket): Promise<void> {
  await awaitWelcome(socket);
  socket.write('a STARTTLS\r\n');
  if (!/^a OK\b/i.test(await lineFrom(socket, 'a '))) throw new Error('no STARTTLS');
}

/** Waits for an IMAP server's greeting. @throws {Error} if it says something else, or the connection ends */
export async function awaitWelcome(socket: Socket): Promise<void> {
  if (!WELCOME.test(await lineFrom(socket))) throw new Error('no greeting');
}

/** The first whole line, or the first that begins with `tag`. Rejects if the connection ends before it. */
export function lineFrom(socket: Socket, tag = ''): Promise<string> {
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

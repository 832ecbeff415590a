import type { ImapServer } from '../mailbox/imap/imap-server';
import { awaitWelcome, openTls } from '../mailbox/imap/open-tls';
import { withDeadline } from '../shared/with-deadline';

/** Whether the certificate proves the server's name. */
export type Greeting = 'trusted' | 'untrusted';

/** Undefined if there is no IMAP server with TLS, or if the signal aborts first. Never rejects. */
export type Greet = (server: ImapServer, signal: AbortSignal) => Promise<Greeting | undefined>;

/** ms for one server. */
const DEADLINE = 5_000;

/** Connects, waits for the IMAP greeting and disconnects. Sends nothing but STARTTLS. */
export const greet: Greet = (server, signal) =>
  withDeadline(DEADLINE, limited => greetWithin(server, limited), signal).catch(() => undefined);

async function greetWithin(server: ImapServer, signal: AbortSignal): Promise<Greeting> {
  const socket = await openTls(server, signal);
  // With STARTTLS, the greeting comes before TLS.
  if (server.security === 'tls') await awaitWelcome(socket);
  return socket.authorized ? 'trusted' : 'untrusted';
}

import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { mailboxErrorOf, withTimeout } from './failure';

export interface ImapServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, STARTTLS, or no encryption (only for this machine). */
  readonly security: 'tls' | 'starttls' | 'none';
  /** PEM certificates to trust in addition to Node's root certificates. */
  readonly ca?: string | undefined;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** ms to connect, and ms until the server's greeting. */
const CONNECT_TIMEOUT = 12_000;
const GREETING_TIMEOUT = 8_000;

/** ms without data before the connection is closed. The gateway sends commands more often than that. */
const SOCKET_TIMEOUT = 45 * 60_000;

/** Much more than any answer here needs, but safe for a small machine. */
const MAX_LITERAL_BYTES = 16 * 1024 * 1024;
/** An envelope with tens of thousands of recipients is one line; so is a list of as many unread mails. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

const contexts = new Map<string | undefined, SecureContext>();

/** Shares a context among mailboxes that trust the same: each takes about 1 MB and some ms. */
function secureContextOf(ca: string | undefined): SecureContext {
  const context =
    contexts.get(ca) ??
    createSecureContext({
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    });
  contexts.set(ca, context);
  return context;
}

/** Starts no IDLE by itself. `deadline` is in ms, for everything. @throws {MailboxError} */
export async function connect(
  server: ImapServer,
  login: Login,
  deadline = 20_000,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  const { host, port, security, ca } = server;
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    tls: { secureContext: secureContextOf(ca) },
    auth: { user: login.user, pass: login.password },
    clientInfo: { name: 'Facteur', version: __VERSION__ },
    logger: false,
    disableAutoIdle: true,
    // Nothing here needs what ENABLE would, and it takes a round trip.
    disableAutoEnable: true,
    // Compression would need more memory than the mailbox's cached messages, for short answers.
    disableCompression: true,
    connectionTimeout: CONNECT_TIMEOUT,
    greetingTimeout: GREETING_TIMEOUT,
    socketTimeout: SOCKET_TIMEOUT,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxResponseSize: 2 * MAX_LITERAL_BYTES,
    maxLineLength: MAX_LINE_BYTES,
  });
  // Without a listener, an error ends the process. Running commands reject by themselves.
  client.on('error', () => {});
  const cancel = () => client.close();
  signal?.addEventListener('abort', cancel);
  try {
    await withTimeout(deadline, `signing in at ${host}`, client.connect());
    return client;
  } catch (error) {
    client.close();
    throw mailboxErrorOf(error, `${host}:${port}`);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { failureOf, within } from './failure';

/** Where a mailbox is kept, and how its server is spoken to. */
export interface ImapServer {
  readonly host: string;
  /** 1 to 65535; 993 and 143 by convention (RFC 8314, RFC 9051). */
  readonly port: number;
  /** TLS from the first byte, TLS after a greeting or, on this machine alone, none. */
  readonly security: 'tls' | 'starttls' | 'none';
  /** PEM certificates that are trusted beside the well-known authorities. */
  readonly ca?: string | undefined;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** ms to reach the server and shake hands, and ms until it has said its name. */
const CONNECT = 12_000;
const GREETING = 8_000;

/** ms without a byte after which a connection is given up; a refresh comes more often than that. */
const SILENCE = 45 * 60_000;

/** Far more than any answer here is asked for, and little enough for a small machine. */
const MAX_LITERAL_BYTES = 16 * 1024 * 1024;
/** An envelope with tens of thousands of recipients is a line, and so is a list of as many unread mails. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

const contexts = new Map<string | undefined, SecureContext>();

/** What is trusted. One for all mailboxes that trust the same: each takes a megabyte, and milliseconds to make. */
function trusting(ca: string | undefined): SecureContext {
  const context =
    contexts.get(ca) ??
    createSecureContext({
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca: [...rootCertificates, ca] }),
    });
  contexts.set(ca, context);
  return context;
}

/**
 * Signs in. The connection never idles by itself; whoever asked for it closes it.
 * @param deadline ms for all of it
 * @param signal breaks off at once while it is connecting
 * @throws {MailboxError}
 */
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
    tls: { secureContext: trusting(ca) },
    auth: { user: login.user, pass: login.password },
    clientInfo: { name: 'Facteur', version: __VERSION__ },
    logger: false,
    disableAutoIdle: true,
    // It takes more memory than all that is known of a mailbox, for answers of a few lines.
    disableCompression: true,
    connectionTimeout: CONNECT,
    greetingTimeout: GREETING,
    socketTimeout: SILENCE,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxResponseSize: 2 * MAX_LITERAL_BYTES,
    maxLineLength: MAX_LINE_BYTES,
  });
  // Without a listener an error ends the process; every command that is under way rejects by itself.
  client.on('error', () => {});
  const breakOff = () => client.close();
  signal?.addEventListener('abort', breakOff);
  try {
    await within(deadline, `signing in at ${host}`, client.connect());
    return client;
  } catch (error) {
    client.close();
    throw failureOf(error, `${host}:${port}`);
  } finally {
    signal?.removeEventListener('abort', breakOff);
  }
}

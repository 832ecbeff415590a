import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { certificateFault } from './certificate-fault';
import { mailboxErrorOf, quoted, withTimeout } from './failure';
import type { ImapServer, Login } from './imap-server';
import { refusalTrouble } from './refusal';

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

/** Starts no IDLE by itself. `deadline` is in ms, for each connection. @throws {MailboxError} */
export function connect(
  server: ImapServer,
  login: Login,
  deadline = 20_000,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  return connectBy(undefined, server, login, deadline, signal);
}

/** `loginMethod`: `LOGIN` for this command; `undefined` for AUTHENTICATE where the server offers it. */
async function connectBy(
  loginMethod: 'LOGIN' | undefined,
  server: ImapServer,
  login: Login,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<ImapFlow> {
  const { host, port, security, ca } = server;
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    tls: { secureContext: secureContextOf(ca) },
    auth: { user: login.user, pass: login.password, loginMethod },
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
    const offered: Offered = new Set(client.capabilities.keys());
    client.close();
    if (loginMethod === undefined && isUnknownCommand(error, offered))
      return await connectBy('LOGIN', server, login, deadline, signal);
    const fault = await certificateFault(error, server);
    const failure = mailboxErrorOf(error, `${host}:${port}`, { login, fault });
    throw withoutPassword(failure, error, host, offered) ?? failure;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Capabilities of a server. */
type Offered = ReadonlySet<string>;

const takesSasl = (offered: Offered) => offered.has('AUTH=PLAIN') || offered.has('AUTH=LOGIN');

/** Some servers offer AUTHENTICATE, answer it with BAD, and know only LOGIN. */
function isUnknownCommand(error: unknown, offered: Offered): boolean {
  const { authenticationFailed, responseStatus, serverResponseCode, responseText } = Object(error);
  return (
    authenticationFailed === true &&
    responseStatus === 'BAD' &&
    refusalTrouble(serverResponseCode, `${responseText}`) === 'unexplained' &&
    takesSasl(offered) &&
    !offered.has('LOGINDISABLED')
  );
}

/** The error for a server that offers no sign-in by password: it has not refused the password. */
function withoutPassword(
  { details }: MailboxError,
  error: unknown,
  host: string,
  offered: Offered,
): MailboxError | undefined {
  if (Object(error).authenticationFailed !== true || takesSasl(offered)) return undefined;
  const text = (what: string, code: string) =>
    new MailboxError('noPassword', `${host} ${what} (${code})${quoted(details.said)}`, code, details);
  if (offered.has('AUTH=XOAUTH2') || offered.has('AUTH=OAUTHBEARER'))
    return text('offers only OAuth, which the gateway can’t use', 'XOAUTH2');
  return offered.has('LOGINDISABLED') ? text('offers no sign-in by password', 'LOGINDISABLED') : undefined;
}

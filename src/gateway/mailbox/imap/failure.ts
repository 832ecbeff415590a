import { codeOf } from '../../shared/error-code';
import { within } from '../../shared/with-deadline';
import { type Certificate, GRANT, isAboutPassword, MailboxError, type Trouble } from '../mailbox';
import { certificateFault } from './certificate';
import type { Credentials, ImapServer } from './imap-server';
import { byeTrouble, PASSING, refusalTrouble } from './refusal';
import { secretsOf, serverWords } from './server-words';

const TIMEOUTS: readonly string[] = [
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEDOUT',
  'ETIMEOUT',
  'LockTimeout',
];

const UNREACHABLE: readonly string[] = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENOTCONN',
  'EADDRNOTAVAIL',
  'EPIPE',
  'ERR_SOCKET_CLOSED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
];

/** The limit of open files is reached: of the process, or of the system. */
const OUT_OF_FILES: readonly string[] = ['EMFILE', 'ENFILE'];

/** Node's codes for an unverified certificate, and OpenSSL's for a server without TLS. */
const CERTIFICATE =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|STARTTLS_)/;

function troubleOf(error: unknown, isSigningIn: boolean): Trouble {
  const { authenticationFailed, serverResponseCode, tlsFailed } = Object(error);
  const code = codeOf(error);
  if (code === 'ETHROTTLE' || OUT_OF_FILES.includes(code)) return 'busy';
  if (authenticationFailed === true) return refusalTrouble(serverResponseCode, wordsOf(error));
  // The server has said BYE instead of letting the gateway in.
  const bye = byeOf(error);
  if (isSigningIn && typeof bye === 'string') return byeTrouble(bye);
  if (tlsFailed === true || CERTIFICATE.test(code)) return 'certificate';
  if (TIMEOUTS.includes(code)) return 'timeout';
  if (PASSING.includes(serverResponseCode)) return 'busy';
  return UNREACHABLE.includes(code) ? 'unreachable' : 'unexpected';
}

/** imapflow keeps the text of a BYE in the error of the lost connection. */
function byeOf(error: unknown): unknown {
  return UNREACHABLE.includes(codeOf(error)) ? Object(error).reason : undefined;
}

/** The words of a NO, a BAD or a BYE. */
function wordsOf(error: unknown): string {
  const { responseStatus, responseText, response } = Object(error);
  // With a status, the response is the whole line, with its tag.
  const texts = [responseText, responseStatus === undefined && response, byeOf(error)];
  const words = texts.find(text => typeof text === 'string' && text !== '');
  return words ?? '';
}

const TEXTS: Readonly<Record<Trouble, string>> = {
  refused: 'doesn’t accept the user name or password',
  unexplained: 'refuses the sign-in',
  busy: 'can’t serve the gateway at present',
  noPassword: 'offers no sign-in by password',
  certificate: 'can’t be trusted, or doesn’t speak TLS on this port',
  noFolder: 'has no such folder',
  unmarked: 'refuses to mark a message as read',
  unreachable: 'can’t be reached',
  timeout: 'doesn’t answer',
  unexpected: 'sent an unexpected answer',
};

export interface SignIn {
  readonly credentials: Credentials;
  readonly server: ImapServer;
  /** The one that the server shows, if the error may be about it. */
  readonly certificate?: Certificate | undefined;
}

/** @param signIn given while signing in: only then are the server's words kept; later they may quote mail */
export function mailboxErrorOf(error: unknown, host: string, signIn?: SignIn): MailboxError {
  if (error instanceof MailboxError) return error;
  const trouble = troubleOf(error, signIn !== undefined);
  const isGrant = isAboutPassword(trouble) && signIn !== undefined && 'accessToken' in signIn.credentials;
  const { serverResponseCode } = Object(error);
  const code =
    typeof serverResponseCode === 'string' && /^[A-Z-]{1,30}$/.test(serverResponseCode)
      ? serverResponseCode
      : codeOf(error);
  const said = signIn && serverWords(wordsOf(error), secretsOf(signIn));
  const certificate = signIn?.certificate;
  const fault = certificate && certificateFault(code, certificate);
  const usual = isGrant ? 'doesn’t accept the access token' : TEXTS[trouble];
  const text = fault === undefined ? usual : `can’t be trusted: ${fault}`;
  const isOutOfFiles = OUT_OF_FILES.includes(codeOf(error));
  const details = { said, fault, certificate, ...(isOutOfFiles && { isOutOfFiles }) };
  const message = `${host} ${text} (${code})${quoted(said)}`;
  return new MailboxError(trouble, message, isGrant ? GRANT : code, details);
}

/** `; it says “…”`, if the server said anything. */
const quoted = (said: string | undefined): string => (said === undefined ? '' : `; it says “${said}”`);

const OF_SERVER: readonly Trouble[] = ['unreachable', 'timeout', 'busy'];

/** An error of a connection. @param hasBegun whether the server has been told whose mailbox it is */
export function ofConnection(failure: MailboxError, hasBegun: boolean): MailboxError {
  const { trouble, message, code, details } = failure;
  const isOfServer = !hasBegun && OF_SERVER.includes(trouble) && !details.isOutOfFiles;
  return new MailboxError(trouble, message, code, { ...details, hasBegun, isOfServer });
}

const DOUBTFUL: readonly Trouble[] = ['unexpected', 'noFolder'];

/**
 * The error of a command. On a lost connection commands fail in many ways, or find nothing; only a code shows
 * that the server has answered.
 */
export function commandError(
  client: { readonly usable: boolean },
  error: unknown,
  host: string,
): MailboxError {
  const failure = mailboxErrorOf(error, host);
  const { code, serverResponseCode } = Object(error);
  const isAnswer = typeof code === 'string' || typeof serverResponseCode === 'string';
  if (client.usable || isAnswer || !DOUBTFUL.includes(failure.trouble)) return failure;
  return new MailboxError('unreachable', `${host} can’t be reached (the connection was lost)`);
}

/** @throws {MailboxError} `timeout` after `ms`; the promise's later result is ignored */
export const withTimeout = <T>(ms: number, what: string, promise: Promise<T>): Promise<T> =>
  within(ms, promise, () => new MailboxError('timeout', `${what}: no answer in ${ms / 1000} s`));

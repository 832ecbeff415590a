import { codeOf } from '../../shared/error-code';
import { MailboxError, type Trouble } from '../mailbox';

/** Codes of servers that can't check a password now (RFC 5530): it may still be right. */
const TEMPORARY_CODES: readonly unknown[] = ['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'OVERQUOTA'];

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
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EPIPE',
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
];

/** Node's codes for an unverified certificate, and OpenSSL's for a server without TLS. */
const CERTIFICATE =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|STARTTLS_)/;

function troubleOf(error: unknown): Trouble {
  const { authenticationFailed, serverResponseCode, tlsFailed } = Object(error);
  if (authenticationFailed === true)
    return TEMPORARY_CODES.includes(serverResponseCode) ? 'unreachable' : 'refused';
  const code = codeOf(error);
  if (tlsFailed === true || CERTIFICATE.test(code)) return 'certificate';
  if (TIMEOUTS.includes(code)) return 'timeout';
  return UNREACHABLE.includes(code) ? 'unreachable' : 'unexpected';
}

const TEXTS: Readonly<Record<Trouble, string>> = {
  refused: 'doesn’t accept the user name or password',
  certificate: 'can’t be trusted, or doesn’t speak TLS on this port',
  noFolder: 'has no such folder',
  unmarked: 'refuses to mark a message as read',
  unreachable: 'can’t be reached',
  timeout: 'doesn’t answer',
  unexpected: 'sent an unexpected answer',
};

export function mailboxErrorOf(error: unknown, host: string): MailboxError {
  if (error instanceof MailboxError) return error;
  const trouble = troubleOf(error);
  const { serverResponseCode } = Object(error);
  const code =
    typeof serverResponseCode === 'string' && /^[A-Z-]{1,30}$/.test(serverResponseCode)
      ? serverResponseCode
      : codeOf(error);
  return new MailboxError(trouble, `${host} ${TEXTS[trouble]} (${code})`, code);
}

/** @throws {MailboxError} `timeout` after `ms`; the promise's later result is ignored */
export async function withTimeout<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MailboxError('timeout', `${what}: no answer in ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

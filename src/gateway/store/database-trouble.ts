import { StartupError } from '../shared/startup-error';
import { DatabaseError, NO_TLS } from './database';

/** Whether waiting doesn't help. Classes 28 (authorization), 3D (no such database) and 42 (rights) are PostgreSQL's. */
export const isFinal = (code: string): boolean =>
  /^(28|3D|42)...$/.test(code) || code === NO_TLS || isUntrusted(code);

/** Explains a {@link DatabaseError}; returns other errors as they are. */
export const asStartupError = (error: unknown): unknown =>
  error instanceof DatabaseError ? new StartupError(unusable(error)) : error;

/** Of OpenSSL and Node. */
const isUntrusted = (code: string) =>
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$)/.test(
    code,
  );

function unusable({ code, place = '' }: DatabaseError): string {
  if (code === NO_TLS)
    return `the database ${place} has no TLS, for which database-url asks: switch it on there (ssl = on), or write sslmode=disable if nobody can read or change what is sent in that network`;
  if (isUntrusted(code))
    return `the certificate of the database ${place} can’t be trusted (${code}): give the certificate of its authority with sslrootcert in database-url, write the host as the certificate names it, or renew the certificate`;
  if (code.startsWith('28'))
    return `the database ${place} refuses the sign-in (${code}): correct the user name and the password in database-url, where / is %2F, # is %23, @ is %40 and % is %25`;
  if (code === '3D000')
    return `the server has no such database as ${place} (${code}): create it, or correct its name in database-url`;
  if (code === '42501')
    return `the user of the database may not create tables (${code}): let this user own the database`;
  return `the database ${place} can’t be used (${code}): start it, or correct database-url`;
}

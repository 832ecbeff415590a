import pg from 'pg';
import { codeOf } from '../shared/error-code';
import { isThisMachine } from '../shared/loopback';
import { StartupError } from '../shared/startup-error';

/** Those that say plainly whether somebody in the network can read or change what is sent. */
const MODES: readonly string[] = ['disable', 'verify-ca', 'verify-full'];

export interface DatabaseAddress {
  /** For pg. */
  readonly url: string;
  /** Host, port and database, for messages. */
  readonly place: string;
}

/**
 * To another computer it has TLS, and checks the server's certificate, or says that there is none.
 * @throws {StartupError} without the password, which the error of pg may have
 */
export function checkedAddress(url: string): DatabaseAddress {
  const mode = new URLSearchParams(url.replace(/^[^?]*/, '')).getAll('sslmode').at(-1);
  // With the others, pg warns, or checks no certificate.
  if (mode && !MODES.includes(mode)) throw new StartupError(wrongMode(mode));
  // As libpq does it. Otherwise pg takes it for verify-full, and warns.
  const address = mode === 'verify-ca' ? `${url}&uselibpqcompat=true` : url;
  const { host, ssl, port, database = '' } = parsed(address);
  const isHere = host.startsWith('/') || isThisMachine(host);
  if (!isHere && mode !== 'disable' && (!mode || !ssl)) throw new StartupError(unprotected);
  const place = `${host}:${port}/${database}`;
  // A part of a password is in it if that was written with a / of its own.
  return { url: address, place: place.includes('@') ? 'of database-url' : place };
}

/** @throws {StartupError} */
function parsed(connectionString: string): pg.Client {
  try {
    return new pg.Client({ connectionString });
  } catch (error) {
    throw new StartupError(
      `database-url can’t be used (${codeOf(error)}): give the address of a PostgreSQL database, and certificate files that are there (sslrootcert with sslmode=verify-ca)`,
    );
  }
}

const wrongMode = (mode: string) =>
  `sslmode in database-url can’t be “${mode.replaceAll(/[^\w-]/g, '')}”: write verify-full, verify-ca with sslrootcert, or disable if nobody can read or change what is sent in that network`;

const unprotected =
  'database-url leads to another computer: add ?sslmode=verify-full to it, or ?sslmode=disable if nobody can read or change what is sent in that network, such as one of containers alone';

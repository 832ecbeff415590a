import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import type { BindOptions } from './bind-address';

/** In ms: long enough for people, short enough that idle connections don't pile up. */
const LIMITS = { headersTimeout: 15_000, requestTimeout: 30_000, requireHostHeader: false } as const;

export interface HttpServer {
  readonly server: Server;
  /** Shows this certificate on new connections from now on; undefined for a server without TLS. */
  setCertificate: ((certificate: Certificate) => void) | undefined;
}

/** Of a TLS server, in PEM form. `key` is secret. */
export type Certificate = Pick<SecureContextOptions, 'cert' | 'key' | 'minVersion'>;

/** @throws {StartupError} if the files can't be read or don't match */
export async function createHttpServer(tls: BindOptions['tls']): Promise<HttpServer> {
  if (tls === undefined) return { server: createServer(LIMITS), setCertificate: undefined };
  const server = createTlsServer({ ...LIMITS, ...(await readCertificate(tls)) });
  return { server, setCertificate: certificate => server.setSecureContext(certificate) };
}

/** @throws {StartupError} if the files can't be read or don't match */
export async function readCertificate(tls: NonNullable<BindOptions['tls']>): Promise<Certificate> {
  const [cert, key] = await Promise.all([readPem(tls.cert, '--tls-cert'), readPem(tls.key, '--tls-key')]);
  const context = { cert, key, minVersion: 'TLSv1.2' } as const;
  try {
    createSecureContext(context);
  } catch (error) {
    throw new StartupError(
      `${tls.cert} and ${tls.key} can’t be used for TLS (${codeOf(error)}): give --tls-cert a certificate in PEM form, its chain after it, and --tls-key its own private key without a passphrase`,
    );
  }
  return context;
}

async function readPem(path: string, option: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new StartupError(
      `can’t read ${path} (${codeOf(error)}): give ${option} a file that this user may read`,
    );
  }
}

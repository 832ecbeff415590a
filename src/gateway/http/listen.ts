import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import type { BindOptions } from './bind-address';

/** In ms: long enough for people, short enough that idle connections don't pile up. */
const LIMITS = { headersTimeout: 15_000, requestTimeout: 30_000, requireHostHeader: false } as const;

/** @throws {StartupError} if the files can't be read or don't match */
export async function createHttpServer(tls: BindOptions['tls']): Promise<Server> {
  if (tls === undefined) return createServer(LIMITS);
  const [cert, key] = await Promise.all([readPem(tls.cert, '--tls-cert'), readPem(tls.key, '--tls-key')]);
  const context = { cert, key, minVersion: 'TLSv1.2' } as const;
  try {
    createSecureContext(context);
  } catch (error) {
    throw new StartupError(
      `${tls.cert} and ${tls.key} can’t be used for TLS (${codeOf(error)}): give --tls-cert a certificate in PEM form, its chain after it, and --tls-key its own private key without a passphrase`,
    );
  }
  return createTlsServer({ ...LIMITS, ...context });
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

/** Rejects with the system's error, such as `EADDRINUSE`. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

import { get, type RequestOptions } from 'node:http';
import { codeOf } from '../shared/error-code';
import { StartupError } from '../shared/startup-error';
import type { Health } from './health';
import { parseAdminAddress } from './listen-at';

/** In ms. */
const LONGEST = 5000;

/** Nobody listens there. */
const NOT_THERE: readonly string[] = ['ECONNREFUSED', 'ENOENT'];

/** Asks the gateway that runs with this address as `--admin`. Undefined if none does. @throws {StartupError} */
export async function askAdmin(address: string): Promise<Health | undefined> {
  const place = parseAdminAddress(address);
  const where = 'path' in place ? { socketPath: place.path } : place;
  try {
    return JSON.parse(await fetchText({ ...where, path: '/ready', timeout: LONGEST, agent: false }));
  } catch (error) {
    const code = codeOf(error);
    if (NOT_THERE.includes(code)) return undefined;
    throw new StartupError(
      code === 'EACCES'
        ? `this user may not use the socket ${address}: run the command as the gateway’s user, or as root`
        : `${address} doesn’t answer as a gateway does (${code}): check --admin`,
    );
  }
}

function fetchText(options: RequestOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(options, async response => {
      try {
        resolve(Buffer.concat(await response.toArray()).toString());
      } catch (error) {
        reject(error);
      }
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })));
    request.on('error', reject);
  });
}

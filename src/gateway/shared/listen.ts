import type { ListenOptions, Server } from 'node:net';
import { codeOf } from './error-code';
import type { Log } from './log';

/** Rejects with the system's error, such as `EADDRINUSE`. Later errors are logged: without a listener, one ends the process. */
export function listen(
  server: Server,
  place: Pick<ListenOptions, 'path' | 'host' | 'port'>,
  log: Pick<Log, 'error'>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, () => {
      server.off('error', reject);
      server.on('error', error => log.error(`a connection can’t be taken (${codeOf(error)})`));
      resolve();
    });
  });
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setImmediate as nextRound } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Drain {
  /**
   * Ends a server in order, within `within` ms; closes what isn't answered then. With nobody connected, it ends at once.
   * Otherwise it goes on for 2 s, and each answer has `Connection: close`: until then a balancer has seen that it isn't
   * ready any more, and has given up its kept connections. Only then it refuses new connections and closes idle ones.
   */
  drain(within: number): Promise<void>;
}

/** In ms: two rounds of a balancer that looks each second. */
const GOES_ON = 2_000;

/** In ms, for the first request on connections that were made just before new ones are refused. */
const FIRST_REQUEST = 500;

/** Must be called before the server gets its first request. */
export function createDrain(server: Server): Drain {
  const underWay = new Set<ServerResponse>();
  let isDraining = false;
  const note = (_request: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (isDraining) response.setHeader('Connection', 'close');
  };
  server.prependListener('request', note);
  server.prependListener('checkExpectation', note);
  const answered = () =>
    Promise.all(
      [...underWay].map(
        response => response.closed || new Promise(resolve => response.once('close', resolve)),
      ),
    );
  const countConnections = promisify(server.getConnections.bind(server));
  return {
    async drain(within) {
      isDraining = true;
      for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
      const timers: NodeJS.Timeout[] = [];
      const after = (ms: number) =>
        new Promise(resolve => {
          timers.push(setTimeout(resolve, ms));
        });
      const late = after(within);
      if ((await countConnections()) > 0) await Promise.race([late, after(GOES_ON)]);
      // The event loop reads what has arrived already.
      await nextRound();
      const closed = new Promise(resolve => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([late, after(FIRST_REQUEST), closed]);
      await Promise.race([late, answered()]);
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export interface Drain {
  /**
   * Ends a server in order: answers what is under way, each with `Connection: close`, then refuses new connections, and
   * answers what has come meanwhile. Resolves when all is answered, or `within` ms have passed; closes what is left then.
   */
  drain(within: number): Promise<void>;
}

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
  const ended = () =>
    Promise.all(
      [...underWay].map(
        response => response.closed || new Promise(resolve => response.once('close', resolve)),
      ),
    );
  return {
    async drain(within) {
      isDraining = true;
      for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise(resolve => {
        timer = setTimeout(resolve, within);
      });
      await Promise.race([late, ended()]);
      const closed = new Promise(resolve => server.close(resolve));
      // Not before: a request may be on its way on one of them.
      server.closeIdleConnections();
      await Promise.race([late, ended()]);
      clearTimeout(timer);
      server.closeAllConnections();
      await closed;
    },
  };
}

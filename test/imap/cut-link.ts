import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Forwards to an IMAP server, and cuts the connection at a command. */
export interface CutLink {
  readonly port: number;
  /**
   * Cuts connections at commands that match: before the server gets one, or when it has carried it out and the answer is
   * on its way. `times`: how many; Infinity for all.
   */
  cut(command: RegExp, when: 'before' | 'after', times: number): void;
  /** How many connections were cut. */
  readonly cuts: number;
  close(): Promise<void>;
}

export async function startCutLink(to: number): Promise<CutLink> {
  const sockets = new Set<Socket>();
  let rule: { command: RegExp; when: 'before' | 'after' } | undefined;
  let left = 0;
  let cuts = 0;
  const server = createServer(client => {
    const upstream = connect(to, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    let isCut = false;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', bytes => {
      const matches = left > 0 && rule?.command.test(bytes.toString('latin1'));
      if (matches) {
        left -= 1;
        cuts += 1;
        isCut = true;
        if (rule?.when === 'before') return end();
      }
      upstream.write(bytes);
    });
    upstream.on('data', bytes => {
      // The server has answered, so the command is carried out.
      if (isCut) end();
      else client.write(bytes);
    });
    client.on('close', end);
    upstream.on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut(command, when, times) {
      rule = { command, when };
      left = times;
    },
    get cuts() {
      return cuts;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

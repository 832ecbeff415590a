import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Forwards to an IMAP server as if it were far away. */
export interface SlowLink {
  readonly port: number;
  /** How often the client has sent something after an answer, on all connections. */
  roundTrips(): number;
  close(): Promise<void>;
}

/** @param delay ms for one round trip */
export async function startSlowLink(to: number, delay: number): Promise<SlowLink> {
  let roundTrips = 0;
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect(to, '127.0.0.1');
    let hasAnswered = true;
    client.on('data', () => {
      if (hasAnswered) roundTrips += 1;
      hasAnswered = false;
    });
    upstream.on('data', () => {
      hasAnswered = true;
    });
    forward(client, upstream, delay / 2);
    forward(upstream, client, delay / 2);
    for (const socket of [client, upstream]) sockets.add(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    roundTrips: () => roundTrips,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(from: Socket, to: Socket, delay: number): void {
  from.on('data', bytes => setTimeout(() => to.writable && to.write(bytes), delay));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), delay));
}

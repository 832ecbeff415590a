import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy to a server, with its own port. The test can close it and open it again. */
export interface Cable {
  origin: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function layCable(to: string): Promise<Cable> {
  const target = Number(new URL(to).port);
  const ends = new Set<Socket>();
  let server: Server;
  let port = 0;

  const mend = () =>
    new Promise<void>(resolve => {
      server = createServer(near => {
        const far = connect(target, '127.0.0.1');
        for (const [end, other] of [[near, far] as const, [far, near] as const]) {
          ends.add(end);
          end.pipe(other);
          end.on('error', () => other.destroy());
          end.on('close', () => ends.delete(end));
        }
      });
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  const cut = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      for (const end of ends) end.destroy();
    });
  await mend();
  return { origin: `http://127.0.0.1:${port}`, cut, mend };
}

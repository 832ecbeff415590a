import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Answers a connection once the request's head has arrived. Writes raw bytes, which may be invalid HTTP. */
export type Reply = (socket: Socket) => void;

/** A TCP server that answers each path with the reply that the test sets for it. */
export interface FaultServer {
  origin: string;
  /** Sets the reply of a path. A path without one closes the connection. */
  turn(path: string, reply: Reply): void;
  /** The number of requests to a path. */
  asked(path: string): number;
  close(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const replies = new Map<string, Reply>();
  const requests = new Map<string, number>();
  const sockets = new Set<Socket>();

  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The browser resets a connection that it gives up.
    socket.on('error', () => {});
    let head = '';
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read);
      // Keep reading, or the end of the connection would go unnoticed.
      socket.resume();
      const path = head.split(' ')[1]?.split('?')[0] ?? '';
      requests.set(path, (requests.get(path) ?? 0) + 1);
      const reply = replies.get(path);
      if (reply) reply(socket);
      else socket.destroy();
    };
    socket.on('data', read);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    turn: (path, reply) => void replies.set(path, reply),
    asked: path => requests.get(path) ?? 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

type Headers = Readonly<Record<string, string | number>>;

/** The head of an answer. Closes the connection after it, so that a fault affects one request only. */
export function headOf(status: string, headers: Headers = {}): string {
  const all: Headers = { Date: new Date().toUTCString(), Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

export const XML: Headers = { 'Content-Type': 'text/xml; charset=utf-8' };

/** A correct answer, with the true Content-Length unless `headers` replaces it. */
export function reply(status: string, body: string | Buffer = '', headers: Headers = XML): Reply {
  return socket => {
    const bytes = Buffer.from(body);
    socket.write(headOf(status, { 'Content-Length': bytes.length, ...headers }));
    socket.end(bytes);
  };
}

export interface Held {
  reply: Reply;
  /** Sends the rest of all waiting replies, and later ones without waiting. Resolves when all bytes are written. */
  release(): Promise<void>;
}

/** An answer whose first `begun` bytes (head included) go out at once, the rest on `release`. */
export function hold(body: string, begun: number): Held {
  const bytes = Buffer.concat([
    Buffer.from(headOf('200 OK', { ...XML, 'Content-Length': Buffer.byteLength(body) })),
    Buffer.from(body),
  ]);
  const waiting = new Set<Socket>();
  let released = false;
  const end = (socket: Socket) =>
    new Promise<void>(resolve => {
      if (socket.destroyed) return resolve();
      socket.on('close', () => resolve());
      socket.end(bytes.subarray(begun), resolve);
    });
  return {
    reply(socket) {
      if (begun > 0) socket.write(bytes.subarray(0, begun));
      if (released) void end(socket);
      else waiting.add(socket);
    },
    async release() {
      released = true;
      await Promise.all([...waiting].map(end));
    },
  };
}

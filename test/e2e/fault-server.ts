import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a server does with a connection once the request's head has come. Bytes, not HTTP: it may be no HTTP at all. */
export type Reply = (socket: Socket) => void;

/** A server that answers each of its paths as it is told, with whatever fault. */
export interface FaultServer {
  /** Such as `http://127.0.0.1:40000`. */
  origin: string;
  /** What a path does from now on. One that was never told closes the connection. */
  turn(path: string, reply: Reply): void;
  /** How often a path was asked for. */
  asked(path: string): number;
  /** Ends everything at once, what never ends included. */
  close(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const replies = new Map<string, Reply>();
  const requests = new Map<string, number>();
  const sockets = new Set<Socket>();

  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A browser that has had enough resets the connection.
    socket.on('error', () => {});
    let head = '';
    const read = (chunk: Buffer) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read);
      // What comes after the head is of no interest, but its end is.
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

/** The head of an answer. Each connection serves one request, so that no fault spoils another's. */
export function headOf(status: string, headers: Headers = {}): string {
  const all: Headers = { Date: new Date().toUTCString(), Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

export const XML: Headers = { 'Content-Type': 'text/xml; charset=utf-8' };

/** An answer as it should be: a head that tells the truth about the body. */
export function reply(status: string, body: string | Buffer = '', headers: Headers = XML): Reply {
  return socket => {
    const bytes = Buffer.from(body);
    socket.write(headOf(status, { 'Content-Length': bytes.length, ...headers }));
    socket.end(bytes);
  };
}

/** A reply that is begun, and ended when the test says so. */
export interface Held {
  reply: Reply;
  /** Ends the replies that have begun, and every later one at once. Resolves when all bytes are on their way. */
  release(): Promise<void>;
}

/** An answer of which `begun` bytes, its head included, are sent at once and the rest when it is released. */
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

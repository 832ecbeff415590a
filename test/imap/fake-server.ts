import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer } from 'node:tls';

/** The lines that answer a command; `undefined` for the normal answer. */
export type Retort = (command: string, line: string, socket: Socket) => readonly string[] | undefined;

/** An IMAP server that answers normally except for the given answers. It has one unread message. */
export interface FakeServer {
  readonly port: number;
  readonly commands: string[];
  /** The first line of the next connections. */
  greet(line: string): void;
  retort(retort: Retort): void;
  /** Ends all connections. */
  drop(): void;
  close(): Promise<void>;
}

const OK = 'OK done';

const FIELDS = 'From: Jean <jean@example.org>\r\nSubject: hello\r\nMessage-ID: <1@example.org>\r\n\r\n';

/** The normal answers. */
export const DECENT: Readonly<Record<string, readonly string[]>> = {
  CAPABILITY: ['* CAPABILITY IMAP4rev1 IDLE', OK],
  LOGIN: ['OK [CAPABILITY IMAP4rev1 IDLE] welcome'],
  NAMESPACE: ['* NAMESPACE (("" "/")) NIL NIL', OK],
  LIST: ['* LIST () "/" INBOX', OK],
  LSUB: ['* LSUB () "/" INBOX', OK],
  EXAMINE: ['* 1 EXISTS', '* OK [UIDVALIDITY 1] ok', '* OK [UIDNEXT 2] ok', 'OK [READ-ONLY] done'],
  SELECT: ['* 1 EXISTS', '* OK [UIDVALIDITY 1] ok', '* OK [UIDNEXT 2] ok', 'OK [READ-WRITE] done'],
  SEARCH: ['* SEARCH 1', OK],
  STATUS: ['* STATUS INBOX (MESSAGES 1 UNSEEN 1)', OK],
  FETCH: [
    `* 1 FETCH (UID 1 FLAGS () INTERNALDATE "25-Nov-2026 10:00:00 +0000" BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 0 0) BODY[HEADER.FIELDS (FROM SUBJECT)] {${FIELDS.length}}\r\n${FIELDS})`,
    OK,
  ],
};

/** `tls`: a certificate and its key, in PEM form; without them, the server has no TLS. */
export async function startFakeServer(tls?: { cert: Buffer; key: Buffer }): Promise<FakeServer> {
  let greeting = '* OK ready';
  let retort: Retort = () => undefined;
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const talk = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Otherwise the second line of an answer waits 40 ms for the client’s acknowledgement.
    socket.setNoDelay();
    socket.on('error', () => {});
    socket.write(`${greeting}\r\n`);
    if (greeting.startsWith('* BYE')) return void socket.end();
    let idleTag = '';
    createInterface({ input: socket }).on('line', line => {
      if (line.toUpperCase() === 'DONE') return void socket.write(`${idleTag} OK done\r\n`);
      const [tag = '', first = '', second = ''] = line.split(' ');
      const command = (first.toUpperCase() === 'UID' ? second : first).toUpperCase();
      commands.push(command);
      const said = retort(command, line, socket);
      if (said === undefined && command === 'IDLE') {
        idleTag = tag;
        return void socket.write('+ idling\r\n');
      }
      const lines = said ?? DECENT[command] ?? [OK];
      for (const text of lines) socket.write(/^[*+]/.test(text) ? `${text}\r\n` : `${tag} ${text}\r\n`);
    });
  };
  const drop = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = tls ? createTlsServer(tls, talk) : createServer(talk);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    greet(line) {
      greeting = line;
    },
    retort(wanted) {
      retort = wanted;
    },
    drop,
    close: () =>
      new Promise(resolve => {
        drop();
        server.close(() => resolve());
      }),
  };
}

import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { greet } from '../../../src/gateway/finding/greet';
import type { ImapServer } from '../../../src/gateway/mailbox/imap/imap-server';
import { startFakeServer } from '../../imap/fake-server';
import { selfSigned } from '../certificate';
import { temporaryFolder } from '../folder';
import { freePort } from '../send';

let tls: { cert: Buffer; key: Buffer };
beforeEach(async () => {
  const { pem, key } = await selfSigned(await temporaryFolder());
  tls = { cert: pem, key: await readFile(key) };
});

const greetAt = (port: number, more: Partial<ImapServer> = {}, signal = new AbortController().signal) =>
  greet({ host: '127.0.0.1', port, security: 'tls', ...more }, signal);

async function openImap(withTls = true) {
  const server = await startFakeServer(withTls ? tls : undefined);
  onTestFinished(() => server.close());
  return server;
}

/** A server whose `talk` answers each connection. Returns its port. */
async function openServer(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    talk(socket);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

describe('with TLS from the first byte', () => {
  test.each(['* OK ready', '* PREAUTH welcome', '* ok', '* OK [CAPABILITY IMAP4rev1] Dovecot ready.'])(
    'a server that says %j greets, and is sent nothing',
    async line => {
      const server = await openImap();
      server.greet(line);
      expect(await greetAt(server.port)).toBe('untrusted');
      expect(server.commands).toEqual([]);
    },
  );

  test.each(['* BYE overloaded', '* OKAY', '220 smtp.example ESMTP', '* NO', '', 'OK'])(
    'one that says %j doesn’t',
    async line => {
      const server = await openImap();
      server.greet(line);
      expect(await greetAt(server.port)).toBeUndefined();
    },
  );

  test('it is trusted if the certificate proves its name', async () => {
    const { port } = await openImap();
    const ca = tls.cert.toString();
    expect(await greetAt(port, { ca })).toBe('trusted');
    expect(await greetAt(port, { ca, host: 'localhost' })).toBe('untrusted');
    expect(await greetAt(port)).toBe('untrusted');
  });

  test('a server without TLS doesn’t greet', async () => {
    const port = await openServer(socket => socket.write('* OK ready\r\n'));
    expect(await greetAt(port)).toBeUndefined();
  });
});

describe('with STARTTLS', () => {
  const STARTTLS = { security: 'starttls' } as const;

  test('a server that doesn’t offer it doesn’t greet', async () => {
    const server = await openImap(false);
    server.retort(command =>
      command === 'STARTTLS' ? ['* OK never mind', 'BAD unknown command'] : undefined,
    );
    expect(await greetAt(server.port, STARTTLS)).toBeUndefined();
    expect(server.commands).toEqual(['STARTTLS']);
  });

  test('a server that offers it and has no TLS doesn’t greet', async () => {
    const port = await openServer(socket => {
      socket.write('* OK ready\r\n');
      socket.on('data', data => socket.write(`${data}`.startsWith('a ') ? 'a OK begin\r\n' : 'what?\r\n'));
    });
    expect(await greetAt(port, STARTTLS)).toBeUndefined();
  });

  test('a server that ends the connection doesn’t greet', async () => {
    const port = await openServer(socket => socket.end('* OK ready\r\n'));
    expect(await greetAt(port, STARTTLS)).toBeUndefined();
  });

  test('a line without end is given up', async () => {
    const port = await openServer(socket => socket.write('* OK '.repeat(10_000)));
    expect(await greetAt(port, STARTTLS)).toBeUndefined();
  });
});

test('no server is there', async () => {
  expect(await greetAt(await freePort())).toBeUndefined();
  expect(await greetAt(1, { host: 'nowhere.invalid' })).toBeUndefined();
});

test.each(['tls', 'starttls'] as const)(
  'with %s, a silent server is given up when nobody waits',
  async security => {
    const controller = new AbortController();
    const port = await openServer(() => controller.abort());
    expect(await greetAt(port, { security }, controller.signal)).toBeUndefined();
    expect(await greetAt(port, { security }, AbortSignal.abort())).toBeUndefined();
  },
);

test('a server that is silent after STARTTLS is given up when nobody waits', async () => {
  const controller = new AbortController();
  const port = await openServer(socket => {
    socket.write('* OK ready\r\n');
    socket.on('data', data => {
      if (`${data}`.startsWith('a ')) socket.write('a OK begin\r\n');
      else controller.abort();
    });
  });
  expect(await greetAt(port, { security: 'starttls' }, controller.signal)).toBeUndefined();
});

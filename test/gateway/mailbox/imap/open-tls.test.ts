import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { greet } from '../../../../src/gateway/finding/greet';
import { fetchCertificate } from '../../../../src/gateway/mailbox/imap/certificate';
import { selfSigned } from '../../certificate';
import { temporaryFolder } from '../../folder';

const CUT = '|';

/** A server with STARTTLS, which sends its lines in pieces, cut at `|`. Returns its port. */
async function openCutting(greeting: string, answer: string): Promise<number> {
  const { pem, key } = await selfSigned(await temporaryFolder());
  const certificate = { cert: pem, key: await readFile(key) };
  const server = createServer(async socket => {
    socket.setNoDelay();
    socket.on('error', () => {});
    const send = async (text: string) => {
      for (const [index, piece] of text.split(CUT).entries()) {
        // The client, which shares the event loop, reads the piece before meanwhile.
        for (let turns = 0; index > 0 && turns < 2; turns++) await turn();
        socket.write(piece);
      }
    };
    await send(greeting);
    socket.once('data', async () => {
      await send(answer);
      new TLSSocket(socket, { isServer: true, ...certificate }).on('error', () => {});
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  ['whole', '* OK ready\r\n', 'a OK begin\r\n'],
  ['in pieces', '* O|K rea|dy\r|\n', 'a| O|K begin\r|\n'],
  ['after other lines', '* OK ready\r\n', '* OK one|\r\n* OK two\r\n|a OK begin\r\n'],
])('a server that answers STARTTLS %s shows its certificate', async (_how, greeting, answer) => {
  const port = await openCutting(greeting, answer);
  const server = { host: '127.0.0.1', port, security: 'starttls' } as const;
  expect(await fetchCertificate(server)).toMatchObject({ names: ['127.0.0.1', 'mail.example.org'] });
  expect(await greet(server, new AbortController().signal)).toBe('untrusted');
});

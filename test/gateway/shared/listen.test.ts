import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../../src/gateway/shared/listen';
import { createLog } from '../../../src/gateway/shared/log';

const lines: string[] = [];
const log = createLog('debug', (level, line) => lines.push(`${level} ${line}`));

const open = async (port = 0) => {
  const server = createServer(socket => socket.end('taken'));
  await listen(server, { host: '127.0.0.1', port }, log);
  onTestFinished(() => void server.close());
  return { server, port: (server.address() as AddressInfo).port };
};

test('a connection that can’t be taken is logged, and others are taken after it', async () => {
  const { server, port } = await open();
  // As Node.js does when the system has no more open files.
  server.emit('error', Object.assign(new Error('accept ENFILE'), { code: 'ENFILE' }));
  expect(lines).toEqual(['error a connection can’t be taken (ENFILE)']);
  const [chunk] = await once(connect(port, '127.0.0.1'), 'data');
  expect(String(chunk)).toBe('taken');
});

test('a place that is taken is told', async () => {
  const { port } = await open();
  await expect(open(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as nextRound } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createDrain } from '../../../src/gateway/http/drain';
import { listen } from '../../../src/gateway/shared/listen';
import { SILENT } from '../../../src/gateway/shared/log';
import { send } from '../send';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sets no clock forward, as `expect.poll` would. */
async function until(condition: () => boolean) {
  while (!condition()) await nextRound();
}

/** A server whose answers the test finishes. */
async function open() {
  const answers: ServerResponse[] = [];
  const server = createServer((_request, response) => answers.push(response));
  const { drain } = createDrain(server);
  await listen(server, { host: '127.0.0.1', port: 0 }, SILENT);
  onTestFinished(() => server.closeAllConnections());
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const begun = (count: number) => until(() => answers.length === count);
  /** Drains, until the time of the balancers begins. */
  const begin = async (within: number) => {
    const state = { isDone: false };
    const done = drain(within).then(() => {
      state.isDone = true;
    });
    await until(() => vi.getTimerCount() === 2);
    return { state, done };
  };
  return { server, port, origin: `http://127.0.0.1:${port}`, answers, drain, begin, begun };
}

/** A connection as a balancer keeps it open. */
async function keepConnection(port: number) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', chunk => {
    text += chunk;
  });
  const ended = once(socket, 'end');
  await once(socket, 'connect');
  return { socket, ended, text: () => text };
}

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const POST = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok';

test('a balancer’s kept connection is answered once more, and a new one too, until it has seen that the server ends', async () => {
  const { server, port, origin, answers, begin, begun } = await open();
  const kept = await keepConnection(port);
  kept.socket.write(GET);
  await begun(1);
  answers[0]?.end('one');
  await until(() => kept.text().includes('one'));
  const idle = await keepConnection(port);
  idle.socket.write(GET);
  await begun(2);
  answers[1]?.end('two');
  await until(() => idle.text().includes('two'));

  const { state, done } = await begin(30_000);
  await vi.advanceTimersByTimeAsync(1_900);
  kept.socket.write(POST);
  await begun(3);
  answers[2]?.end('three');
  await kept.ended;
  expect(kept.text()).toMatch(/Connection: close\r\n[\s\S]*three/);
  const fresh = send(origin);
  await begun(4);
  answers[3]?.end('four');
  expect(await fresh).toMatchObject({ body: 'four', headers: { connection: 'close' } });
  expect([server.listening, idle.socket.closed, state.isDone]).toEqual([true, false, false]);
  await vi.advanceTimersByTimeAsync(100);
  await idle.ended;
  await done;
  await expect(send(origin)).rejects.toThrow('ECONNREFUSED');
});

test('answers that take longer are finished after new connections are refused', async () => {
  const { server, origin, answers, begin, begun } = await open();
  const slow = send(origin);
  await begun(1);
  const { state, done } = await begin(30_000);
  await vi.advanceTimersByTimeAsync(2_000);
  await until(() => !server.listening);
  await expect(send(origin)).rejects.toThrow('ECONNREFUSED');
  await vi.advanceTimersByTimeAsync(500);
  expect(state.isDone).toBe(false);
  answers[0]?.end('slow');
  expect(await slow).toMatchObject({ body: 'slow', headers: { connection: 'close' } });
  await done;
});

test('a connection that is made last can still bring its request', async () => {
  const { server, port, answers, begin, begun } = await open();
  const last = await keepConnection(port);
  const { done } = await begin(30_000);
  await vi.advanceTimersByTimeAsync(2_000);
  await until(() => !server.listening);
  last.socket.write(POST);
  await begun(1);
  answers[0]?.end('last');
  await last.ended;
  expect(last.text()).toContain('last');
  await done;
});

test('what isn’t answered in time is given up', async () => {
  const { origin, begin, begun } = await open();
  const lost = send(origin);
  lost.catch(() => {});
  await begun(1);
  const { done } = await begin(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await done;
  await expect(lost).rejects.toThrow();
});

test('with nobody connected it ends at once', async () => {
  const { origin, drain } = await open();
  await drain(30_000);
  expect(vi.getTimerCount()).toBe(0);
  await expect(send(origin)).rejects.toThrow('ECONNREFUSED');
});

import { createServer, type ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createDrain } from '../../../src/gateway/http/drain';
import { listen } from '../../../src/gateway/http/listen';
import { send } from '../send';

/** A server whose answers the test finishes. */
async function open() {
  const answers: ServerResponse[] = [];
  const server = createServer((_request, response) => answers.push(response));
  const { drain } = createDrain(server);
  await listen(server, 0, '127.0.0.1');
  onTestFinished(() => server.closeAllConnections());
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address?.port}`;
  const begun = async (count: number) => expect.poll(() => answers.length).toBe(count);
  return { server, origin, answers, drain, begun };
}

test('what is under way is answered, and so is what comes meanwhile', async () => {
  const { server, origin, answers, drain, begun } = await open();
  const first = send(origin);
  await begun(1);
  let isDone = false;
  const drained = drain(30_000).then(() => {
    isDone = true;
  });
  const second = send(origin);
  await begun(2);
  answers[0]?.end('one');
  expect(await first).toMatchObject({ body: 'one', headers: { connection: 'close' } });
  await expect.poll(() => server.listening).toBe(false);
  await expect(send(origin)).rejects.toThrow('ECONNREFUSED');
  expect(isDone).toBe(false);
  answers[1]?.end('two');
  expect(await second).toMatchObject({ body: 'two', headers: { connection: 'close' } });
  await drained;
});

test('what isn’t answered in time is given up', async () => {
  const { origin, drain, begun } = await open();
  const lost = send(origin);
  lost.catch(() => {});
  await begun(1);
  await drain(10);
  await expect(lost).rejects.toThrow();
});

test('an idle server ends at once', async () => {
  const { origin, drain } = await open();
  await drain(30_000);
  await expect(send(origin)).rejects.toThrow('ECONNREFUSED');
});

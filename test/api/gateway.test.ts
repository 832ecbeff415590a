import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { findGateway, postEnd } from '../../src/api/gateway';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
});

/** Starts a server on a free port of this computer; returns its origin. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse, origin: string) => void,
): Promise<string> {
  const server = createServer((request, response) => answer(request, response, origin));
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return origin;
}

const factsOf = (origin: string) => ({
  apiAddress: `${origin}/PersonalMessages/V2`,
  signInPage: `${origin}/sign-in`,
  onlyDemo: false,
});
const documentOf = (origin: string) => ({ version: 1, ...factsOf(origin) });

const find = (origin: string, deadline = 5000) => findGateway(origin, { fetch, deadline });

test('a gateway tells its addresses at the well-known path', async () => {
  const asked: (string | undefined)[] = [];
  const origin = await serve((request, response, origin) => {
    asked.push(request.method, request.url, request.headers.cookie, request.headers.referer);
    response.end(JSON.stringify(documentOf(origin)));
  });
  expect(await find(origin)).toEqual({ kind: 'facts', facts: factsOf(origin) });
  expect(asked).toEqual(['GET', '/.well-known/personal-messages', undefined, undefined]);
});

test.each<[string, (response: ServerResponse, origin: string) => void]>([
  ['no such page', response => response.writeHead(404).end('{}')],
  [
    'an error and the document',
    (response, origin) => response.writeHead(500).end(JSON.stringify(documentOf(origin))),
  ],
  ['a web page', response => response.end('<!doctype html><title>Mail</title>')],
  ['nothing', response => response.end()],
  ['JSON of another kind', response => response.end('{"version":1}')],
  [
    'addresses of another server',
    response => response.end(JSON.stringify(documentOf('https://evil.example'))),
  ],
  [
    'more than 64 KB',
    (response, origin) => response.end(JSON.stringify({ ...documentOf(origin), x: 'x'.repeat(65_536) })),
  ],
  ['a redirect', response => response.writeHead(302, { Location: '/elsewhere' }).end()],
])('a server with %s is no gateway', async (_what, answer) => {
  const asked: (string | undefined)[] = [];
  const origin = await serve((request, response, origin) => {
    asked.push(request.url);
    answer(response, origin);
  });
  expect(await find(origin)).toEqual({ kind: 'none' });
  expect(asked).toHaveLength(1);
});

test('a server that isn’t there is unreachable', async () => {
  const origin = await serve(() => {});
  await new Promise(resolve => servers.pop()?.close(resolve));
  expect(await find(origin)).toEqual({ kind: 'unreachable' });
});

test.each([
  ['before the answer', () => {}],
  ['within the answer', (response: ServerResponse) => void response.write('{')],
])('a server that hangs %s is unreachable', async (_when, answer) => {
  const origin = await serve((_request, response) => answer(response));
  expect(await find(origin, 50)).toEqual({ kind: 'unreachable' });
});

test('a token is ended with a form, and never in the address', async () => {
  const asked: (string | undefined)[] = [];
  const origin = await serve(async (request, response) => {
    asked.push(request.method, request.url, request.headers['content-type'], await text(request));
    response.end();
  });
  await postEnd(`${origin}/end-token`, 'a+b=|c', { fetch });
  expect(asked).toEqual([
    'POST',
    '/end-token',
    'application/x-www-form-urlencoded;charset=UTF-8',
    'token=a%2Bb%3D%7Cc',
  ]);
});

test('a token that can’t be ended fails silently', async () => {
  const origin = await serve(() => {});
  await postEnd(`${origin}/end-token`, 'token', { fetch, deadline: 50 });
});

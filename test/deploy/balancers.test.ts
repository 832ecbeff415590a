import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { type Received, send } from '../gateway/send';
import { type Balancer, startBalancer } from '../organisation/balancer';

/** Stands for a gateway: answers with its own name, and keeps the last request. */
interface Backend {
  readonly port: number;
  readonly admin: number;
  last: IncomingMessage | undefined;
  isReady: boolean;
  stop(): Promise<void>;
  start(): Promise<void>;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function startBackend(name: string): Promise<Backend> {
  const server = createServer((request, response) => {
    backend.last = request;
    response.end(name);
  });
  const adminServer = createServer((request, response) => {
    const isAsked = request.url === '/ready' && request.headers.host === '127.0.0.1';
    response.writeHead(isAsked && backend.isReady ? 200 : 503).end();
  });
  const [port, admin] = [await listen(server, 0), await listen(adminServer, 0)];
  const stop = async (it: Server) => {
    if (!it.listening) return;
    const closed = once(it, 'close');
    it.close();
    it.closeAllConnections();
    await closed;
  };
  const backend: Backend = {
    port,
    admin,
    last: undefined,
    isReady: true,
    async stop() {
      await Promise.all([server, adminServer].map(stop));
    },
    async start() {
      if (!server.listening) await listen(server, port);
      if (!adminServer.listening) await listen(adminServer, admin);
    },
  };
  return backend;
}

describe.each(['nginx', 'HAProxy'] as const)('the example for %s', name => {
  let backends: readonly [Backend, Backend];
  let balancer: Balancer;
  beforeAll(async () => {
    backends = [await startBackend('one'), await startBackend('two')];
    balancer = await startBalancer(name, backends);
  });
  beforeEach(async () => {
    for (const backend of backends) {
      backend.isReady = true;
      await backend.start();
    }
    // Both are in use again.
    await waitFor(
      () => namesOf(TOKENS),
      names => new Set(names).size === 2 && !names.includes(''),
    );
  });
  afterEach(() => {
    for (const backend of backends) backend.last = undefined;
  });
  afterAll(async () => {
    await balancer.close();
    await Promise.all(backends.map(backend => backend.stop()));
  });

  const ask = (path: string, headers: Record<string, string> = {}): Promise<Received> =>
    send(balancer.origin, { path, headers, ca: balancer.ca });
  const signature = (i: number) => createHash('sha256').update(String(i)).digest('base64');
  const TOKENS = Array.from({ length: 24 }, (_, i) => `user|token|${signature(i)}`);
  const pathOf = (token: string) =>
    `/PersonalMessages/V2?action=a&token=${encodeURIComponent(token)}&infos=b`;
  /** The names of the gateways that answer; '' where none does. */
  const namesOf = (tokens: readonly string[]) =>
    Promise.all(
      tokens.map(async token => {
        const { status, body } = await ask(pathOf(token));
        return status === 200 ? body : '';
      }),
    );

  test('sends a token always to the same gateway, and the links with its end, too', async () => {
    const names = await namesOf(TOKENS);
    expect(await namesOf(TOKENS)).toEqual(names);
    const links = TOKENS.map(async token => {
      const at = encodeURIComponent(token.slice(-8));
      return (await ask(`/message/1?user=u&key=k&at=${at}`)).body;
    });
    expect(await Promise.all(links)).toEqual(names);
    // Some clients write “=” as it is.
    const asItIs = TOKENS.map(async token => (await ask(pathOf(token).replace('%3D', '='))).body);
    expect(await Promise.all(asItIs)).toEqual(names);
  });

  test('tells the visitor’s address, whatever the visitor says', async () => {
    const token = TOKENS[0] ?? '';
    await ask(pathOf(token), {
      Host: 'mail.example.org',
      'X-Forwarded-For': '203.0.113.7',
      Forwarded: 'for=203.0.113.7',
    });
    const { last } = backends.find(({ last: it }) => it?.url === pathOf(token)) ?? {};
    expect(last?.headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(last?.headers.forwarded ?? '').toBe('');
    expect(last?.headers.host).toBe('mail.example.org');
  });

  test('writes no token and no key of a link into its log', async () => {
    await ask('/message/1?user=u&key=secret-key&at=secret-at');
    await ask(pathOf('secret-token'));
    const log = await waitFor(
      () => balancer.log(),
      text => text.includes('/message/1') && text.includes('/PersonalMessages/V2'),
    );
    expect(log).not.toContain('secret');
    expect(log).not.toContain('?');
  });

  test('lets the other gateway answer for one that has ended, and asks it again when it is back', async () => {
    const names = await namesOf(TOKENS);
    await backends[0].stop();
    expect(new Set(await namesOf(TOKENS))).toEqual(new Set(['two']));
    await backends[0].start();
    await waitFor(
      () => namesOf(TOKENS),
      now => now.join() === names.join(),
    );
  });
});

test('HAProxy sends nothing more to a gateway that says that it isn’t ready', async () => {
  const backends = [await startBackend('one'), await startBackend('two')] as const;
  const balancer = await startBalancer('HAProxy', backends);
  try {
    const ask = async (token: number) =>
      (await send(balancer.origin, { path: `/?token=token-of-${token}`, ca: balancer.ca })).body;
    const all = () => Promise.all(Array.from({ length: 24 }, (_, i) => ask(i)));
    expect(new Set(await all())).toEqual(new Set(['one', 'two']));
    backends[1].isReady = false;
    await waitFor(all, names => names.every(name => name === 'one'));
    backends[1].isReady = true;
    await waitFor(all, names => names.includes('two'));
  } finally {
    await balancer.close();
    await Promise.all(backends.map(backend => backend.stop()));
  }
});

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHostCheck } from '../http/hosts';
import { type Reply, send } from '../http/http';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import type { Metrics } from '../shared/metrics';
import type { Health } from './health';
import { type ListenPlace, listenAt, parseAdminAddress } from './listen-at';
import { createPrometheus } from './prometheus';

export interface AdminOptions {
  /** `127.0.0.1:9337`, `[::1]:9337`, or the path of a socket. Port 0 for any free one. */
  readonly address: string;
  readonly log: Log;
  readonly now?: () => number;
}

/** Tells health and metrics. Nothing can be changed here, and no user is named. */
export interface Admin {
  /** The home of its addresses: an origin, or the path of the socket. */
  readonly at: string;
  readonly metrics: Metrics;
  /** At first `starting`. */
  setPhase(phase: Health['phase']): void;
  setStore(store: { isAway(): boolean }): void;
  /** Closes all connections. */
  close(): Promise<void>;
}

/** @throws {StartupError} if it can't listen there */
export async function openAdmin({ address, log, now = Date.now }: AdminOptions): Promise<Admin> {
  const started = new Date(now()).toISOString();
  let phase: Health['phase'] = 'starting';
  let store: { isAway(): boolean } | undefined;
  const isAway = () => store?.isAway() ?? false;
  const prometheus = createPrometheus(isAway);
  const { metrics } = prometheus;
  const health = (): Health => ({
    phase,
    store: store === undefined ? 'unknown' : isAway() ? 'away' : 'ok',
    version: __VERSION__,
    started,
    mailboxes: metrics.sources.mailboxes?.() ?? {},
    queue: metrics.sources.queue?.() ?? 0,
  });
  const pages: Readonly<Record<string, () => Reply | Promise<Reply>>> = {
    '/live': () => jsonReply(200, { live: true }),
    '/ready': () => jsonReply(phase === 'ready' ? 200 : 503, { ready: phase === 'ready', ...health() }),
    '/metrics': async () => ({
      status: 200,
      headers: { 'Content-Type': prometheus.contentType },
      body: await prometheus.report(),
    }),
  };
  const place = parseAdminAddress(address);
  // Browsers can't reach a socket, so no foreign page can either.
  const isOwnHost = 'path' in place ? () => true : createHostCheck(place.host);
  const reply = ({ method, url = '/', headers }: IncomingMessage): Reply | Promise<Reply> => {
    if (!isOwnHost(headers.host)) return { status: 403 };
    const [path = ''] = url.split('?');
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (page === undefined) return { status: 404 };
    if (method !== 'GET' && method !== 'HEAD') return { status: 405, headers: { Allow: 'GET, HEAD' } };
    return page();
  };
  const server = createServer({ headersTimeout: 5000, requestTimeout: 5000, requireHostHeader: false });
  server.on('request', async (request, response) => {
    const way = { headOnly: request.method === 'HEAD', tls: false };
    try {
      // Nothing reads the body of a request.
      if (!request.complete) response.setHeader('Connection', 'close');
      send(response, await reply(request), way);
    } catch (error) {
      log.error(`admin: failed (${codeOf(error)})`);
      if (!response.headersSent) send(response, { status: 500 }, way);
    }
  });
  await listenAt(server, place, log);
  // A start that fails ends the process all the same.
  server.unref();
  return {
    at: placeOf(place, server.address()),
    metrics,
    setPhase(it) {
      phase = it;
    },
    setStore(it) {
      store = it;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const jsonReply = (status: number, value: object): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: `${JSON.stringify(value)}\n`,
});

function placeOf(place: ListenPlace, address: AddressInfo | string | null): string {
  if ('path' in place) return place.path;
  const host = place.host.includes(':') ? `[${place.host}]` : place.host;
  return `http://${host}:${(address as AddressInfo).port}`;
}

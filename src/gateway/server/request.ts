import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Gateway } from '../access/gateway';
import { networkOf } from '../access/remote-address';
import { isCrossSite } from '../http/cross-site';
import { type Call, readForm, readUpload, send } from '../http/http';
import { securityHeaders } from '../http/security-headers';
import { errorPage } from '../pages/error';
import { codeOf } from '../shared/error-code';
import type { Log } from '../shared/log';
import { StoreAway } from '../shared/records';
import { asRequest } from '../shared/request-id';
import { preferredLanguage } from '../texts/language';
import { answer, needsSession } from './routes';

export interface RequestContext {
  /** Resolves when it is ready. */
  gateway(): Promise<Gateway>;
  /** Whether this server itself uses TLS. */
  readonly tls: boolean;
  isOwnHost(header: string | undefined): boolean;
  readonly log: Log;
}

export function answerRequests(server: Server, context: RequestContext): void {
  const handle = (request: IncomingMessage, response: ServerResponse) =>
    void asRequest(() => respond(request, response, context));
  server.on('request', handle);
  // Node's own answers to these events lack the common headers.
  server.on('checkExpectation', handle);
  server.on('clientError', (error, socket) => refuseMalformed(error, socket, context));
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<void> {
  const { tls, log } = context;
  const language = preferredLanguage(request.headers['accept-language']);
  const way = { headOnly: request.method === 'HEAD', tls };
  try {
    // The proxy before the gateway and the gateway could each choose another one (RFC 9112, 3.2).
    if ((request.headersDistinct.host?.length ?? 0) > 1) {
      log.warn('refused a request with several hosts');
      response.setHeader('Connection', 'close');
      return send(response, { status: 400 }, way);
    }
    const { host, path } = targetOf(request);
    if (!context.isOwnHost(request.headers.host) || !context.isOwnHost(host)) {
      log.warn('refused a request for another host');
      return send(response, errorPage('foreignHost', language), way);
    }
    const gateway = await context.gateway();
    const reply = await answer(await readCall(request, path, tls, gateway), gateway);
    // Close the connection: the unread rest of the body would be parsed as the next request.
    if (!request.complete) response.setHeader('Connection', 'close');
    send(response, reply, way);
  } catch (error) {
    const isAway = error instanceof StoreAway;
    if (isAway) log.warn(`page: failed (${error.message})`);
    else log.error(`page: failed (${codeOf(error)})`);
    if (!response.headersSent) send(response, errorPage(isAway ? 'away' : 'unexpected', language), way);
  }
}

/** Takes a request target apart. It may be a whole address (absolute form, RFC 9112, 3.2.2). */
function targetOf({ url = '/', headers }: IncomingMessage): { host: string | undefined; path: string } {
  const [, host, rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  if (host === undefined) return { host: headers.host, path: url };
  return { host, path: rest.startsWith('/') ? rest : `/${rest}` };
}

/** `target` is a path with its query. */
async function readCall(
  request: IncomingMessage,
  target: string,
  tls: boolean,
  gateway: Gateway,
): Promise<Call> {
  const { method = 'GET', headers, socket } = request;
  const client = gateway.clientAddress(socket.remoteAddress, headers);
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const asked = `${tls ? 'https' : 'http'}://${headers.host?.toLowerCase()}`;
  return {
    method,
    path,
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark)),
    language: preferredLanguage(headers['accept-language']),
    session: needsSession(path) ? await gateway.sessions.read(headers.cookie, gateway.now()) : undefined,
    visitor: gateway.forms.visitorOf(headers.cookie),
    cookie: headers.cookie,
    authorization: headers.authorization,
    client,
    network: networkOf(client),
    requestOrigin: headers.origin,
    asked,
    crossSite: isCrossSite(headers, [gateway.origin, asked]),
    prefetch: isPrefetch(headers),
    form: most => readForm(request, most),
    upload: () => readUpload(request),
  };
}

/** Old browsers have other names for it. */
const PREFETCH_HEADERS = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

const isPrefetch = (headers: IncomingHttpHeaders): boolean =>
  PREFETCH_HEADERS.some(name => /prefetch|preview/i.test(`${headers[name]}`));

const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Answers a malformed, too long or too slow request as Node does, but with the security headers. */
function refuseMalformed(error: Error, socket: Duplex, { log, tls }: RequestContext): void {
  const code = codeOf(error);
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  log.info(`refused a malformed request (${code})`);
  const headers = { ...securityHeaders(tls), 'Content-Length': '0', Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${MALFORMED[code] ?? '400 Bad Request'}\r\n${lines.join('')}\r\n`);
}

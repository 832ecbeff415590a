import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBytes, contentType } from '../answers';

export interface AnswerServer {
  origin: string;
  requested: string[];
  close(): Promise<void>;
}

/** The host that the hostile answers try to fetch from. */
const ELSEWHERE = '127.0.0.1:9/';

/**
 * Serves `/answers/FILE` (with its attacks aimed at this server), `/status/N` (an empty answer with that HTTP status),
 * `/status/N/FILE` (with an answer file as body) and `/redirect/PORT` (to that port of 127.0.0.1).
 */
export async function startAnswerServer(): Promise<AnswerServer> {
  const requested: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    requested.push(path);
    respond(path, request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requested,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function respond(path: string, request: IncomingMessage, response: ServerResponse): void {
  const [, what, argument = '', file] = path.split('/');
  if (what === 'answers') send(response, 200, argument, request.headers.host ?? '');
  else if (what === 'status') send(response, Number(argument), file, request.headers.host ?? '');
  else if (what === 'redirect')
    response.writeHead(302, { Location: `http://127.0.0.1:${argument}${request.url}` }).end();
  else response.writeHead(404).end();
}

function send(response: ServerResponse, status: number, file: string | undefined, host: string): void {
  if (!file) return void response.writeHead(status).end();
  const bytes = Buffer.from(answerBytes(file));
  const aimed = bytes.includes(ELSEWHERE)
    ? Buffer.from(bytes.toString('latin1').replaceAll(ELSEWHERE, `${host}/elsewhere/`), 'latin1')
    : bytes;
  response.writeHead(status, { 'Content-Type': contentType(file) ?? 'text/xml' }).end(aimed);
}

import { type Agent, type IncomingHttpHeaders, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Sent {
  readonly method?: string;
  /** The request target, unchanged. */
  readonly path?: string;
  readonly socketPath?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Keeps connections open. Default: a connection for this request alone. */
  readonly agent?: Agent;
  readonly ca?: Buffer;
  readonly minVersion?: 'TLSv1';
  readonly maxVersion?: 'TLSv1.1';
  readonly ciphers?: string;
}

/** Sends a request with any `Host` and path, which browsers don't allow pages to do. */
export function send(address: string, { body, ...options }: Sent = {}): Promise<Received> {
  const request = address.startsWith('https:') ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = request(address, { agent: false, ...options }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Notes } from './notes';

/** The mail servers of the accounts, and the server that receives the notes. They listen on loopback. */
export interface BenchServer {
  /** The mail servers' addresses. Each has its own port, because a browser opens at most six connections to one. */
  readonly addresses: readonly string[];
  /** The address that backgrounds send notes to. */
  readonly notesAddress: string;
  /** The answer of every mail server. */
  answer: string;
  /** How long each answer takes, in ms. */
  latency: number;
  /** The most requests that ran at the same time. Set it to 0 to count anew. */
  atOnce: number;
  /** How many answers they have given so far. */
  readonly answered: number;
  /**
   * Waits for the next notes that `willDo` accepts.
   * @param deadline ms
   * @returns undefined when the time is up
   */
  notes(willDo: (notes: Notes) => boolean, deadline: number): Promise<Notes | undefined>;
  /** Files to serve for pages, by their path. */
  readonly files: Map<string, { type: string; text: string }>;
  close(): void;
}

export async function startServer(count: number): Promise<BenchServer> {
  const listeners = new Set<(notes: Notes) => void>();
  const files: BenchServer['files'] = new Map();
  let underWay = 0;
  let answered = 0;

  const respond: RequestListener = async (request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const file = files.get(pathname);
    if (pathname === '/notes') {
      const notes: Notes = JSON.parse(await bodyOf(request));
      response.end();
      for (const listener of [...listeners]) listener(notes);
    } else if (file) {
      // Browsers give an isolated page a finer clock.
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
      response.setHeader('Content-Type', file.type).end(file.text);
    } else if (pathname === '/api') {
      underWay += 1;
      server.atOnce = Math.max(server.atOnce, underWay);
      if (server.latency > 0) await sleep(server.latency);
      underWay -= 1;
      answered += 1;
      response.setHeader('Content-Type', 'text/xml; charset=UTF-8').end(server.answer);
    } else response.writeHead(404).end();
  };

  const servers = Array.from({ length: count }, () => createServer(respond));
  const origins = await Promise.all(servers.map(listen));
  const server: BenchServer = {
    addresses: origins.map(origin => `${origin}/api`),
    notesAddress: `${origins[0]}/notes`,
    answer: '',
    latency: 0,
    atOnce: 0,
    files,
    get answered() {
      return answered;
    },
    notes: (willDo, deadline) =>
      new Promise(resolve => {
        const end = (notes?: Notes) => {
          listeners.delete(listener);
          clearTimeout(timer);
          resolve(notes);
        };
        const listener = (notes: Notes) => willDo(notes) && end(notes);
        const timer = setTimeout(end, deadline);
        listeners.add(listener);
      }),
    close() {
      for (const one of servers) {
        one.close();
        one.closeAllConnections();
      }
    },
  };
  return server;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The possible outcomes of a request, with their relative frequencies. */
const OUTCOMES = {
  fine: 12,
  slow: 3,
  reset: 2,
  cutOff: 2,
  serverError: 1,
  busy: 1,
  portal: 1,
  empty: 1,
} as const;
type Outcome = keyof typeof OUTCOMES;

/** A proxy to a server, with its own port, that fails at random. */
export interface RoughNetwork {
  origin: string;
  calm(): void;
  readonly met: Readonly<Record<Outcome, number>>;
  close(): Promise<void>;
}

/** @param random draws from [0, 1) */
export async function startRoughNetwork(to: string, random: () => number): Promise<RoughNetwork> {
  const met = Object.fromEntries(Object.keys(OUTCOMES).map(name => [name, 0])) as Record<Outcome, number>;
  let isCalm = false;
  const server = createServer((request, response) => {
    const outcome = isCalm ? 'fine' : draw(random);
    met[outcome] += 1;
    pass(outcome, to, request, response, random).catch(() => response.destroy());
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calm() {
      isCalm = true;
    },
    met,
    close: () => close(server),
  };
}

function draw(random: () => number): Outcome {
  const names = Object.keys(OUTCOMES) as Outcome[];
  let rest = random() * names.reduce((sum, name) => sum + OUTCOMES[name], 0);
  for (const name of names) {
    rest -= OUTCOMES[name];
    if (rest < 0) return name;
  }
  return 'fine';
}

async function pass(
  outcome: Outcome,
  to: string,
  request: IncomingMessage,
  response: ServerResponse,
  random: () => number,
): Promise<void> {
  if (outcome === 'reset') return void response.destroy();
  if (outcome === 'serverError') return void response.writeHead(500).end();
  if (outcome === 'busy') return void response.writeHead(429, { 'Retry-After': '1' }).end();
  if (outcome === 'empty') return void response.writeHead(200).end();
  if (outcome === 'portal') {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    return void response.end('<!doctype html><title>Sign in</title><p>Welcome to this network.');
  }
  if (outcome === 'slow') await new Promise(resolve => setTimeout(resolve, random() * 3000));
  const answer = await fetch(`${to}${request.url}`);
  const body = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? 'text/xml';
  response.writeHead(answer.status, { 'Content-Type': type, 'Content-Length': body.length });
  if (outcome !== 'cutOff') return void response.end(body);
  response.write(body.subarray(0, Math.floor(body.length * random())));
  setTimeout(() => response.destroy(), 20);
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may happen to a request on its way; the weights are how often, compared with one another. */
const WEATHER = {
  fine: 12,
  slow: 3,
  reset: 2,
  cutOff: 2,
  serverError: 1,
  busy: 1,
  portal: 1,
  empty: 1,
} as const;
type Weather = keyof typeof WEATHER;

/** The way to a server, at an address of its own, that fails at random. */
export interface RoughNetwork {
  /** Such as `http://127.0.0.1:40000`. */
  origin: string;
  /** From now on nothing fails any more. */
  calm(): void;
  /** How many requests met which weather. */
  readonly met: Readonly<Record<Weather, number>>;
  close(): Promise<void>;
}

/** @param random draws from [0, 1) */
export async function startRoughNetwork(to: string, random: () => number): Promise<RoughNetwork> {
  const met = Object.fromEntries(Object.keys(WEATHER).map(name => [name, 0])) as Record<Weather, number>;
  let isCalm = false;
  const server = createServer((request, response) => {
    const weather = isCalm ? 'fine' : draw(random);
    met[weather] += 1;
    pass(weather, to, request, response, random).catch(() => response.destroy());
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

function draw(random: () => number): Weather {
  const names = Object.keys(WEATHER) as Weather[];
  let rest = random() * names.reduce((sum, name) => sum + WEATHER[name], 0);
  for (const name of names) {
    rest -= WEATHER[name];
    if (rest < 0) return name;
  }
  return 'fine';
}

async function pass(
  weather: Weather,
  to: string,
  request: IncomingMessage,
  response: ServerResponse,
  random: () => number,
): Promise<void> {
  if (weather === 'reset') return void response.destroy();
  if (weather === 'serverError') return void response.writeHead(500).end();
  if (weather === 'busy') return void response.writeHead(429, { 'Retry-After': '1' }).end();
  if (weather === 'empty') return void response.writeHead(200).end();
  if (weather === 'portal') {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    return void response.end('<!doctype html><title>Sign in</title><p>Welcome to this network.');
  }
  if (weather === 'slow') await new Promise(resolve => setTimeout(resolve, random() * 3000));
  const answer = await fetch(`${to}${request.url}`);
  const body = Buffer.from(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? 'text/xml';
  response.writeHead(answer.status, { 'Content-Type': type, 'Content-Length': body.length });
  if (weather !== 'cutOff') return void response.end(body);
  response.write(body.subarray(0, Math.floor(body.length * random())));
  setTimeout(() => response.destroy(), 20);
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Requests at a fixed rate, which slow answers don't change. */
export interface Load {
  /** The addresses to call, in turns. */
  readonly addresses: readonly string[];
  /** Requests a second. */
  readonly rate: number;
  /** How long to send requests, in ms. */
  readonly duration: number;
}

/** How many connections stay open: about one for each browser. */
const CONNECTIONS = 50;

/**
 * Puts a load on a server.
 * @returns for each request the ms from the time it was due until its answer was complete. A wait before sending
 * it counts.
 * @throws Error for an answer that isn't an API answer
 */
export async function putLoad({ addresses, rate, duration }: Load): Promise<number[]> {
  // In turns: a server closes a connection that is idle for too long.
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS, scheduling: 'fifo' });
  const times: number[] = [];
  const under: Promise<void>[] = [];
  let failure: unknown;
  const begin = performance.now();
  const count = Math.floor((duration / 1000) * rate);
  for (let i = 0; i < count; i++) {
    const due = begin + (i * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const address = addresses[i % addresses.length] ?? '';
    // A timer may fire a little early.
    const from = Math.min(due, performance.now());
    under.push(
      ask(address, agent).then(
        () => {
          times.push(performance.now() - from);
        },
        error => {
          failure ??= error;
        },
      ),
    );
    if (failure !== undefined) break;
  }
  await Promise.all(under);
  agent.destroy();
  if (failure !== undefined) throw failure;
  return times;
}

function ask(address: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { agent }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', chunk => {
        body += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && body.includes('<NoUnReadMails>')) resolve();
        else reject(new Error(`${response.statusCode}: ${body.slice(0, 200)}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

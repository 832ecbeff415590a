import { Agent, get } from 'node:http';
import { mailsIn } from './tokens';

export interface Poll {
  /** Which of the addresses. */
  readonly user: number;
  /** When it was sent, by `performance.now()`. */
  readonly at: number;
  /** ms until the answer was complete. */
  readonly ms: number;
  /** How many mails it lists; undefined for an error, or without an answer within the extension's 20 s. */
  readonly mails: number | undefined;
}

export interface Polling {
  /** All so far. */
  readonly done: readonly Poll[];
  /** The users that have been answered with a list of mails since then. */
  answeredSince(at: number): ReadonlySet<number>;
  stop(): Promise<void>;
}

const TIMEOUT = 20_000;

/**
 * Asks each address once in `every` ms, from a random moment within the first `every` ms on, as the extensions of so
 * many people do: each on a connection of its own.
 */
export function pollEach(addresses: readonly string[], every: number): Polling {
  const done: Poll[] = [];
  const under = new Set<Promise<void>>();
  const timers = new Map<number, NodeJS.Timeout>();
  let isStopped = false;
  const poll = (user: number, address: string) => {
    const asking = askOnce(address, user).then(answered => {
      done.push(answered);
      under.delete(asking);
    });
    under.add(asking);
    if (!isStopped) timers.set(user, setTimeout(poll, every, user, address));
  };
  for (const [user, address] of addresses.entries())
    timers.set(user, setTimeout(poll, Math.random() * every, user, address));
  return {
    done,
    answeredSince: at =>
      new Set(done.filter(poll => poll.at >= at && (poll.mails ?? 0) > 0).map(({ user }) => user)),
    async stop() {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(under);
    },
  };
}

const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** Never rejects. */
export function askOnce(address: string, user = 0): Promise<Poll> {
  const at = performance.now();
  return new Promise(resolve => {
    const end = (mails: number | undefined) => resolve({ user, at, ms: performance.now() - at, mails });
    const sent = get(address, { agent, timeout: TIMEOUT }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', chunk => {
        body += chunk;
      });
      response.on('end', () => end(mailsIn(body)));
      response.on('error', () => end(undefined));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => end(undefined));
  });
}

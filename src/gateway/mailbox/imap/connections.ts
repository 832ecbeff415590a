import { type Log, SILENT } from '../../shared/log';
import { createNoMetrics, type MailboxState, type Metrics, type Outcome } from '../../shared/metrics';
import type { MailboxError } from '../mailbox';
import type { Clock, ConnectionLimits, Connections, Place } from './admission';
import type { GatePause } from './gate';
import { type Attempt, createServerQueue, firstOf, leastUsed, type ServerQueue } from './server-queue';

export interface ConnectionOptions {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly metrics?: Metrics;
  readonly log?: Log;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

const LIMITS: ConnectionLimits = { maxConnections: 5000, signInsAtOnce: 32, signInsPerSecond: 50 };

/** ms of sign-ins that may begin together, as timers are not exact. */
const SLACK = 50;

/** ms between two lines of the log about the same. */
const LOG_EVERY = 60_000;

/** Files that a gateway opens besides its connections to mail servers. */
export const OTHER_FILES = 200;

/** One for all mailboxes of the process. */
export function createConnections(
  limits: ConnectionLimits = LIMITS,
  options: ConnectionOptions = {},
): Connections {
  const { clock = CLOCK, random = Math.random, metrics = createNoMetrics(), log = SILENT } = options;
  let { maxConnections, signInsAtOnce, signInsPerSecond } = limits;
  const servers = new Map<string, ServerQueue>();
  /** Have a place. */
  const connected = new Set<Attempt>();
  const states = new Map<MailboxState, number>();
  /** A mailbox waits, and none of the connected ones can give way. */
  let isFull = false;
  let toldAt = Number.NEGATIVE_INFINITY;

  const serverNamed = (name: string): ServerQueue => {
    const server = servers.get(name) ?? createServerQueue(name, random);
    servers.set(name, server);
    return server;
  };
  const forgetUnused = (server: ServerQueue) => {
    const isUsed = server.waiting.size > 0 || server.inside > 0 || server.gate.failure() !== undefined;
    if (!isUsed && server.nextAt <= clock.now()) servers.delete(server.name);
  };

  const begin = (attempt: Attempt) => {
    connected.add(attempt);
    attempt.begunAt = clock.now();
    attempt.resolve(placeOf(attempt));
  };
  const pump = (server: ServerQueue): void => {
    server.cancelTimer();
    while (server.waiting.size > 0 && server.beginning < signInsAtOnce) {
      const now = clock.now();
      const interval = 1000 / signInsPerSecond;
      const slack = interval < SLACK ? SLACK : 0;
      const wait = Math.max(server.gate.waitFrom(now), server.nextAt - slack - now);
      if (wait > 0) {
        if (Number.isFinite(wait)) server.cancelTimer = clock.after(wait, () => pump(server));
        return;
      }
      const attempt = firstOf(server.waiting);
      const isPlace = connected.size < maxConnections;
      const giver = isPlace ? undefined : leastUsed(connected, attempt);
      if (!isPlace && giver === undefined) {
        isFull = true;
        return;
      }
      server.waiting.delete(attempt);
      server.beginning += 1;
      server.inside += 1;
      server.nextAt = Math.max(now, server.nextAt) + interval;
      attempt.isProbe = server.gate.begin();
      if (giver === undefined) begin(attempt);
      else {
        giver.isLeaving = true;
        giver.heir = attempt;
        giver.candidate.giveWay();
      }
    }
  };
  const pumpAll = () => {
    isFull = false;
    for (const server of [...servers.values()]) pump(server);
  };
  const endBeginning = (attempt: Attempt) => {
    if (attempt.isSettled) return;
    attempt.isSettled = true;
    attempt.server.beginning -= 1;
  };
  const leave = (attempt: Attempt) => {
    const { server, heir } = attempt;
    if (attempt.isProbe) server.gate.giveUp();
    endBeginning(attempt);
    server.inside -= 1;
    if (heir !== undefined) begin(heir);
    else if (isFull) pumpAll();
    pump(server);
    forgetUnused(server);
  };
  const answered = ({ server }: Attempt) => {
    const wasClosed = server.gate.failure() !== undefined;
    server.answeredAt = clock.now();
    server.gate.open();
    if (wasClosed) pump(server);
  };
  const close = (attempt: Attempt, failure: MailboxError): GatePause | undefined => {
    const { server, isProbe, begunAt } = attempt;
    const { gate } = server;
    if (gate.failure() !== undefined && !isProbe) return gate.pauseFrom(clock.now());
    // Others get through: it is about this connection.
    if (!isProbe && server.answeredAt > begunAt) return undefined;
    attempt.isProbe = false;
    const pause = gate.close(failure, clock.now());
    for (const { candidate } of server.waiting) candidate.held(failure);
    return pause;
  };
  const tellOfFiles = ({ code }: MailboxError) => {
    if (clock.now() - toldAt < LOG_EVERY) return;
    toldAt = clock.now();
    const needed = maxConnections + OTHER_FILES;
    log.error(
      `the system lets the gateway open no more files and connections (${code}): ${maxConnections} connections need a limit of ${needed}: set LimitNOFILE= in the systemd unit, or call ulimit -n`,
    );
  };
  const placeOf = (attempt: Attempt): Place => ({
    answered() {
      metrics.mailSignIn('done');
      answered(attempt);
    },
    settled() {
      endBeginning(attempt);
      if (isFull) pumpAll();
      pump(attempt.server);
    },
    failed(failure) {
      metrics.mailSignIn(outcomeOf(failure));
      if (failure.details.isOutOfFiles) tellOfFiles(failure);
      else if (failure.details.isOfServer) return close(attempt, failure);
      else if (failure.details.isOfServer === false) answered(attempt);
      return undefined;
    },
    leave() {
      if (connected.delete(attempt)) leave(attempt);
    },
  });

  metrics.sources.mailboxes = () => Object.fromEntries(states);
  metrics.sources.queue = () => [...servers.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);

  return {
    metrics,
    enter(candidate) {
      const server = serverNamed(candidate.server);
      let resolve: Attempt['resolve'] = () => {};
      const place = new Promise<Place | undefined>(act => {
        resolve = act;
      });
      const attempt: Attempt = {
        candidate,
        server,
        resolve,
        begunAt: 0,
        isProbe: false,
        isSettled: false,
        heir: undefined,
        isLeaving: false,
      };
      server.waiting.add(attempt);
      pump(server);
      const failure = server.gate.failure();
      if (failure !== undefined && server.waiting.has(attempt)) candidate.held(failure);
      return {
        place,
        cancel() {
          // One that has been given another's place gets it, and leaves.
          if (server.waiting.delete(attempt)) resolve(undefined);
          forgetUnused(server);
        },
      };
    },
    hurry(name) {
      const server = servers.get(name);
      if (server === undefined) return false;
      const begins = server.gate.hurry(clock.now());
      pump(server);
      return begins;
    },
    release() {
      if (isFull) pumpAll();
    },
    limit(changed) {
      ({ maxConnections, signInsAtOnce, signInsPerSecond } = changed);
      pumpAll();
    },
    move(from, to) {
      if (from !== undefined) states.set(from, (states.get(from) ?? 0) - 1);
      if (to !== undefined) states.set(to, (states.get(to) ?? 0) + 1);
    },
  };
}

function outcomeOf({ trouble }: MailboxError): Outcome {
  if (trouble === 'refused' || trouble === 'unexplained') return 'refused';
  return trouble === 'busy' ? 'busy' : 'unreachable';
}

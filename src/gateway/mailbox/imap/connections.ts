import { type Log, SILENT } from '../../shared/log';
import { createNoMetrics, type MailboxState, type Metrics } from '../../shared/metrics';
import type { MailboxError } from '../mailbox';
import type { Candidate, Clock, ConnectionLimits, Connections, Place } from './admission';
import type { GatePause } from './gate';
import { outcomeOf } from './outcome';
import { createPlaces } from './places';
import { type ConnectionAttempt, createServerQueue, nextOf, type ServerQueue } from './server-queue';
import { createLimitTeller } from './tell-limits';

export interface ConnectionOptions {
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly metrics?: Metrics;
  readonly log?: Log;
}

const CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms).unref();
    return () => clearTimeout(timer);
  },
};

const LIMITS: ConnectionLimits = { maxConnections: 5000, signInsAtOnce: 32, signInsPerSecond: 50 };

/** ms of sign-ins that may begin together, as timers are not exact. */
const SLACK = 50;

/** ms from admission: a mailbox that has taken no first look then doesn't keep others out any more. */
const BEGINS_WITHIN = 8_000;

/** One for all mailboxes of the process. */
export function createConnections(
  limits: ConnectionLimits = LIMITS,
  options: ConnectionOptions = {},
): Connections {
  const { clock = CLOCK, random = Math.random, metrics = createNoMetrics(), log = SILENT } = options;
  let { maxConnections, signInsAtOnce, signInsPerSecond } = limits;
  const servers = new Map<string, ServerQueue>();
  const states = new Map<MailboxState, number>();
  /** Took too long the last time. */
  const hung = new WeakSet<Candidate>();
  /** A mailbox waits, and no connected mailbox can give way. */
  let isFull = false;
  const tell = createLimitTeller(log, clock.now);

  const serverNamed = (name: string): ServerQueue => {
    const server = servers.get(name) ?? createServerQueue(name, random);
    servers.set(name, server);
    return server;
  };
  /** Forgets it when it may be asked again: it would know nothing by then. */
  const forgetUnused = (server: ServerQueue) => {
    const now = clock.now();
    const wait = Math.max(server.gate.pauseFrom(now).delay, server.nextAt - now);
    if (wait > 0) server.cancelTimer = clock.after(wait, () => pump(server));
    else servers.delete(server.name);
  };
  const pump = (server: ServerQueue): void => {
    server.cancelTimer();
    server.cancelTimer = () => {};
    if (server.waiting.size === 0 && server.inside === 0) forgetUnused(server);
    while (server.waiting.size > 0 && server.beginning.size < signInsAtOnce) {
      const now = clock.now();
      const interval = 1000 / signInsPerSecond;
      const slack = interval < SLACK ? SLACK : 0;
      const wait = Math.max(server.gate.waitFrom(now), server.nextAt - slack - now);
      if (wait > 0) {
        if (Number.isFinite(wait)) server.cancelTimer = clock.after(wait, () => pump(server));
        return;
      }
      const attempt = nextOf(server, signInsAtOnce);
      if (attempt === undefined) return;
      if (!places.give(attempt)) {
        isFull = true;
        return;
      }
      server.waiting.delete(attempt);
      server.beginning.add(attempt);
      server.inside += 1;
      server.hadVisit = attempt.candidate.isVisit === true;
      server.nextAt = Math.max(now, server.nextAt) + interval;
      server.gate.begin(attempt);
    }
  };
  const pumpAll = () => {
    isFull = false;
    for (const server of [...servers.values()]) pump(server);
  };
  const endBeginning = (attempt: ConnectionAttempt) => {
    attempt.cancelTimer();
    attempt.server.beginning.delete(attempt);
  };
  const giveUp = (attempt: ConnectionAttempt) => {
    const { server } = attempt;
    server.gate.giveUp(attempt);
    endBeginning(attempt);
    server.inside -= 1;
  };
  const goOn = ({ server }: ConnectionAttempt) => {
    places.shrink();
    if (isFull) pumpAll();
    pump(server);
  };
  const places = createPlaces({
    most: maxConnections,
    begin(attempt) {
      attempt.begunAt = clock.now();
      attempt.cancelTimer = clock.after(BEGINS_WITHIN, () => {
        hung.add(attempt.candidate);
        endBeginning(attempt);
        goOn(attempt);
      });
      attempt.resolve(placeOf(attempt));
    },
    sendBack(attempt) {
      giveUp(attempt);
      attempt.server.waiting.add(attempt);
      isFull = true;
    },
  });

  const answered = (attempt: ConnectionAttempt) => {
    const { server } = attempt;
    const wasClosed = server.gate.failure() !== undefined;
    server.answeredAt = clock.now();
    server.gate.open();
    if (wasClosed) pump(server);
  };
  const close = (attempt: ConnectionAttempt, failure: MailboxError): GatePause | undefined => {
    const { server, candidate, begunAt } = attempt;
    const { gate } = server;
    const isProbe = gate.isTriedBy(attempt);
    if (gate.failure() !== undefined && !isProbe) return gate.pauseFrom(clock.now());
    // Others get through: it is about this connection.
    if (!isProbe && (candidate.isVisit || server.answeredAt > begunAt)) return undefined;
    const pause = gate.close(failure, clock.now());
    if (pause.isNew) tell.ofServer(failure, server.name, places.connectedAt(server));
    for (const { candidate } of server.waiting) candidate.held(failure);
    return pause;
  };
  const placeOf = (attempt: ConnectionAttempt): Place => ({
    answered() {
      metrics.mailSignIn('done');
      attempt.isIn = true;
      answered(attempt);
    },
    settled() {
      hung.delete(attempt.candidate);
      endBeginning(attempt);
      goOn(attempt);
    },
    failed(failure) {
      metrics.mailSignIn(outcomeOf(failure.trouble));
      if (failure.details.isOutOfFiles) tell.ofFiles(failure, maxConnections);
      else if (failure.details.isOfServer) return close(attempt, failure);
      else if (failure.details.isOfServer === false) answered(attempt);
      return undefined;
    },
    leave() {
      if (!places.leave(attempt)) return;
      giveUp(attempt);
      goOn(attempt);
    },
  });

  metrics.sources.mailboxes = () => Object.fromEntries(states);
  metrics.sources.queue = () => [...servers.values()].reduce((sum, { waiting }) => sum + waiting.size, 0);

  return {
    metrics,
    enter(candidate) {
      const server = serverNamed(candidate.server);
      let resolve: ConnectionAttempt['resolve'] = () => {};
      const place = new Promise<Place | undefined>(act => {
        resolve = act;
      });
      const attempt: ConnectionAttempt = {
        candidate,
        server,
        hasHung: hung.has(candidate),
        resolve,
        begunAt: 0,
        isIn: false,
        cancelTimer() {},
      };
      server.waiting.add(attempt);
      pump(server);
      const failure = server.gate.failure();
      if (failure !== undefined && server.waiting.has(attempt)) candidate.held(failure);
      return {
        place,
        cancel() {
          // One that has been given another's place gets it, and leaves.
          if (!server.waiting.delete(attempt)) return;
          resolve(undefined);
          pump(server);
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
      places.shrink();
      if (isFull) pumpAll();
    },
    limit(changed) {
      ({ maxConnections, signInsAtOnce, signInsPerSecond } = changed);
      places.limit(maxConnections);
      pumpAll();
    },
    move(from, to) {
      if (from !== undefined) states.set(from, (states.get(from) ?? 0) - 1);
      if (to !== undefined) states.set(to, (states.get(to) ?? 0) + 1);
    },
  };
}

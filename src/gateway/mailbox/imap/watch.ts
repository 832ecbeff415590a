import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { MailboxState } from '../../shared/metrics';
import type { MailboxError } from '../mailbox';
import type { Connections } from './admission';
import { askProvider, connect } from './connect';
import { commandError, mailboxErrorOf } from './failure';
import {
  createFolderWatch,
  type FolderWatch,
  type FolderWatchOptions,
  type OpenConnection,
} from './folder-watch';
import type { GatePause } from './gate';
import { type ImapServer, type Login, serverKey } from './imap-server';
import { keepConnected } from './keep-connected';
import { createOwnPlace, type TakenPlace } from './own-place';
import { createPause } from './pause';
import { createRefusals, type PastFailures } from './refusals';
import { createResults, type Results } from './results';
import { createSessionGrant } from './session-grant';
import type { Usage } from './usage';

export interface WatchOptions
  extends Pick<FolderWatchOptions, 'folders' | 'store' | 'listLength' | 'pollEvery' | 'deadline' | 'log'> {
  readonly server: ImapServer;
  readonly connections: Connections;
  readonly usage: Usage;
  readonly past: PastFailures;
  /** The one to use for the next connection. */
  login(): Login;
  /** The IP address of the person who asked last. */
  person(): string | undefined;
  /** As in the mailbox's options, both in ms. */
  readonly freshFor: number;
  readonly idleAfter: number;
  readonly random: () => number;
  become(state: MailboxState): void;
  /** Nobody uses the mailbox any more: called when nothing is under way, after which the watch does nothing. */
  onRest(): void;
}

/** A connection that looks at the folders, as long as somebody uses the mailbox. */
export interface Watch
  extends Pick<Results, 'counts' | 'unread' | 'forgive' | 'forget'>,
    Pick<FolderWatch, 'pathsOf' | 'nameOf' | 'lookAgain'> {
  /** Undefined between two connections. */
  open(): OpenConnection | undefined;
  /** Waits for a connection if there was none yet, or another mailbox got its place. @throws {MailboxError} */
  connected(): Promise<unknown>;
  /** Shortens the pause between two tries. Returns whether one begins now. */
  hurry(): boolean;
  /** Ends the pause between two tries. */
  tryNow(): void;
  /** Aborts when the mailbox closes. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

/** ms that an API call waits for a result; the extension's timeout is 20 s. */
export const FIRST_RESULT_TIMEOUT = 12_000;
const LOGOUT_TIMEOUT = 300;

/** ms until the connection of a mailbox that gives way is closed. */
const GIVE_WAY_TIMEOUT = 2_000;

/** ms that a result is as good as a new one without a connection: a poll takes more than one call. */
const GOOD_FOR = 5_000;

/** ms between two looks whether a long call is over. */
const IDLE_CHECK = 100;

const MINUTE = 60_000;

const INBOX = 'INBOX';

/** Connects at once. */
export function createWatch(options: WatchOptions): Watch {
  const { server, connections, usage, past, login, pollEvery, freshFor, deadline, random, log } = options;
  const { become, onRest, person, idleAfter } = options;
  const closing = new AbortController();
  const pause = createPause(closing.signal);
  const grant = createSessionGrant(login, pollEvery, closing.signal);
  let connection: ImapFlow | undefined;
  let open: OpenConnection | undefined;
  /** Why the grant of the open connection has ended. */
  let sessionEnd: unknown;
  let taken: TakenPlace | undefined;
  /** After a try that has failed because the server takes nobody. */
  let held: GatePause | undefined;

  const fail = (failure: MailboxError) => {
    become('failing');
    results.fail(failure);
  };
  const place = createOwnPlace({
    connections,
    server: serverKey(server),
    usage,
    held: fail,
    onGiveWay() {
      const leaving = connection;
      setTimeout(() => leaving?.close(), GIVE_WAY_TIMEOUT).unref();
      open?.changes.note(open.paths[0] ?? INBOX);
    },
    closing: closing.signal,
  });
  const hurry = () => pause.hurry() || place.hurry();
  const results = createResults({
    freshFor,
    timeout: FIRST_RESULT_TIMEOUT,
    requestCheck: () => {
      place.comeBack();
      open?.changes.note(open.paths[0] ?? INBOX);
      return hurry();
    },
    now: Date.now,
  });
  const { counts, unread, forgive, forget, doubt } = results;

  const looker = createFolderWatch({
    ...options,
    host: server.host,
    results,
    timeLeft: () => (place.isGivingWay() ? 0 : usage.timeLeft()),
    onOpen(connection) {
      open = connection;
    },
    onPoll: client =>
      grant.keep(error => {
        sessionEnd = error;
        client.close();
      }),
    onLook(ms, isFirst) {
      connections.metrics.looked(ms, isFirst);
      if (!isFirst) return;
      taken?.settled();
      become('connected');
    },
    signal: closing.signal,
  });
  const watch = async (client: ImapFlow, worked: () => void) => {
    try {
      await looker.watch(client, worked);
    } catch (error) {
      if (!place.isGivingWay()) throw sessionEnd ?? commandError(client, error, server.host);
    }
    open = undefined;
    if (!place.isGivingWay()) forget();
    await signOut(client);
  };
  const leave = () => {
    connection?.close();
    connection = undefined;
    open = undefined;
    place.leave();
    if (!place.isAway()) return;
    doubt(GOOD_FOR);
    become('resting');
    log.debug('another mailbox needs the connection');
  };

  let idleTimer: NodeJS.Timeout | undefined;
  const endWhenIdle = () => {
    const left = usage.timeLeft();
    if (left <= 0) {
      pause.end();
      place.cancel();
    }
    idleTimer = setTimeout(endWhenIdle, Math.max(left, IDLE_CHECK)).unref();
  };
  endWhenIdle();
  const end = () => {
    clearTimeout(idleTimer);
    closing.abort();
  };

  const refusals = createRefusals({
    past,
    grant,
    pause,
    isRefused: () => counts.trouble() === 'refused',
    fail,
  });
  const ended = keepConnected({
    async needed() {
      await refusals.holdToFormer();
      if (place.isAway() && !place.isNeeded()) await place.rest(freshFor);
      // Renewed tokens that are lost would end the grant.
      if (!place.isNeeded()) await grant.settled();
      if (place.isNeeded() || closing.signal.aborted) return true;
      if (!place.isAway() && past.refusal === undefined)
        log.info(
          `nobody has asked for ${Math.round(idleAfter / MINUTE)} minutes: no connection until somebody does`,
        );
      onRest();
      end();
      return false;
    },
    connect: async () => {
      sessionEnd = undefined;
      held = undefined;
      const present = await askProvider(login());
      become('waiting');
      taken = await place.take();
      if (taken === undefined) return undefined;
      const { signal } = taken;
      try {
        if (!place.isNeeded() || signal.aborted) return undefined;
        become('signing-in');
        past.refusal = undefined;
        connection = await connect(server, present, { deadline, signal, person: person() });
        taken.answered();
        return connection;
      } catch (error) {
        // The mailbox gives way or closes: the server hasn't failed.
        if (signal.aborted) return undefined;
        held = taken.failed(mailboxErrorOf(error, server.host));
        throw error;
      } finally {
        if (connection === undefined) leave();
      }
    },
    heldFor: () => held,
    use: (client, worked) => watch(client, worked).finally(leave),
    mailboxErrorOf: error => mailboxErrorOf(error, server.host),
    onFailure(failure) {
      fail(failure);
      if (failure.trouble === 'refused') void refusals.note(failure);
    },
    random,
    signal: closing.signal,
    log,
    pause,
    history: past.history,
  });

  return {
    counts,
    unread,
    open: () => (place.isGivingWay() ? undefined : open),
    connected() {
      if (place.isAway() || place.isGivingWay()) doubt(0);
      return counts.read();
    },
    pathsOf: looker.pathsOf,
    nameOf: looker.nameOf,
    lookAgain: looker.lookAgain,
    forgive,
    forget,
    hurry,
    tryNow: pause.end,
    closing: closing.signal,
    async close() {
      const client = open?.client;
      end();
      if (client) await signOut(client);
      connection?.close();
      await ended;
      await grant.settled();
    },
  };
}

async function signOut(client: ImapFlow): Promise<void> {
  await Promise.race([client.logout().catch(() => {}), sleep(LOGOUT_TIMEOUT)]);
}

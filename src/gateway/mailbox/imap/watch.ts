import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Log } from '../../shared/log';
import { isGrantRefused } from '../mailbox';
import { connect } from './connect';
import { commandError, mailboxErrorOf, withTimeout } from './failure';
import { createFolderWatch, type OpenConnection } from './folder-watch';
import type { ImapServer, Login } from './imap-server';
import { keepConnected } from './keep-connected';
import type { Look } from './look';
import { createMemory, type Memory } from './memory';
import type { MessageStore } from './message-store';
import { createPause } from './pause';

export interface WatchOptions {
  readonly server: ImapServer;
  /** The one to use for the next connection. */
  login(): Login;
  readonly folders: readonly string[];
  readonly store: MessageStore;
  readonly listLength: number;
  /** As in the mailbox's options, all four in ms. */
  readonly pollEvery: number;
  readonly freshFor: number;
  readonly idleAfter: number;
  readonly deadline: number;
  readonly random: () => number;
  readonly log: Log;
}

/** A connection that looks at the folders, as long as somebody uses the mailbox. */
export interface Watch {
  /** Of the last look that has all counts. */
  readonly counts: Memory<Look>;
  /** Of the last look that has all counts and has read the list. */
  readonly unread: Memory<Look>;
  /** Undefined between two connections. */
  open(): OpenConnection | undefined;
  /** Of the folders with these names. Without any that is watched, of all that the server opens. */
  pathsOf(look: Look, chosen?: readonly string[]): ReadonlySet<string>;
  /** The name of a watched folder. */
  nameOf(path: string): string;
  /** Somebody uses the mailbox now. */
  noteUse(): void;
  /** Waits for a look at the folders that begins now: the next answer then shows the action. */
  lookAgain(touched: ReadonlySet<string>): Promise<void>;
  /** Clears the errors: the next call waits for a try. */
  forgive(): void;
  /** The next call waits for a new result. */
  forget(): void;
  /** Shortens the pause between two tries. Returns whether one begins now. */
  hurry(): boolean;
  /** Ends the pause between two tries. */
  tryNow(): void;
  /** Aborts when the mailbox closes. */
  readonly closing: AbortSignal;
  close(): Promise<void>;
}

const MINUTE = 60_000;

/** ms that an API call waits for a result; the extension's timeout is 20 s. */
const FIRST_RESULT_TIMEOUT = 12_000;
const LOGOUT_TIMEOUT = 300;

/** ms to wait for the look at the folders after an action. */
const LOOK_TIMEOUT = 4_000;

/** ms between two looks whether somebody has signed in again at the provider. */
const SIGN_IN_CHECK = 10_000;

const INBOX = 'INBOX';

/** Starts at once, and connects when somebody uses the mailbox. */
export function createWatch(options: WatchOptions): Watch {
  const { server, login, pollEvery, freshFor, idleAfter, deadline, random, log } = options;
  const memory = {
    freshFor,
    timeout: FIRST_RESULT_TIMEOUT,
    requestCheck: () => {
      open?.changes.note(open.paths[0] ?? INBOX);
      return pause.hurry();
    },
    now: Date.now,
  };
  /** Of the last look that has all counts. */
  const counts = createMemory<Look>(memory);
  /** Of the last look that has all counts and has read the list. */
  const unread = createMemory<Look>(memory);
  const forgive = () => {
    counts.forgive();
    unread.forgive();
  };
  /** The next call waits for a new result. */
  const forget = () => {
    counts.forget();
    unread.forget();
  };
  const closing = new AbortController();
  const pause = createPause(closing.signal);
  /** While nobody uses the mailbox. */
  const rest = createPause(closing.signal);
  let usedAt = Number.NEGATIVE_INFINITY;
  const timeLeft = () => usedAt + idleAfter - performance.now();
  const noteUse = () => {
    usedAt = performance.now();
    rest.end();
  };
  let connection: ImapFlow | undefined;
  /** Why the grant of the open connection has ended. */
  let sessionEnd: unknown;
  let renewal: Promise<void> = Promise.resolve();
  let open: OpenConnection | undefined;

  /** The server lets a session live on when its access token has expired, or the person has withdrawn it. */
  const keepTokens = (client: ImapFlow) => {
    const { tokens } = tokensIn(login());
    renewal =
      tokens?.get().then(
        () => {},
        error => {
          if (!isGrantRefused(error)) return;
          sessionEnd = error;
          client.close();
        },
      ) ?? renewal;
  };
  /** Looks whether somebody has signed in again at the provider, as long as the grant is refused. */
  const awaitSignIn = async () => {
    const { tokens } = tokensIn(login());
    const refused = await tokens?.version?.();
    while (tokens?.version && counts.trouble() === 'refused' && !closing.signal.aborted) {
      const version = await tokens.version();
      if (version !== undefined && version !== refused) return pause.end();
      await sleep(Math.min(pollEvery, SIGN_IN_CHECK), undefined, { signal: closing.signal }).catch(() => {});
    }
  };

  const looker = createFolderWatch({
    ...options,
    host: server.host,
    counts,
    unread,
    timeLeft,
    onOpen(connection) {
      open = connection;
    },
    onPoll: keepTokens,
    signal: closing.signal,
  });
  const watch = async (client: ImapFlow, worked: () => void) => {
    await looker.watch(client, worked);
    open = undefined;
    forget();
    await signOut(client);
  };

  const ended = keepConnected({
    async needed() {
      if (timeLeft() > 0) return;
      forget();
      if (Number.isFinite(usedAt))
        log.info(
          `nobody has asked for ${Math.round(idleAfter / MINUTE)} minutes: no connection until somebody does`,
        );
      await rest.wait(Number.POSITIVE_INFINITY, 0);
    },
    connect: async () => {
      sessionEnd = undefined;
      connection = await connect(server, login(), deadline, closing.signal);
      return connection;
    },
    use: (client, worked) =>
      watch(client, worked)
        .catch(error => {
          throw sessionEnd ?? commandError(client, error, server.host);
        })
        .finally(() => {
          open = undefined;
          connection = undefined;
        }),
    mailboxErrorOf: error => mailboxErrorOf(error, server.host),
    onFailure(failure) {
      counts.fail(failure);
      unread.fail(failure);
      if (isGrantRefused(failure)) void awaitSignIn();
    },
    random,
    signal: closing.signal,
    log,
    pause,
  });

  /** Waits for a look at the folders that begins now, so that the next answer shows the action. */
  const lookAgain = async (touched: ReadonlySet<string>) => {
    const begun = looker.looks.begun;
    for (const path of touched) open?.changes.note(path);
    const look = async () => {
      while (looker.looks.done <= begun && unread.trouble() === undefined) await unread.next();
    };
    await withTimeout(LOOK_TIMEOUT, 'looking again', look()).catch(() => {});
    if (looker.looks.done <= begun) forget();
  };

  return {
    counts,
    unread,
    open: () => open,
    pathsOf: looker.pathsOf,
    nameOf: looker.nameOf,
    noteUse,
    lookAgain,
    forgive,
    forget,
    hurry: pause.hurry,
    tryNow: pause.end,
    closing: closing.signal,
    async close() {
      const client = open?.client;
      closing.abort();
      if (client) await signOut(client);
      connection?.close();
      await ended;
      // Renewed tokens that are lost would end the grant.
      await renewal;
    },
  };
}

const tokensIn = (login: Login) => ('tokens' in login ? login : { tokens: undefined });

async function signOut(client: ImapFlow): Promise<void> {
  await Promise.race([client.logout().catch(() => {}), sleep(LOGOUT_TIMEOUT)]);
}

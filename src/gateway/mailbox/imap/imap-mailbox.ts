import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Log } from '../../shared/log';
import { type ActionResult, type GatewayMailbox, isAboutPassword, MailboxError } from '../mailbox';
import { createActionProgress } from './action-progress';
import { createActions } from './actions';
import { connect } from './connect';
import { createEmailIdReader } from './email-ids';
import { commandError, mailboxErrorOf, withTimeout } from './failure';
import { createFinder, type FoundMessage } from './find-message';
import { type FolderChanges, watchFolderChanges } from './folder-changes';
import { type FolderView, inFolder } from './folder-view';
import { createFolderViews } from './folder-views';
import { findFolders, isPattern, nameOf } from './folders';
import type { ImapServer, Login } from './imap-server';
import { keepConnected } from './keep-connected';
import { countsIn, type Look, messagesIn } from './look';
import { createMarked, markAllRead } from './mark-all';
import { createMemory } from './memory';
import { createMessageStore, type LinkTo } from './message-store';
import { createMoves } from './moves';
import { createOperator, type Task } from './operator';
import { createPassword } from './password';
import { createPause } from './pause';
import { readWhole } from './read-message';
import { createUnreadReader } from './read-unread';
import { createTargetFolders } from './target-folder';

export interface ImapAccount {
  readonly server: ImapServer;
  readonly login: Login;
  /** The folders to watch, one or more, as {@link findFolders} takes them. IDLE watches the first. */
  readonly folders: readonly string[];
  readonly linkTo: LinkTo;
  readonly webmail: string | undefined;
  readonly readsOnOpen: boolean;
}

export interface ImapMailboxOptions extends ImapAccount {
  /** 1 to 200. */
  readonly listLength: number;
  /** ms between two full checks. Default: a minute. */
  readonly pollEvery?: number;
  /** ms that the last result stays valid. Default: `pollEvery` plus a minute. */
  readonly freshFor?: number;
  /** ms after the last call before the connection ends. Default: 15 minutes. */
  readonly idleAfter?: number;
  /** In ms, for one command. Default: 20 s. */
  readonly deadline?: number;
  /** In ms, until an action sends no more commands. Default: 13 s. */
  readonly actionTime?: number;
  /** Reads the password again where it is configured, after the server has refused it. */
  readonly rereadPassword?: () => Promise<string | undefined>;
  readonly log: Log;
  readonly random?: () => number;
}

const MINUTE = 60_000;

/** ms that an API call waits for a result; the extension's timeout is 20 s. */
const FIRST_RESULT_TIMEOUT = 12_000;
/** ms between two checks while much mail arrives. */
const CHECK_GAP = 150;
const LOGOUT_TIMEOUT = 300;

const INBOX = 'INBOX';

/** ms. With the last command of an action and the look at the folders, less than the extension's timeout. */
const ACTION_TIME = 13_000;

/** ms to wait for the look at the folders after an action. */
const LOOK_TIMEOUT = 4_000;

/**
 * Connects at the first call of a method, keeps one connection, and answers from the last result. Reconnects until it
 * is closed, or until nobody has called for {@link ImapMailboxOptions.idleAfter}: then at the next call. After a
 * rejected password it waits for a sign-in: more tries could lock the account.
 */
export function createImapMailbox(options: ImapMailboxOptions): GatewayMailbox {
  const { server, login, folders, linkTo, listLength, log, random = Math.random } = options;
  const { pollEvery = MINUTE, freshFor = pollEvery + MINUTE, deadline = 20_000 } = options;
  const { idleAfter = 15 * MINUTE, actionTime = ACTION_TIME } = options;
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
  const store = createMessageStore(linkTo);
  const finder = createFinder(store);
  const closing = new AbortController();
  const actions = createActions({ finder, store, moves: createMoves(), targets: createTargetFolders() });
  /** How many times the folders were looked at: so far, and with a result. */
  const looks = { begun: 0, done: 0 };
  /** Of the watched folders, by path. */
  const names = new Map<string, string>();
  const lastViews = new Map<string, FolderView>();
  let isFirst = true;
  const pause = createPause(closing.signal);
  /** While nobody uses the mailbox. */
  const rest = createPause(closing.signal);
  let usedAt = Number.NEGATIVE_INFINITY;
  const timeLeft = () => usedAt + idleAfter - performance.now();
  const noteUse = () => {
    usedAt = performance.now();
    rest.end();
  };
  const password =
    'password' in login
      ? createPassword({
          login,
          isRefused: () => isAboutPassword(counts.trouble()),
          test: async other => (await connect(server, other, deadline, closing.signal)).close(),
          reread: options.rereadPassword,
          onNew() {
            forgive();
            pause.end();
          },
          log,
        })
      : undefined;
  let connection: ImapFlow | undefined;
  let open:
    | { readonly client: ImapFlow; readonly paths: readonly string[]; readonly changes: FolderChanges }
    | undefined;

  const reader = createUnreadReader(store, deadline, (path, uid) =>
    log.warn(`${server.host} can’t show all of one e-mail (number ${uid} in ${JSON.stringify(path)})`),
  );
  const hasPattern = folders.some(isPattern);
  const leftOut = new Set<string>();
  const looking = {
    listLength,
    deadline,
    emailIds: createEmailIdReader(deadline),
    leaveOut(path: string, { message }: MailboxError) {
      if (hasPattern && !leftOut.has(path)) log.warn(`${message}: goes on without it`);
      leftOut.add(path);
      return hasPattern;
    },
  };

  /** Of the folders with these names. Without any that is watched, of all that the server opens. */
  const pathsOf = ({ views, absent }: Look, chosen: readonly string[] = []): ReadonlySet<string> => {
    const all = views.map(({ path }) => path);
    const paths = [...all, ...absent.map(({ path }) => path)];
    const named = paths.filter(path => chosen.includes(names.get(path) ?? path));
    return new Set(named.length > 0 ? named : all);
  };

  const watch = async (client: ImapFlow, worked: () => void): Promise<void> => {
    const listFolders = () => withTimeout(deadline, 'listing the folders', findFolders(client, folders));
    let paths = await listFolders();
    const changes = watchFolderChanges(client, deadline);
    open = { client, paths, changes };
    const idles = client.capabilities.has('IDLE');
    log.info(
      `signed in to ${server.host}, ${idles ? 'which reports new mail' : 'which the gateway asks for new mail'}`,
    );
    let folderViews = createFolderViews(client, paths, looking);
    let changed: ReadonlySet<string> = new Set();
    for (let lastOfAll = performance.now(); ; ) {
      looks.begun += 1;
      const number = looks.begun;
      const views = await folderViews.update(changed);
      open = { client, paths: views.map(({ path }) => path), changes };
      for (const view of views) {
        const { path } = view;
        names.set(path, nameOf({ path, delimiter: client.namespace?.delimiter ?? '' }));
        lastViews.set(path, view);
      }
      for (const path of lastViews.keys()) if (!paths.includes(path)) lastViews.delete(path);
      const missing = paths.filter(path => !views.some(view => view.path === path));
      const absent = missing.flatMap(path => lastViews.get(path) ?? []);
      // Otherwise both change together, or the extension would tell of mail without a name. Without ids, only the list
      // shows which mail lies in two folders.
      const isCounted = views.length === 1 || views.every(({ emailIds }) => emailIds !== undefined);
      if (isCounted && (isFirst || reader.isInTrouble())) {
        counts.remember({ views, absent, mails: [] });
        unread.forgive();
      }
      isFirst = false;
      for (const view of views) await reader.read(client, view);
      const look = { views, absent, mails: store.overview([...views, ...absent]) };
      counts.remember(look);
      looks.done = number;
      unread.remember(look);
      worked();
      const found = countsIn(look, pathsOf(look));
      log.debug(`saw ${found.unread} unread of ${found.emails}`);
      await sleep(CHECK_GAP, undefined, { signal: closing.signal });
      const untilNext = Math.min(lastOfAll + pollEvery - performance.now(), timeLeft());
      changed = await changes.wait(paths[0] ?? INBOX, Math.max(0, untilNext));
      if (timeLeft() <= 0) {
        open = undefined;
        forget();
        return signOut(client);
      }
      if (performance.now() < lastOfAll + pollEvery) continue;
      // Time for a full check, however much has changed in one folder.
      lastOfAll = performance.now();
      changed = new Set();
      const listed = await listFolders();
      if (listed.join('\n') === paths.join('\n')) continue;
      paths = listed;
      folderViews = createFolderViews(client, paths, looking);
    }
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
      connection = await connect(server, password?.login() ?? login, deadline, closing.signal);
      return connection;
    },
    use: (client, worked) =>
      watch(client, worked)
        .catch(error => {
          throw commandError(client, error, server.host);
        })
        .finally(() => {
          open = undefined;
          connection = undefined;
        }),
    mailboxErrorOf: error => mailboxErrorOf(error, server.host),
    onFailure(failure) {
      counts.fail(failure);
      unread.fail(failure);
    },
    random,
    signal: closing.signal,
    log,
    pause,
  });

  const operator = createOperator({
    host: server.host,
    deadline,
    ready: counts.read,
    open: () => open,
    next: counts.next,
    hasGivenUp: () => isAboutPassword(counts.trouble()),
  });
  const operate = <T>(task: Task<T>) => {
    noteUse();
    return operator.operate(task);
  };
  const tryTwice = (task: Task<void>, time: AbortSignal) => {
    noteUse();
    return operator.tryTwice(task, time);
  };

  /** Waits for a look at the folders that begins now, so that the next answer shows the action. */
  const lookAgain = async (touched: ReadonlySet<string>) => {
    const begun = looks.begun;
    for (const path of touched) open?.changes.note(path);
    const look = async () => {
      while (looks.done <= begun && unread.trouble() === undefined) await unread.next();
    };
    await withTimeout(LOOK_TIMEOUT, 'looking again', look()).catch(() => {});
    if (looks.done <= begun) forget();
  };

  const told = (action: string, results: readonly ActionResult[]) => {
    const reasons = new Set(results.flatMap(it => (it.status === 'refused' ? it.reason : [])));
    for (const reason of reasons) log.warn(`${server.host} refuses ${action} (${reason})`);
    return results;
  };

  /** Waits for the first result or error, so that it is known whether the server refuses the password. */
  const tried = async () => {
    noteUse();
    if (counts.trouble() === undefined) await counts.read().catch(() => {});
  };

  return {
    readsOnOpen: options.readsOnOpen,
    webmail: options.webmail,
    async counts(chosen) {
      noteUse();
      const look = await counts.read();
      return countsIn(look, pathsOf(look, chosen));
    },
    async unread(limit, chosen) {
      noteUse();
      const look = await unread.read();
      return messagesIn(look.mails, Math.min(limit, listLength), pathsOf(look, chosen));
    },
    async folders() {
      noteUse();
      const { views, absent } = await counts.read();
      return [...views, ...absent].map(({ path, emails, unread }) => ({
        name: names.get(path) ?? path,
        emails,
        unread,
      }));
    },
    latest: limit =>
      operate(async (client, paths) => {
        const lines = new Map<string, FoundMessage>();
        for (const path of paths) {
          const inThis = await inFolder(client, path, async (validity, emails) =>
            emails === 0
              ? []
              : finder.list(client, path, validity, `${Math.max(1, emails - limit + 1)}:*`, false),
          );
          // A mail that lies in two folders is one line.
          for (const line of inThis) if (!lines.has(line.key)) lines.set(line.key, line);
        }
        return [...lines.values()].sort((a, b) => b.arrived - a.arrived || b.uid - a.uid).slice(0, limit);
      }),
    message: id =>
      operate(async (client, paths) => {
        const place = (await finder.find(client, paths, [id])).get(id);
        if (place === undefined) return undefined;
        const message = await inFolder(client, place.path, () => readWhole(client, place.uid));
        return message && { ...message, id };
      }),
    async act(action, ids) {
      const time = AbortSignal.timeout(actionTime);
      const progress = createActionProgress(ids, time);
      const trouble = await tryTwice((client, paths) => actions[action](client, paths, progress), time);
      if (progress.touched.size > 0) await lookAgain(progress.touched);
      return told(action, progress.results(trouble ?? 'other'));
    },
    async markAllRead(notNewerThan, chosen) {
      const time = AbortSignal.timeout(actionTime);
      const marked = createMarked();
      const trouble = await tryTwice(async (client, watched) => {
        const wanted = pathsOf(await counts.read(), chosen);
        const paths = watched.filter(path => wanted.has(path));
        await markAllRead(client, paths, notNewerThan, finder, marked, time);
      }, time);
      if (marked.touched.size > 0) await lookAgain(marked.touched);
      const results = marked.results(trouble);
      if (trouble === undefined) return told('markAllRead', results);
      if (notNewerThan.length === 0 && results.length === 0)
        throw new MailboxError('unreachable', `${server.host} can’t be reached`);
      const left = notNewerThan.filter(id => !results.some(it => it.id === id));
      const refused = left.map((id): ActionResult => ({ id, status: 'refused', reason: trouble }));
      return told('markAllRead', [...results, ...refused]);
    },
    async retry() {
      await tried();
      if (await password?.reread()) return;
      if (pause.hurry()) forgive();
    },
    accept() {
      if (counts.trouble() === undefined) return;
      forget();
      pause.end();
    },
    async tryPassword(other) {
      await tried();
      return (await password?.try(other)) ?? 'needless';
    },
    async close() {
      const client = open?.client;
      closing.abort();
      if (client) await signOut(client);
      connection?.close();
      await ended;
    },
  };
}

async function signOut(client: ImapFlow): Promise<void> {
  await Promise.race([client.logout().catch(() => {}), sleep(LOGOUT_TIMEOUT)]);
}

import type { Log } from '../../shared/log';
import { type ActionResult, type GatewayMailbox, isAboutPassword, MailboxError } from '../mailbox';
import { createActionProgress } from './action-progress';
import { createActions } from './actions';
import { connect } from './connect';
import { createFinder, type FoundMessage } from './find-message';
import { inFolder } from './folder-view';
import type { ImapServer, Login } from './imap-server';
import { countsIn, messagesIn } from './look';
import { createMarked, markAllRead } from './mark-all';
import { createMessageStore, type LinkTo } from './message-store';
import { createMoves } from './moves';
import { createOperator, type Task } from './operator';
import { createPassword } from './password';
import { readWhole } from './read-message';
import { createTargetFolders } from './target-folder';
import { createWatch } from './watch';

export interface ImapAccount {
  readonly server: ImapServer;
  readonly login: Login;
  /** The folders to watch, one or more, as `findFolders` takes them. IDLE watches the first. */
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

/** ms. With the last command of an action and the look at the folders, less than the extension's timeout. */
const ACTION_TIME = 13_000;

/**
 * Connects at the first call of a method, keeps one connection, and answers from the last result. Reconnects until it
 * is closed, or until nobody has called for {@link ImapMailboxOptions.idleAfter}: then at the next call. After a
 * rejected password it waits for a sign-in: more tries could lock the account.
 */
export function createImapMailbox(options: ImapMailboxOptions): GatewayMailbox {
  const { server, login, listLength, log, random = Math.random } = options;
  const { pollEvery = MINUTE, freshFor = pollEvery + MINUTE, deadline = 20_000 } = options;
  const { idleAfter = 15 * MINUTE, actionTime = ACTION_TIME } = options;
  const store = createMessageStore(options.linkTo);
  const finder = createFinder(store);
  const actions = createActions({ finder, store, moves: createMoves(), targets: createTargetFolders() });
  const hasGivenUp = () => isAboutPassword(watch.counts.trouble());
  const password =
    'password' in login
      ? createPassword({
          login,
          isRefused: hasGivenUp,
          test: async other => (await connect(server, other, deadline, watch.closing)).close(),
          reread: options.rereadPassword,
          onNew() {
            watch.forgive();
            watch.tryNow();
          },
          log,
        })
      : undefined;
  const watch = createWatch({
    ...options,
    login: () => password?.login() ?? login,
    store,
    pollEvery,
    freshFor,
    idleAfter,
    deadline,
    random,
  });
  const { counts, unread, noteUse, pathsOf, lookAgain } = watch;
  const operator = createOperator({
    host: server.host,
    deadline,
    ready: counts.read,
    open: watch.open,
    next: counts.next,
    hasGivenUp,
  });
  const operate = <T>(task: Task<T>) => {
    noteUse();
    return operator.operate(task);
  };
  const tryTwice = (task: Task<void>, time: AbortSignal) => {
    noteUse();
    return operator.tryTwice(task, time);
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
        name: watch.nameOf(path),
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
      if (watch.hurry()) watch.forgive();
    },
    accept() {
      if (counts.trouble() === undefined) return;
      watch.forget();
      watch.tryNow();
    },
    async tryPassword(other) {
      await tried();
      return (await password?.try(other)) ?? 'needless';
    },
    close: watch.close,
  };
}

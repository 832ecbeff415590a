import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Log } from '../../shared/log';
import type { MailboxError } from '../mailbox';
import { createEmailIdReader } from './email-ids';
import { withTimeout } from './failure';
import { type FolderChanges, watchFolderChanges } from './folder-changes';
import type { FolderView } from './folder-view';
import { createFolderViews } from './folder-views';
import { findFolders, isPattern, nameOf } from './folders';
import { countsIn, type Look } from './look';
import type { MessageStore } from './message-store';
import { createUnreadReader } from './read-unread';
import type { Results } from './results';

export interface FolderWatchOptions {
  readonly host: string;
  /** As {@link findFolders} takes them. */
  readonly folders: readonly string[];
  readonly store: MessageStore;
  listLength(): number;
  /** ms between two full checks. */
  readonly pollEvery: number;
  /** In ms, for one command. */
  readonly deadline: number;
  /** Get each look: `counts` as soon as it has all counts, `unread` when it has read the list. */
  readonly results: Results;
  /** ms until nobody uses the mailbox, or 0 when another one needs its place. */
  timeLeft(): number;
  /** Called when the folders are known, and at each look. */
  onOpen(connection: OpenConnection): void;
  /** Called before each full check but the first. */
  onPoll(client: ImapFlow): void;
  /** Called after each look that has a result. @param ms how long it took @param isFirst of its connection */
  onLook(ms: number, isFirst: boolean): void;
  readonly random: () => number;
  /** Aborts when the mailbox closes. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface OpenConnection {
  readonly client: ImapFlow;
  readonly paths: readonly string[];
  readonly changes: FolderChanges;
}

export interface FolderWatch {
  /** Looks at the folders, and again when something changes, until the mailbox isn't used. Throws as commands do. */
  watch(client: ImapFlow, worked: () => void): Promise<void>;
  /** Of the folders with these names. Without any that is watched, of all that the server opens. */
  pathsOf(look: Look, chosen?: readonly string[]): ReadonlySet<string>;
  /** The name of a watched folder. */
  nameOf(path: string): string;
  /** Waits for a look at the folders that begins now: the next answer then shows the action. */
  lookAgain(touched: ReadonlySet<string>): Promise<void>;
}

/** ms to wait for the look at the folders after an action. */
const LOOK_TIMEOUT = 4_000;

/** ms between two checks while much mail arrives. */
const CHECK_GAP = 150;

const INBOX = 'INBOX';

/** Its knowledge of the folders outlasts a connection. */
export function createFolderWatch(options: FolderWatchOptions): FolderWatch {
  const { host, folders, store, listLength, pollEvery, deadline, results } = options;
  const { counts, unread } = results;
  const { timeLeft, onOpen, onPoll, onLook, random, signal, log } = options;
  /** How many times the folders were looked at: so far, and with a result. */
  const looks = { begun: 0, done: 0 };
  /** Of the last connection. */
  let lastChanges: FolderChanges | undefined;
  /** Of the watched folders, by path. */
  const names = new Map<string, string>();
  const lastViews = new Map<string, FolderView>();
  let isFirst = true;
  const reader = createUnreadReader(store, deadline, (path, uid) =>
    log.warn(`${host} can’t show all of one e-mail (number ${uid} in ${JSON.stringify(path)})`),
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
    lastChanges = changes;
    onOpen({ client, paths, changes });
    const idles = client.capabilities.has('IDLE');
    log.info(
      `signed in to ${host}, ${idles ? 'which reports new mail' : 'which the gateway asks for new mail'}`,
    );
    let folderViews = createFolderViews(client, paths, looking);
    let listed = listLength();
    let changed: ReadonlySet<string> = new Set();
    let isOfAll = true;
    let isFirstHere = true;
    // Mailboxes that have connected together don't look at everything together.
    let nextOfAll = performance.now() + random() * pollEvery;
    for (;;) {
      looks.begun += 1;
      const number = looks.begun;
      const begunAt = performance.now();
      const views = await folderViews.update(changed, isOfAll);
      // If another mailbox needs the place, somebody may be waiting for the next connection: a result would end the wait.
      if (timeLeft() <= 0) return;
      onOpen({ client, paths: views.map(({ path }) => path), changes });
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
      if (timeLeft() <= 0) return;
      const look = { views, absent, mails: store.overview([...views, ...absent]) };
      counts.remember(look);
      looks.done = number;
      unread.remember(look);
      worked();
      onLook(performance.now() - begunAt, isFirstHere);
      isFirstHere = false;
      const found = countsIn(look, pathsOf(look));
      log.debug(`saw ${found.unread} unread of ${found.emails}`);
      await sleep(CHECK_GAP, undefined, { signal });
      // A timer may end a millisecond early.
      const untilNext = Math.ceil(Math.min(nextOfAll - performance.now(), timeLeft())) + 1;
      changed = await changes.wait(paths[0] ?? INBOX, Math.max(0, untilNext));
      if (timeLeft() <= 0) return;
      // An empty set is the end of the wait, or a server that has nothing to tell.
      isOfAll = changed.size === 0 || performance.now() >= nextOfAll;
      if (performance.now() < nextOfAll) continue;
      onPoll(client);
      // Time for a full check, however much has changed in one folder. After the computer slept, only one.
      nextOfAll = Math.max(nextOfAll + pollEvery, performance.now());
      const now = await listFolders();
      if (now.join('\n') === paths.join('\n') && listed === listLength()) continue;
      paths = now;
      listed = listLength();
      folderViews = createFolderViews(client, paths, looking);
    }
  };

  const lookAgain = async (touched: ReadonlySet<string>) => {
    const { begun } = looks;
    for (const path of touched) lastChanges?.note(path);
    const look = async () => {
      while (looks.done <= begun && unread.trouble() === undefined) await unread.next();
    };
    await withTimeout(LOOK_TIMEOUT, 'looking again', look()).catch(() => {});
    if (looks.done <= begun) results.forget();
  };

  return { watch, pathsOf, nameOf: path => names.get(path) ?? path, lookAgain };
}

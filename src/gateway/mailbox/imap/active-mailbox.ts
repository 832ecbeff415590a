import type { Log } from '../../shared/log';
import { type ActionResult, type GatewayMailbox, isAboutPassword, MailboxError } from '../mailbox';
import { createActionProgress } from './action-progress';
import { createActions } from './actions';
import { createFinder, type FoundMessage } from './find-message';
import { inFolder } from './folder-view';
import type { ImapServer } from './imap-server';
import { countsIn, messagesIn } from './look';
import { createMarked, markAllRead } from './mark-all';
import { createMessageStore, type LinkTo } from './message-store';
import { createMoves } from './moves';
import { createOperator } from './operator';
import { readWhole } from './read-message';
import { createTargetFolders } from './target-folder';
import { createWatch, type Watch, type WatchOptions } from './watch';

export interface ActiveMailboxOptions extends Omit<WatchOptions, 'store'> {
  readonly server: ImapServer;
  readonly linkTo: LinkTo;
  /** In ms, until an action sends no more commands. */
  readonly actionTime: number;
  readonly log: Log;
}

/** A mailbox while somebody uses it: with a connection, or on the way to one. */
export interface ActiveMailbox
  extends Required<
    Pick<GatewayMailbox, 'counts' | 'unread' | 'folders' | 'latest' | 'message' | 'act' | 'markAllRead'>
  > {
  readonly watch: Watch;
  /** Waits for the first result or error, so that it is known whether the server refuses the password. */
  tried(): Promise<void>;
}

export function createActiveMailbox(options: ActiveMailboxOptions): ActiveMailbox {
  const { server, listLength, deadline, actionTime, log } = options;
  const store = createMessageStore(options.linkTo);
  const finder = createFinder(store);
  const actions = createActions({ finder, store, moves: createMoves(), targets: createTargetFolders() });
  const watch = createWatch({ ...options, store });
  const { counts, unread, pathsOf, lookAgain } = watch;
  const { operate, tryTwice } = createOperator({
    host: server.host,
    deadline,
    ready: watch.connected,
    open: watch.open,
    next: counts.next,
    hasGivenUp: () => isAboutPassword(counts.trouble()),
  });

  const told = (action: string, results: readonly ActionResult[]) => {
    const reasons = new Set(results.flatMap(it => (it.status === 'refused' ? it.reason : [])));
    for (const reason of reasons) log.warn(`${server.host} refuses ${action} (${reason})`);
    return results;
  };

  return {
    watch,
    async tried() {
      if (counts.trouble() === undefined) await counts.read().catch(() => {});
    },
    async counts(chosen) {
      const look = await counts.read();
      return countsIn(look, pathsOf(look, chosen));
    },
    async unread(limit, chosen) {
      const look = await unread.read();
      return messagesIn(look.mails, Math.min(limit, listLength()), pathsOf(look, chosen));
    },
    async folders() {
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
  };
}

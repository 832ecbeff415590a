import type { ImapFlow } from 'imapflow';
import type { MessageAction } from '../mailbox';
import type { ActionProgress } from './action-progress';
import { hasEmailIds, isGmail } from './email-ids';
import type { FoundPlace } from './find-message';
import { inFolder } from './folder-view';
import { groupBy } from './group-by';
import { markMessages } from './mark';
import type { MessageStore } from './message-store';
import { canMove } from './move';
import { moveToTarget } from './move-to-target';
import { type RestoreParts, restore } from './restore';
import type { TargetUse } from './target-folder';

export interface ActionParts extends RestoreParts {
  readonly store: MessageStore;
}

interface Found extends FoundPlace {
  readonly id: string;
  /** The folders where it and its copies lie. */
  readonly lieIn: readonly string[];
}

type Act = (client: ImapFlow, paths: readonly string[], progress: ActionProgress) => Promise<void>;

/** How each action is done at a mail server. `paths` are the watched folders. They throw as commands of imapflow do. */
export function createActions(parts: ActionParts): Readonly<Record<MessageAction, Act>> {
  const { finder, store, moves, targets } = parts;

  /** The messages left to do, by folder. A message can lie in several. */
  const find = async (
    client: ImapFlow,
    paths: readonly string[],
    progress: ActionProgress,
    copiesOf: (place: FoundPlace) => readonly FoundPlace[],
  ): Promise<ReadonlyMap<string, Found[]>> => {
    const ids = progress.left();
    const found = await finder.find(client, paths, ids, progress);
    for (const id of ids) if (!found.has(id)) progress.missing(id);
    const all = [...found].flatMap(([id, place]) => {
      const places = [place, ...copiesOf(place).filter(({ path }) => paths.includes(path))];
      return places.map(it => ({ ...it, id, lieIn: places.map(({ path }) => path) }));
    });
    return groupBy(all, ({ path }) => path);
  };

  /** Without them, the list would still show the message. */
  const unreadCopies = (place: FoundPlace) => store.copiesOf(place).map(copy => ({ ...copy, read: false }));

  const mark =
    (read: boolean): Act =>
    async (client, paths, progress) => {
      const folders = await find(client, paths, progress, read ? unreadCopies : () => []);
      for (const [path, items] of folders) {
        const act = async (validity: string) => {
          progress.time.throwIfAborted();
          // The server may have numbered the folder's messages anew meanwhile.
          const here = items.filter(item => item.validity === validity);
          const uids = here.map(({ uid }) => uid);
          const reason = await markMessages(client, uids, read);
          progress.touch(path);
          for (const { id } of here) progress.settle(id, reason);
        };
        await inFolder(client, path, act, false);
      }
    };

  /** Whether it has come to its place by this action, whose answer was lost. Remembers the place. */
  const isMoved = ({ id, path, validity, uid }: Found, progress: ActionProgress): boolean => {
    const move = moves.of(id).find(({ place }) => place === undefined);
    if (move === undefined) return false;
    moves.add(id, { ...move, place: { path, validity, uid } });
    progress.settle(id);
    return true;
  };

  const moveTo =
    (use: TargetUse): Act =>
    async (client, paths, progress) => {
      const folders = await find(client, paths, progress, unreadCopies);
      const ids = new Set([...folders.values()].flat().map(({ id }) => id));
      // The place after an earlier move is no longer right.
      for (const id of progress.found(ids)) moves.forget(id);
      if (ids.size === 0) return;
      const path = await targets.find(client, use);
      if (path === undefined) {
        for (const id of ids) progress.settle(id, 'no-folder');
        return;
      }
      // The answer to an earlier COPY may have been lost.
      const copied = canMove(client) ? undefined : await finder.search(client, [path], [...ids], progress);
      const target = { path, isWatched: paths.includes(path), copied };
      const isLabel = use === '\\Archive' ? labelsOf(client) : () => false;
      for (const [folder, found] of folders) {
        const left = folder === path ? found.filter(it => !isMoved(it, progress)) : found;
        const items = left.map(it => ({ ...it, stays: folder === path || isLabel(it) }));
        const reason = await moveToTarget(client, folder, items, target, moves, progress);
        if (reason === 'no-folder') targets.forget(client);
      }
    };

  return {
    markRead: mark(true),
    markUnread: mark(false),
    archive: moveTo('\\Archive'),
    delete: moveTo('\\Trash'),
    restore: (client, paths, progress) => restore(client, paths, progress, parts),
  };
}

/**
 * Whether a copy is the same mail under another label. Archiving keeps that label: it moves only the copy in the inbox. At
 * Gmail, a mail outside the inbox is archived already.
 */
function labelsOf(client: ImapFlow): (found: Found) => boolean {
  if (!hasEmailIds(client)) return () => false;
  return ({ path, lieIn }) => path !== 'INBOX' && (isGmail(client) || lieIn.length > 1);
}

import type { ImapFlow } from 'imapflow';
import type { MessageAction } from '../mailbox';
import type { ActionProgress } from './action-progress';
import type { FoundPlace } from './find-message';
import { inFolder } from './folder-view';
import { markMessages } from './mark';
import type { MessageStore } from './message-store';
import { canMove } from './move';
import { type Item, moveToTarget } from './move-to-target';
import { type RestoreParts, restore } from './restore';
import type { TargetUse } from './target-folder';

export interface ActionParts extends RestoreParts {
  readonly store: MessageStore;
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
  ): Promise<ReadonlyMap<string, Item[]>> => {
    const ids = progress.left();
    const found = await finder.find(client, paths, ids);
    for (const id of ids) if (!found.has(id)) progress.missing(id);
    const folders = new Map<string, Item[]>();
    for (const [id, place] of found) {
      for (const { path, uid, validity, read } of [place, ...copiesOf(place)])
        folders.set(path, [...(folders.get(path) ?? []), { id, uid, validity, read }]);
    }
    return folders;
  };

  /** Without them, the list would still show the message. */
  const unreadCopies = (place: FoundPlace) => store.copiesOf(place).map(copy => ({ ...copy, read: false }));

  const mark =
    (read: boolean): Act =>
    async (client, paths, progress) => {
      const folders = await find(client, paths, progress, read ? unreadCopies : () => []);
      for (const [path, items] of folders) {
        const act = async (validity: string) => {
          const here = items.filter(item => item.validity === validity).map(({ uid }) => uid);
          const reason = await markMessages(client, here, read);
          progress.touch(path);
          for (const { id } of items) progress.settle(id, reason);
        };
        await inFolder(client, path, act, false);
      }
    };

  const moveTo =
    (use: TargetUse): Act =>
    async (client, paths, progress) => {
      const folders = await find(client, paths, progress, unreadCopies);
      const ids = new Set([...folders.values()].flat().map(({ id }) => id));
      // What is known of an earlier move is no longer true.
      for (const id of progress.found(ids)) moves.forget(id);
      if (ids.size === 0) return;
      const path = await targets.find(client, use);
      if (path === undefined) {
        for (const id of ids) progress.settle(id, 'no-folder');
        return;
      }
      // The answer to an earlier COPY may have been lost.
      const copied = canMove(client) ? undefined : await finder.search(client, [path], [...ids]);
      const target = { path, isWatched: paths.includes(path), copied };
      for (const [folder, items] of folders) {
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

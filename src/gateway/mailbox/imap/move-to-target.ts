import type { ImapFlow } from 'imapflow';
import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import type { ActionProgress } from './action-progress';
import { inFolder } from './folder-view';
import { markMessages, takesFlag } from './mark';
import type { Place } from './message-store';
import { moveMessages } from './move';
import type { Moves } from './moves';
import { refusalReason } from './refused-command';

/** A message to act on, in the folder where it lies. */
export interface Item {
  readonly id: string;
  readonly uid: number;
  readonly validity: string;
  readonly read: boolean;
}

export interface Target {
  readonly path: string;
  /** Whether its mail is counted and listed, too. */
  readonly isWatched: boolean;
  /** Ids of messages that lie there already. */
  readonly copied: { has(id: string): boolean } | undefined;
}

const uidsOf = (items: readonly Item[]) => items.map(({ uid }) => uid);

/**
 * Moves messages of one folder to the archive or the trash. In a watched one they are marked as read, because an unread
 * message would stay in the list. Returns why the server refuses, if it does.
 * @throws as commands of imapflow do
 */
export function moveToTarget(
  client: ImapFlow,
  path: string,
  items: readonly Item[],
  target: Target,
  moves: Moves,
  progress: ActionProgress,
): Promise<RefusalReason | undefined> {
  const act = async (validity: string) => {
    // A copy isn't there any more if the server has numbered the folder's messages anew.
    const here = items.filter(item => item.validity === validity);
    progress.touch(path);
    if (target.isWatched) progress.touch(target.path);
    const { places, reason } = await move(client, path, here, target);
    for (const { id, uid, read } of here)
      if (places.has(uid)) moves.add(id, { from: path, place: places.get(uid), wasUnread: !read });
    for (const item of items) {
      const hasStayed = here.includes(item) && !places.has(item.uid);
      progress.settle(item.id, hasStayed ? reason : undefined);
    }
    return reason;
  };
  return inFolder(client, path, act, false);
}

async function move(
  client: ImapFlow,
  path: string,
  items: readonly Item[],
  target: Target,
): Promise<{ places: ReadonlyMap<number, Place | undefined>; reason: RefusalReason | undefined }> {
  const unread = target.isWatched ? uidsOf(items.filter(({ read }) => !read)) : [];
  const unmarked = await markMessages(client, unread, true);
  const isThere = path === target.path;
  if (isThere || unmarked !== undefined) return { places: new Map(), reason: unmarked };
  if (!takesFlag(client, '\\Deleted')) return { places: new Map(), reason: 'read-only' };
  const copied = uidsOf(items.filter(({ id }) => target.copied?.has(id)));
  const { places, refusal } = await moveMessages(client, uidsOf(items), target.path, new Set(copied));
  if (refusal === undefined) return { places, reason: undefined };
  const stayed = unread.filter(uid => !places.has(uid));
  await markMessages(client, stayed, false);
  return { places, reason: refusalReason(refusal) };
}

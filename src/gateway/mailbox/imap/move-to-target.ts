import type { ImapFlow } from 'imapflow';
import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import type { ActionProgress } from './action-progress';
import { inFolder } from './folder-view';
import { markMessages, takesFlag } from './mark';
import { moveMessages, type Places } from './move';
import type { Moves } from './moves';
import { refusalReason } from './refused-command';
import { uidSets } from './uid-sets';

/** A message to act on, in the folder where it lies. */
export interface Item {
  readonly id: string;
  readonly uid: number;
  readonly validity: string;
  readonly read: boolean;
  /** It is only marked as read: it lies where it shall be, or another copy of it is moved. */
  readonly stays: boolean;
}

export interface Target {
  readonly path: string;
  /** Whether its mail is counted and listed, too. */
  readonly isWatched: boolean;
  /** Ids of messages that lie there already. */
  readonly copied: { has(id: string): boolean } | undefined;
}

interface Outcome {
  /** Of the messages that are where they shall be. */
  readonly places: Places;
  readonly reason: RefusalReason | undefined;
}

const uidsOf = (items: readonly Item[]) => items.map(({ uid }) => uid);

/**
 * Moves messages of one folder to the archive or the trash. In a watched one they are marked as read, because an unread
 * message would stay in the list, and so are those that stay. Returns why the server refuses, if it does.
 * @throws as commands of imapflow do, or when the action's time is over
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
    const moveSome = async (some: readonly Item[], stays: boolean) => {
      progress.time.throwIfAborted();
      const wasUnread = new Map(
        some.map(item => [item, progress.wasUnread(item.id, path, item.read)] as const),
      );
      const remember = (item: Item, places?: Places) =>
        moves.add(item.id, {
          from: path,
          place: places?.get(item.uid),
          wasUnread: wasUnread.get(item) === true,
        });
      progress.touch(path);
      if (target.isWatched) progress.touch(target.path);
      // The answer may get lost.
      for (const item of some) remember(item);
      const unread = uidsOf(some.filter(item => wasUnread.get(item)));
      const { places, reason } = stays
        ? await markOnly(client, { path, validity }, some, unread)
        : await move(client, some, target.isWatched ? unread : [], target);
      for (const item of some) {
        const isDone = places.has(item.uid);
        if (isDone) remember(item, places);
        else moves.drop(item.id, path);
        progress.settle(item.id, isDone ? undefined : reason);
      }
      return reason;
    };
    // The server may have numbered the folder's messages anew meanwhile.
    const here = items.filter(item => item.validity === validity);
    let reason: RefusalReason | undefined;
    for (const stays of [true, false]) {
      const group = here.filter(item => item.stays === stays);
      for (const { uids } of uidSets(uidsOf(group))) {
        const some = group.filter(({ uid }) => uids.includes(uid));
        if (reason === undefined) reason = await moveSome(some, stays);
        else for (const { id } of some) progress.settle(id, reason);
      }
    }
    return reason;
  };
  return inFolder(client, path, act, false);
}

async function markOnly(
  client: ImapFlow,
  folder: { readonly path: string; readonly validity: string },
  items: readonly Item[],
  unread: readonly number[],
): Promise<Outcome> {
  const reason = await markMessages(client, unread, true);
  const done = reason === undefined ? items : [];
  return { places: new Map(done.map(({ uid }) => [uid, { ...folder, uid }])), reason };
}

/** `unread`: UIDs to mark as read. */
async function move(
  client: ImapFlow,
  items: readonly Item[],
  unread: readonly number[],
  target: Target,
): Promise<Outcome> {
  const unmarked = await markMessages(client, unread, true);
  if (unmarked !== undefined) return { places: new Map(), reason: unmarked };
  if (!takesFlag(client, '\\Deleted')) return { places: new Map(), reason: 'read-only' };
  const copied = uidsOf(items.filter(({ id }) => target.copied?.has(id)));
  const { places, refusal } = await moveMessages(client, uidsOf(items), target.path, new Set(copied));
  if (refusal === undefined) return { places, reason: undefined };
  const stayed = unread.filter(uid => !places.has(uid));
  await markMessages(client, stayed, false);
  return { places, reason: refusalReason(refusal) };
}

import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import type { ActionProgress } from './action-progress';
import { stillThere } from './fetch-messages';
import type { Finder } from './find-message';
import { inFolder } from './folder-view';
import { groupBy } from './group-by';
import { markMessages } from './mark';
import type { Place } from './message-store';
import { canMove, moveMessages } from './move';
import type { Moves } from './moves';
import { refusalReason } from './refused-command';
import type { TargetFolders } from './target-folder';

export interface RestoreParts {
  readonly finder: Finder;
  readonly moves: Moves;
  readonly targets: TargetFolders;
}

/** A message to move back. */
interface Removed {
  readonly id: string;
  readonly place: Place;
  readonly to: string;
  /** False if it isn't known: then its read state stays as it is. */
  readonly wasUnread: boolean;
}

/**
 * Moves messages back from the archive and the trash: to where they were, as far as the gateway remembers, otherwise to
 * the first watched folder. @throws as commands of imapflow do
 */
export async function restore(
  client: ImapFlow,
  paths: readonly string[],
  progress: ActionProgress,
  parts: RestoreParts,
): Promise<void> {
  const { finder, moves, targets } = parts;
  const ids = progress.left();
  const known = ids.flatMap(id =>
    moves.of(id).flatMap(({ place, from, wasUnread }) => (place ? [{ id, place, to: from, wasUnread }] : [])),
  );
  await putBack(client, known, progress, parts);
  if (progress.left().length > 0) {
    const removed = await targets.known(client);
    const watched = paths.filter(path => !removed.includes(path));
    // It may be back already.
    for (const id of (await finder.search(client, watched, progress.left(), progress)).keys())
      progress.settle(id);
    const away = progress.left();
    const names = [...new Set(away.flatMap(id => [id, firstOf(id)]))];
    const found = await finder.search(client, removed, names, progress);
    const searched: Removed[] = [];
    for (const id of away) {
      const place = found.get(id) ?? found.get(firstOf(id));
      if (place === undefined) continue;
      const [move] = moves.of(id);
      // In a watched folder it may always have been there: nobody knows what there is to undo.
      if (move === undefined && paths.includes(place.path))
        progress.settle(id, place.read ? 'other' : undefined);
      else {
        const { from, wasUnread } = move ?? { from: paths[0] ?? 'INBOX', wasUnread: false };
        searched.push({ id, place, to: from, wasUnread });
      }
    }
    await putBack(client, searched, progress, parts);
  }
  for (const id of progress.left()) progress.missing(id);
}

/** The id of the first of several equal messages: in another folder, it may be the only one. */
const firstOf = (id: string) => id.replace(/\.\d+$/, '');

const uidsOf = (messages: readonly Removed[]) => messages.map(({ place }) => place.uid);

/** Leaves out those that are not at their place any more. */
async function putBack(
  client: ImapFlow,
  messages: readonly Removed[],
  progress: ActionProgress,
  { finder, moves }: RestoreParts,
): Promise<void> {
  const ways = groupBy(messages, ({ place, to }) => JSON.stringify([place.path, place.validity, to]));
  for (const group of ways.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { place, to } = first;
    const ids = group.map(({ id }) => id);
    const stays = place.path === to;
    const copied = canMove(client) || stays ? undefined : await finder.search(client, [to], ids, progress);
    const act = async (validity: string) => {
      if (validity !== place.validity) return;
      progress.time.throwIfAborted();
      await client.noop();
      const there = await stillThere(client, uidsOf(group));
      const here = group.filter(it => there.has(it.place.uid));
      const unmarked = await markMessages(client, uidsOf(here.filter(({ wasUnread }) => wasUnread)), false);
      if (stays) {
        progress.touch(to);
        for (const { id } of here) {
          progress.settle(id, unmarked);
          if (unmarked === undefined) moves.drop(id, to);
        }
        return;
      }
      const back = new Set(uidsOf(here.filter(({ id }) => copied?.has(id))));
      const { places, refusal } = await moveMessages(client, uidsOf(here), to, back);
      progress.touch(place.path);
      progress.touch(to);
      const reason = refusal === undefined ? undefined : refusalReason(refusal);
      for (const it of here) {
        const isBack = places.has(it.place.uid);
        progress.settle(it.id, isBack ? undefined : reason);
        if (isBack) moves.drop(it.id, to);
      }
    };
    await inFolder(client, place.path, act, false).catch(error => {
      const isGone = error instanceof MailboxError && error.trouble === 'noFolder';
      if (!isGone) throw error;
    });
  }
}

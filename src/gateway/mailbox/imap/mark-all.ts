import type { ImapFlow, SearchObject } from 'imapflow';
import type { RefusalReason } from '../../../core/answer/api-vocabulary';
import { type ActionResult, MOST_MARKED } from '../mailbox';
import type { Finder, FoundMessage } from './find-message';
import { inFolder, search } from './folder-view';
import { markMessages } from './mark';
import { arrivalOf } from './message-ids';
import { uidSets } from './uid-sets';

const DAY = 24 * 60 * 60_000;
/** More unread mail in one folder is marked by the next call. */
const MOST_FOUND = 1_000_000;

const UNREAD: SearchObject = { seen: false, deleted: false };

interface Marked {
  readonly key: string;
  readonly arrived: number;
  readonly result: ActionResult;
}

/**
 * Marks what is unread in the folders and not newer than the newest of these messages: by UID in the folder where that
 * one lies, elsewhere by arrival. Without messages, all. Returns the newest {@link MOST_MARKED}, newest first.
 * @throws as commands of imapflow do
 */
export async function markAllRead(
  client: ImapFlow,
  paths: readonly string[],
  notNewerThan: readonly string[],
  finder: Finder,
  touch: (path: string) => void,
): Promise<readonly ActionResult[]> {
  const latest = Math.max(...notNewerThan.map(id => arrivalOf(id) ?? -1));
  // None of these ids is one of a message.
  if (latest < 0 && notNewerThan.length > 0) return [];
  const newest = notNewerThan.filter(id => arrivalOf(id) === latest);
  const places = [...(await finder.find(client, paths, newest)).values()];
  const marked: Marked[] = [];
  for (const path of paths) {
    const mark = async (validity: string) => {
      const last = Math.max(...places.filter(place => place.path === path).map(({ uid }) => uid));
      const uids =
        notNewerThan.length === 0
          ? await find(client, {})
          : last > 0
            ? await find(client, { uid: `1:${last}` })
            : await findUntil(client, latest);
      if (uids.length === 0) return;
      // Before they are marked, because equal messages are told apart by that.
      const lines: FoundMessage[] = [];
      for (const { set } of uidSets(uids.slice(0, MOST_MARKED)))
        lines.push(...(await finder.list(client, path, validity, set, true)));
      const reason = await markMessages(client, uids, true);
      touch(path);
      for (const { id, key, arrived } of lines) marked.push({ key, arrived, result: resultOf(id, reason) });
    };
    await inFolder(client, path, mark, false);
  }
  const oldestFirst = marked.sort((a, b) => a.arrived - b.arrived);
  // A message that lies in two folders is one.
  return [...new Map(oldestFirst.map(it => [it.key, it.result])).values()].slice(-MOST_MARKED).reverse();
}

const resultOf = (id: string, reason: RefusalReason | undefined): ActionResult =>
  reason === undefined ? { id, status: 'done' } : { id, status: 'refused', reason };

const find = async (client: ImapFlow, query: SearchObject) =>
  (await search(client, { ...UNREAD, ...query }, MOST_FOUND)).uids;

/** Those that arrived at this time (ms since 1970, whole seconds) or before, highest UID first. */
async function findUntil(client: ImapFlow, latest: number): Promise<number[]> {
  const day = Math.floor(latest / DAY) * DAY;
  // A server has days of its own time zone: around this day, the time decides.
  const certain = await find(client, { before: new Date(day - DAY) });
  const doubtful = await find(client, { since: new Date(day - DAY), before: new Date(day + 2 * DAY) });
  const arrived: number[] = [];
  for (const { set } of uidSets(doubtful)) {
    const rows = await client.fetchAll(set, { uid: true, internalDate: true }, { uid: true });
    for (const { uid, internalDate } of rows)
      if (new Date(internalDate ?? Number.NaN).getTime() < latest + 1000) arrived.push(uid);
  }
  return [...new Set([...certain, ...arrived])].sort((a, b) => b - a);
}

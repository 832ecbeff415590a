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

/** So many messages are listed and marked at a time, so that what is marked is told, whatever happens to the others. */
const AT_A_TIME = 250;

/** The messages marked so far: after a lost connection it goes on with the others. */
export interface Marked {
  /** About to be marked. */
  begin(messages: readonly FoundMessage[]): void;
  /** Marked, or refused for this reason. A message that lies in two folders is one. */
  settle(messages: readonly FoundMessage[], reason: RefusalReason | undefined): void;
  /** The folder will look different. */
  touch(path: string): void;
  readonly touched: ReadonlySet<string>;
  /**
   * The newest {@link MOST_MARKED}, newest first. `trouble`: why not all was marked, if so. Otherwise what was begun and
   * is no longer unread has been marked.
   */
  results(trouble: RefusalReason | undefined): readonly ActionResult[];
}

export function createMarked(): Marked {
  const begun = new Map<string, FoundMessage>();
  const settled = new Map<string, RefusalReason | undefined>();
  const touched = new Set<string>();
  return {
    begin(messages) {
      for (const message of messages) begun.set(message.key, message);
    },
    settle(messages, reason) {
      for (const { key } of messages) settled.set(key, reason);
    },
    touch: path => void touched.add(path),
    touched,
    results: trouble =>
      [...begun.values()]
        .sort((a, b) => b.arrived - a.arrived)
        .slice(0, MOST_MARKED)
        .map(({ id, key }) => resultOf(id, settled.has(key) ? settled.get(key) : trouble)),
  };
}

/**
 * Marks what is unread in the folders and not newer than the newest of these messages: by UID in the folder where that
 * one lies, elsewhere by arrival. Without messages, all. @throws as commands of imapflow do, or when `time` aborts
 */
export async function markAllRead(
  client: ImapFlow,
  paths: readonly string[],
  notNewerThan: readonly string[],
  finder: Finder,
  marked: Marked,
  time: AbortSignal,
): Promise<void> {
  const latest = Math.max(...notNewerThan.map(id => arrivalOf(id) ?? -1));
  // None of these ids is one of a message.
  if (latest < 0 && notNewerThan.length > 0) return;
  const newest = notNewerThan.filter(id => arrivalOf(id) === latest);
  const places = [...(await finder.find(client, paths, newest, { time })).values()];
  for (const path of paths) {
    const mark = async (validity: string) => {
      time.throwIfAborted();
      const last = Math.max(...places.filter(place => place.path === path).map(({ uid }) => uid));
      const uids =
        notNewerThan.length === 0
          ? await find(client, {})
          : last > 0
            ? await find(client, { uid: `1:${last}` })
            : await findUntil(client, latest);
      for (let from = 0; from < uids.length; from += AT_A_TIME) {
        time.throwIfAborted();
        const some = uids.slice(from, from + AT_A_TIME);
        const lines: FoundMessage[] = [];
        // Before they are marked, because equal messages are told apart by that.
        if (from < MOST_MARKED)
          for (const { set } of uidSets(some))
            lines.push(...(await finder.list(client, path, validity, set, true)));
        time.throwIfAborted();
        marked.touch(path);
        marked.begin(lines);
        marked.settle(lines, await markMessages(client, some, true));
      }
    };
    await inFolder(client, path, mark, false);
  }
}

const resultOf = (id: string, reason: RefusalReason | undefined): ActionResult =>
  reason === undefined ? { id, status: 'done' } : { id, status: 'refused', reason };

const find = async (client: ImapFlow, query: SearchObject) =>
  (await search(client, { ...UNREAD, ...query }, MOST_FOUND)).uids;

/** The messages that arrived at this time (ms since 1970, whole seconds) or before, highest UID first. */
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

import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { inFolder } from './folder-view';
import { groupBy } from './group-by';
import { arrivalOf, copyKeys } from './message-ids';
import type { MessageStore, Place } from './message-store';
import { type Listed, readLines } from './read-message';
import { uidSets } from './uid-sets';

const DAY = 24 * 60 * 60_000;

export type FoundMessage = Listed & { readonly id: string; readonly key: string };

export interface FoundPlace extends Place {
  readonly read: boolean;
}

export interface Finder {
  /**
   * Oldest first, without those marked for deletion. `range` is of UIDs or, unless `uid` is set, of sequence numbers.
   * `key` is one of {@link copyKeys}.
   */
  list(
    client: ImapFlow,
    path: string,
    validity: string,
    range: string,
    uid: boolean,
  ): Promise<FoundMessage[]>;
  /**
   * Looks at the last known places, then in `paths`. By id; leaves out messages that are gone.
   * @throws {MailboxError} or when `time` aborts
   */
  find(
    client: ImapFlow,
    paths: readonly string[],
    ids: readonly string[],
    change?: Change,
  ): Promise<ReadonlyMap<string, FoundPlace>>;
  /** Looks at the messages in `paths` that arrived at the days in the ids. @throws {MailboxError} or when `time` aborts */
  search(
    client: ImapFlow,
    paths: readonly string[],
    ids: readonly string[],
    change?: Change,
  ): Promise<ReadonlyMap<string, FoundPlace>>;
}

/**
 * The messages that are looked for are to be changed: their folders are opened for writing. Courier numbers a folder's
 * messages for good only then.
 */
export interface Change {
  /** When it aborts, no more commands are sent. */
  readonly time: AbortSignal;
}

export function createFinder(store: MessageStore): Finder {
  const list = async (client: ImapFlow, path: string, validity: string, range: string, uid: boolean) => {
    const lines = (await readLines(client, range, uid))
      .filter(({ deleted }) => !deleted)
      .sort((a, b) => a.arrived - b.arrived || a.uid - b.uid);
    const ids = store.identify(lines.map(line => ({ ...line, path, validity })));
    const keys = copyKeys(lines, ids);
    return lines.map((line, i) => ({ ...line, id: ids[i] ?? '', key: keys[i] ?? '' }));
  };

  const search = async (
    client: ImapFlow,
    paths: readonly string[],
    ids: readonly string[],
    change?: Change,
  ) => {
    const found = new Map<string, FoundPlace>();
    for (const [day, wanted] of byDay(ids)) {
      // A server has days of its own time zone.
      const range = { since: new Date(day - DAY), before: new Date(day + 2 * DAY) };
      for (const path of paths) {
        if (wanted.every(id => found.has(id))) break;
        change?.time.throwIfAborted();
        const look = async (validity: string) => {
          const uids = await client.search(range, { uid: true });
          if (!uids) throw new MailboxError('unexpected', 'the server refuses to search by date');
          for (const { set } of uidSets(uids)) {
            change?.time.throwIfAborted();
            for (const { id, uid, read } of await list(client, path, validity, set, true))
              if (wanted.includes(id) && !found.has(id)) found.set(id, { path, validity, uid, read });
          }
        };
        await inFolder(client, path, look, change === undefined);
      }
    }
    return found;
  };

  const find = async (
    client: ImapFlow,
    paths: readonly string[],
    ids: readonly string[],
    change?: Change,
  ) => {
    const found = new Map<string, FoundPlace>();
    const known = ids.flatMap(id => ({ id, place: store.placeOf(id) }));
    for (const [path, messages] of groupBy(known, ({ place }) => place?.path)) {
      if (path === undefined) continue;
      change?.time.throwIfAborted();
      const look = async (validity: string) => {
        const byUid = new Map(
          messages.flatMap(({ id, place }) =>
            place?.validity === validity ? [[place.uid, { ...place, id }]] : [],
          ),
        );
        // Servers report removed messages only between commands.
        if (byUid.size > 0) await client.noop();
        for (const { set } of uidSets([...byUid.keys()])) {
          for (const { uid, flags } of await client.fetchAll(
            set,
            { uid: true, flags: true },
            { uid: true },
          )) {
            const place = byUid.get(uid);
            if (place === undefined || flags?.has('\\Deleted')) continue;
            found.set(place.id, { ...place, read: flags?.has('\\Seen') ?? false });
          }
        }
      };
      await inFolder(client, path, look, change === undefined).catch(error => {
        const isGone = error instanceof MailboxError && error.trouble === 'noFolder';
        if (!isGone) throw error;
      });
    }
    const missing = ids.filter(id => !found.has(id));
    return new Map([...found, ...(await search(client, paths, missing, change))]);
  };

  return { list, find, search };
}

/** The ids by the day in them, at its beginning, in ms since 1970. */
function byDay(ids: readonly string[]): ReadonlyMap<number, string[]> {
  const dated = ids.filter(id => arrivalOf(id) !== undefined);
  return groupBy(dated, id => Math.floor((arrivalOf(id) ?? 0) / DAY) * DAY);
}

import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { inFolder } from './folder-view';
import { arrivalOf, copyKeys } from './message-ids';
import type { MessageStore, Place } from './message-store';
import { type Listed, readLines } from './read-message';

const DAY = 24 * 60 * 60_000;

export type FoundMessage = Listed & { readonly id: string; readonly key: string };

export interface Finder {
  /** Oldest first. `range` is of UIDs or, unless `uid` is set, of sequence numbers. `key` is one of {@link copyKeys}. */
  list(
    client: ImapFlow,
    path: string,
    validity: string,
    range: string,
    uid: boolean,
  ): Promise<FoundMessage[]>;
  /** Looks at the last known place, then at the messages of the day in the id. @throws {MailboxError} */
  find(client: ImapFlow, paths: readonly string[], id: string): Promise<Place | undefined>;
}

export function createFinder(store: MessageStore): Finder {
  const list = async (client: ImapFlow, path: string, validity: string, range: string, uid: boolean) => {
    const lines = (await readLines(client, range, uid)).sort(
      (a, b) => a.arrived - b.arrived || a.uid - b.uid,
    );
    const ids = store.identify(lines.map(line => ({ ...line, path, validity })));
    const keys = copyKeys(lines, ids);
    return lines.map((line, i) => ({ ...line, id: ids[i] ?? '', key: keys[i] ?? '' }));
  };

  const find = async (client: ImapFlow, paths: readonly string[], id: string): Promise<Place | undefined> => {
    const known = store.placeOf(id);
    if (known !== undefined) {
      const isThere = await inFolder(client, known.path, async validity => {
        if (validity !== known.validity) return false;
        // Servers report removed messages only between commands.
        await client.noop();
        return Boolean(await client.fetchOne(known.uid, { uid: true }, { uid: true }));
      });
      if (isThere) return known;
    }
    const arrived = arrivalOf(id);
    if (arrived === undefined) return undefined;
    const range = { since: new Date(arrived - DAY), before: new Date(arrived + 2 * DAY) };
    for (const path of paths) {
      const found = await inFolder(client, path, async validity => {
        const uids = await client.search(range, { uid: true });
        if (!uids) throw new MailboxError('unexpected', 'the server refuses to search by date');
        if (uids.length === 0) return undefined;
        const lines = await list(client, path, validity, uids.join(','), true);
        const line = lines.find(it => it.id === id);
        return line && { path, validity, uid: line.uid };
      });
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return { list, find };
}

import type { MessageSummary } from '../mailbox';
import type { FolderView } from './folder-view';
import { distinctIds, type Identity } from './message-ids';
import type { Listed } from './read-message';

/** Where a message is kept. */
export interface Place {
  readonly path: string;
  readonly validity: string;
  readonly uid: number;
}

/** A message as it was read once. */
export type Known = Listed & { readonly beginning: string };

/** Where a message is read other than in the gateway's own reader. */
export type LinkTo = (message: { readonly messageId: string; readonly place: Place }) => string | undefined;

/** What was read of messages, by where they are kept, so that nothing is fetched twice. Bounded. */
export interface MessageStore {
  /** Which of a folder's listed messages have yet to be read. */
  unknown(view: FolderView): number[];
  /** Keeps what was read of messages that the folder lists. */
  add(view: FolderView, messages: readonly Known[]): void;
  /** The newest of the listed messages, newest first, `limit` at most. */
  overview(views: readonly FolderView[], limit: number): MessageSummary[];
  /** Gives messages of one folder ids, and remembers them. */
  identify(places: ReadonlyArray<Place & Identity>): string[];
  /** Where the message with that id was last. */
  placeOf(id: string): Place | undefined;
}

/** Messages that are kept beyond those that are listed: reading one has an older one listed again. */
const SPARE = 300;

/** Ids whose places are remembered. */
const MAX_PLACES = 2000;

const keyOf = ({ path, validity, uid }: Place) => JSON.stringify([path, validity, uid]);

/** An empty store. @param linkTo tells where a message is read, if not in the gateway's own reader */
export function createMessageStore(linkTo: LinkTo): MessageStore {
  const messages = new Map<string, { readonly message: Known; readonly place: Place }>();
  const places = new Map<string, Place>();

  const touch = <V>(map: Map<string, V>, key: string, value: V) => {
    map.delete(key);
    map.set(key, value);
  };
  const dropOldest = (map: Map<string, unknown>, most: number) => {
    for (const key of map.keys()) {
      if (map.size <= most) return;
      map.delete(key);
    }
  };
  const remember = (id: string, place: Place) => touch(places, id, place);
  const placesOf = ({ path, validity, uids }: FolderView) => uids.map(uid => ({ path, validity, uid }));

  return {
    unknown: view =>
      placesOf(view)
        .filter(place => !messages.has(keyOf(place)))
        .map(({ uid }) => uid),
    add({ path, validity }, read) {
      for (const message of read) {
        const place = { path, validity, uid: message.uid };
        messages.set(keyOf(place), { message, place });
      }
    },
    overview(views, limit) {
      const listed = views
        .flatMap(placesOf)
        .flatMap(place => messages.get(keyOf(place)) ?? [])
        .sort((a, b) => a.message.arrived - b.message.arrived || a.message.uid - b.message.uid);
      const ids = distinctIds(listed.map(({ message }) => message));
      const summaries = listed.map(({ message, place }, i): MessageSummary => {
        const id = ids[i] ?? '';
        remember(id, place);
        touch(messages, keyOf(place), { message, place });
        const { from, date, subject, beginning, messageId } = message;
        const link = linkTo({ messageId, place });
        return { id, from, date, subject, beginning, read: false, ...(link !== undefined && { link }) };
      });
      dropOldest(messages, listed.length + SPARE);
      dropOldest(places, MAX_PLACES);
      return summaries.slice(-limit).reverse();
    },
    identify(found) {
      const ids = distinctIds(found);
      for (const [i, { path, validity, uid }] of found.entries())
        remember(ids[i] ?? '', { path, validity, uid });
      dropOldest(places, MAX_PLACES);
      return ids;
    },
    placeOf: id => places.get(id),
  };
}

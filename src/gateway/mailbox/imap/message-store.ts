import type { MessageSummary } from '../mailbox';
import type { FolderView } from './folder-view';
import { distinctIds, type Identity } from './message-ids';
import type { Listed } from './read-message';

export interface Place {
  readonly path: string;
  readonly validity: string;
  readonly uid: number;
}

export type PreviewedMessage = Listed & { readonly beginning: string };

/** Returns a message's link, or undefined for the gateway's own reader. */
export type LinkTo = (message: { readonly messageId: string; readonly place: Place }) => string | undefined;

/** Caches messages by place, so that each is fetched once. Bounded. */
export interface MessageStore {
  /** UIDs in the view that are not cached. */
  unknown(view: FolderView): number[];
  add(view: FolderView, messages: readonly PreviewedMessage[]): void;
  /** The newest listed messages, newest first, at most `limit`. */
  overview(views: readonly FolderView[], limit: number): MessageSummary[];
  identify(places: ReadonlyArray<Place & Identity>): string[];
  placeOf(id: string): Place | undefined;
}

/** Cached messages beyond the listed ones: after a mail is read, an older one is listed again. */
const SPARE = 300;

const MAX_PLACES = 2000;

const keyOf = ({ path, validity, uid }: Place) => JSON.stringify([path, validity, uid]);

export function createMessageStore(linkTo: LinkTo): MessageStore {
  const messages = new Map<string, { readonly message: PreviewedMessage; readonly place: Place }>();
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

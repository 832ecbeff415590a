import type { FolderView } from './folder-view';
import type { ListedMail } from './look';
import { copyKeys, distinctIds, type Identity } from './message-ids';
import type { PreviewedMessage } from './read-message';

export interface Place {
  readonly path: string;
  readonly validity: string;
  readonly uid: number;
}

/** Returns a message's link, or undefined for the gateway's own reader. */
export type LinkTo = (message: { readonly messageId: string; readonly place: Place }) => string | undefined;

interface Cached {
  readonly message: PreviewedMessage;
  readonly place: Place;
}

const idsOf = (unread: readonly Cached[]) =>
  distinctIds(unread.map(({ message }) => ({ ...message, read: false })));

const byAge = ({ message: a }: Cached, { message: b }: Cached) => a.arrived - b.arrived || a.uid - b.uid;

/** Caches messages by place, so that each is fetched once. Bounded. */
export interface MessageStore {
  /** UIDs in the view that are not cached. */
  unknown(view: FolderView): number[];
  add(view: FolderView, messages: readonly PreviewedMessage[]): void;
  /** The listed messages, newest first; a message in several folders once. */
  overview(views: readonly FolderView[]): readonly ListedMail[];
  /** The ids of messages of one folder, in order of age. */
  identify(places: ReadonlyArray<Place & Identity & { readonly read: boolean }>): string[];
  placeOf(id: string): Place | undefined;
  /** Where else the last overview found the message unread. */
  copiesOf(place: Place): readonly Place[];
}

/** Cached messages beyond the listed ones: after a mail is read, an older one is listed again. */
const SPARE = 300;

const MAX_PLACES = 2000;

const keyOf = ({ path, validity, uid }: Place) => JSON.stringify([path, validity, uid]);

export function createMessageStore(linkTo: LinkTo): MessageStore {
  const messages = new Map<string, Cached>();
  const places = new Map<string, Place>();
  let copies = new Map<string, readonly Place[]>();

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
    overview(views) {
      const groups = new Map<string, [Cached, ...Cached[]]>();
      let total = 0;
      for (const view of views) {
        const cached = placesOf(view)
          .flatMap(place => messages.get(keyOf(place)) ?? [])
          .sort(byAge);
        const all = cached.map(({ message }) => message);
        const keys = copyKeys(all, idsOf(cached));
        for (const [i, it] of cached.entries()) {
          touch(messages, keyOf(it.place), it);
          const key = keys[i] ?? '';
          const group = groups.get(key);
          if (group) group.push(it);
          else groups.set(key, [it]);
        }
        total += cached.length;
      }
      copies = new Map();
      for (const group of groups.values()) {
        for (const it of group) {
          const others = group.filter(other => other !== it);
          if (others.length > 0)
            copies.set(
              keyOf(it.place),
              others.map(({ place }) => place),
            );
        }
      }
      // The first folder named is the one a message is opened in.
      const sorted = [...groups.values()].sort(([a], [b]) => byAge(a, b));
      const ids = idsOf(sorted.map(([first]) => first));
      const listed = sorted.map((group, i): ListedMail => {
        const [{ message, place }] = group;
        const id = ids[i] ?? '';
        remember(id, place);
        const { from, date, subject, beginning, messageId } = message;
        const link = linkTo({ messageId, place });
        const more = link === undefined ? {} : { link };
        return {
          message: { id, from, date, subject, beginning, read: false, ...more },
          paths: group.map(it => it.place.path),
          hasEmailId: message.emailId !== undefined,
        };
      });
      dropOldest(messages, total + SPARE);
      dropOldest(places, MAX_PLACES);
      return listed.reverse();
    },
    identify(found) {
      const ids = distinctIds(found);
      for (const [i, { path, validity, uid }] of found.entries())
        remember(ids[i] ?? '', { path, validity, uid });
      dropOldest(places, MAX_PLACES);
      return ids;
    },
    placeOf: id => places.get(id),
    copiesOf: place => copies.get(keyOf(place)) ?? [],
  };
}

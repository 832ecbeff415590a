import type { Message } from '../answer/answer';
import { serverIdOf } from '../answer/identity';
import { type Mailbox, shownMessages } from '../mailbox/mailbox';
import { arrayOf, isGroup, isText } from '../store/schema';
import type { Format } from '../store/stored-format';

/** What the popup listed of an account when it was last open. */
export interface SeenList {
  ids: readonly string[];
  /** The same as version 1.0.0 stored it. */
  formerIds?: readonly string[];
  /** Mail dated before this (ms since 1970) was hidden behind the list; absent where the list was whole. */
  hiddenBefore?: number;
}

/** By account id; undefined where the popup has never been open. */
export type Seen = Readonly<Record<string, SeenList>> | undefined;

/** Entries that make no sense are left out. */
export const SEEN_FORMAT: Format<Seen> = {
  fallback: undefined,
  migrations: [migrateSeen1],
  parse: raw => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
    const lists = Object.entries(raw).filter((entry): entry is [string, SeenList] => isSeenList(entry[1]));
    return Object.fromEntries(lists);
  },
};

/** Version 2 has other ids. */
function migrateSeen1(data: unknown): unknown {
  if (!isGroup(data)) return data;
  const lists = Object.entries(data as Record<string, SeenList>);
  return Object.fromEntries(
    lists.map(([id, { ids, ...rest }]) => [id, { ...rest, ids: [], formerIds: ids.map(serverIdOf) }]),
  );
}

function isSeenList(raw: unknown): raw is SeenList {
  if (typeof raw !== 'object' || raw === null || !('ids' in raw) || !Array.isArray(raw.ids)) return false;
  const isTime = !('hiddenBefore' in raw) || typeof raw.hiddenBefore === 'number';
  const areFormer = !('formerIds' in raw) || arrayOf(isText)(raw.formerIds);
  return isTime && areFormer && raw.ids.every(isText);
}

/**
 * The ids of an account's listed mails that have come since its list was last seen. What was hidden behind that list,
 * and shows because others were read, is not new. Nothing is where no list of the account has been seen.
 */
export function unseenIds(seen: Seen, accountId: string, mailbox: Mailbox): ReadonlySet<string> {
  const list = seen?.[accountId];
  if (!list) return new Set();
  const { hiddenBefore = Number.NEGATIVE_INFINITY } = list;
  const known = new Set(list.ids);
  const former = new Set(list.formerIds);
  const isNew = ({ id, serverId, date = Infinity }: Message) =>
    !known.has(id) && !former.has(serverId) && date >= hiddenBefore;
  return new Set(shownMessages(mailbox).flatMap(message => (isNew(message) ? message.id : [])));
}

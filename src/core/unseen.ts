import { type Mailbox, shownMessages } from './mailbox';
import type { Format } from './stored-format';

/** What the popup listed of an account when it was last open. */
export interface SeenList {
  ids: readonly string[];
  /** Mail dated before this (ms since 1970) was hidden behind the list; absent where the list was whole. */
  hiddenBefore?: number;
}

/** By account id; undefined where the popup has never been open. */
export type Seen = Readonly<Record<string, SeenList>> | undefined;

/** Entries that make no sense are left out. */
export const SEEN_FORMAT: Format<Seen> = {
  fallback: undefined,
  migrations: [],
  parse: raw => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
    const lists = Object.entries(raw).filter((entry): entry is [string, SeenList] => isSeenList(entry[1]));
    return Object.fromEntries(lists);
  },
};

function isSeenList(raw: unknown): raw is SeenList {
  if (typeof raw !== 'object' || raw === null || !('ids' in raw) || !Array.isArray(raw.ids)) return false;
  const isTime = !('hiddenBefore' in raw) || typeof raw.hiddenBefore === 'number';
  return isTime && raw.ids.every(id => typeof id === 'string');
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
  const isNew = (id: string, date = Number.POSITIVE_INFINITY) => !known.has(id) && date >= hiddenBefore;
  return new Set(shownMessages(mailbox).flatMap(({ id, date }) => (isNew(id, date) ? id : [])));
}

import type { Message } from '../answer/answer';
import { serverIdOf } from '../answer/identity';
import { type Mailbox, shownMessages } from '../mailbox/mailbox';
import { arrayOf, isGroup, isText } from '../store/schema';
import type { Format } from '../store/stored-format';

export interface SeenList {
  ids: readonly string[];
  /** From version 1.0.0. */
  formerIds?: readonly string[];
  /** How many SMS were unread; absent if the server gave no number. */
  sms?: number;
  /** Older mail (ms since 1970) was hidden behind the list; absent if the list was complete. */
  hiddenBefore?: number;
}

/** By account id; undefined before the popup was first open. */
export type Seen = Readonly<Record<string, SeenList>> | undefined;

export const SEEN_FORMAT: Format<Seen> = {
  fallback: undefined,
  migrations: [migrateSeen1],
  parse: raw => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
    const lists = Object.entries(raw).filter((entry): entry is [string, SeenList] => isSeenList(entry[1]));
    return Object.fromEntries(lists);
  },
};

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
  const isNumber = !('sms' in raw) || typeof raw.sms === 'number';
  return isTime && areFormer && isNumber && raw.ids.every(isText);
}

/** Without old mail that came into view. Empty if the user never saw a list of the account. */
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

/** Stores the current list of each account as seen. Without a list, an account keeps its old one. Returns `seen` itself if nothing changed. */
export function seenAfter(
  seen: Seen,
  {
    accounts,
    mailboxes,
  }: { accounts: readonly { id: string }[]; mailboxes: Readonly<Record<string, Mailbox>> },
): Seen {
  const after = Object.fromEntries(
    accounts.flatMap(({ id }) => {
      const list = listSeen(mailboxes[id]) ?? seen?.[id];
      return list ? [[id, list]] : [];
    }),
  );
  return JSON.stringify(after) === JSON.stringify(seen) ? seen : after;
}

function listSeen(mailbox: Mailbox | undefined): SeenList | undefined {
  if (!mailbox || mailbox.checkedAt === 0 || typeof mailbox.messages === 'string') return undefined;
  const { unread, sms, messages, outbox = [], lastAction } = mailbox;
  // An undo or a refusal brings these back.
  const acted = [...outbox, ...(lastAction ? [lastAction] : [])].flatMap(({ mails }) => mails);
  const isWhole = typeof unread === 'number' && unread <= messages.length;
  const dates = messages.flatMap(({ date }) => date ?? []);
  return {
    ids: [...new Set([...messages, ...acted].map(({ id }) => id))],
    ...(typeof sms === 'number' && { sms }),
    ...(!isWhole && dates.length > 0 && { hiddenBefore: Math.min(...dates) }),
  };
}

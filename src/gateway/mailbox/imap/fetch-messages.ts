import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';

/** A Date or Message-ID that isn't empty; it may be folded (RFC 5322, 2.2.3). */
const DATE_OR_ID = /^(?:date|message-id)[ \t]*:(?:[ \t]|\r?\n[ \t])*\S/im;

/**
 * Fetches messages; the query has `uid` and `internalDate`. Each message is one result, also if the server answers in
 * parts, or reports a change of its flags meanwhile. Leaves out those that are gone. `isUid`: whether the range
 * is of UIDs. Rejects with imapflow's errors.
 */
export async function fetchMessages(
  client: ImapFlow,
  range: string,
  query: FetchQueryObject,
  isUid: boolean,
): Promise<FetchMessageObject[]> {
  const found = new Map<number, FetchMessageObject>();
  let isExpunged = false;
  const noteExpunge = () => {
    isExpunged = true;
  };
  client.on('expunge', noteExpunge);
  try {
    for (const row of await client.fetchAll(range, query, { uid: isUid }))
      if (row.uid !== undefined) found.set(row.uid, { ...found.get(row.uid), ...row });
  } finally {
    client.off('expunge', noteExpunge);
  }
  // A server may also report that the flags of other messages have changed.
  const messages = [...found.values()].filter(({ internalDate, headers }) => internalDate ?? headers);
  const doubtful = isExpunged ? messages : messages.filter(mayBeGone);
  if (doubtful.length === 0) return messages;
  // Courier reports deleted messages only then.
  if (!isExpunged) await client.noop();
  const there = await stillThere(
    client,
    doubtful.map(({ uid }) => uid),
  );
  return messages.filter(message => !doubtful.includes(message) || there.has(message.uid));
}

/** Returns the UIDs that the open folder still has; all if the server refuses to say. Rejects if the connection is lost. */
export async function stillThere(client: ImapFlow, uids: readonly number[]): Promise<ReadonlySet<number>> {
  if (uids.length === 0) return new Set();
  try {
    const rows = await client.fetchAll(uids.join(), { uid: true }, { uid: true });
    return new Set(rows.map(({ uid }) => uid));
  } catch (error) {
    if (!client.usable) throw error;
    return new Set(uids);
  }
}

/**
 * Until Courier reports that a message was deleted, it sends another in its place. That one has neither a date nor a
 * Message-ID, and few messages have neither, so to ask seldom costs a round trip.
 */
const mayBeGone = ({ headers }: FetchMessageObject): boolean =>
  headers ? !DATE_OR_ID.test(headers.toString('latin1')) : false;

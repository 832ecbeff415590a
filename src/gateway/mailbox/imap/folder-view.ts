import type { ImapFlow, SearchObject } from 'imapflow';
import { MailboxError } from '../mailbox';
import { PASSING } from './refusal';

export interface FolderView {
  readonly path: string;
  /** While this stays the same, a UID means the same message (UIDVALIDITY, RFC 9051, 2.3.1.1). */
  readonly validity: string;
  readonly emails: number;
  readonly unread: number;
  /** The UIDs of the newest unread messages, newest first. */
  readonly uids: readonly number[];
  /** The server's own ids of the messages, if the gateway reads several folders and the server has ids. */
  readonly emailIds?: EmailIds;
}

/** A mail that lies in several folders has the same id in each (EMAILID, RFC 8474; X-GM-MSGID). */
export interface EmailIds {
  /** By UID. */
  readonly all: ReadonlyMap<number, string>;
  readonly unread: readonly string[];
}

/** Opens a folder and runs a task with exclusive use of the connection. @throws {MailboxError} `noFolder` */
export async function inFolder<T>(
  client: ImapFlow,
  path: string,
  task: (validity: string, emails: number, isJustOpened: boolean) => Promise<T>,
  readOnly = true,
): Promise<T> {
  makeKnown(client, path);
  const before = client.mailbox;
  const lock = await client.getMailboxLock(path, { readOnly }).catch(error => {
    if (error?.mailboxMissing === true) {
      throw new MailboxError('noFolder', `the folder ${JSON.stringify(path)} no longer exists`);
    }
    if (error?.responseStatus === 'NO' && !PASSING.includes(error.serverResponseCode)) {
      throw new MailboxError('noFolder', `the server doesn’t open the folder ${JSON.stringify(path)}`);
    }
    throw error;
  });
  try {
    const { mailbox } = client;
    if (!mailbox) throw new MailboxError('unreachable', 'the connection was lost');
    return await task(String(mailbox.uidValidity), mailbox.exists, mailbox !== before);
  } finally {
    lock.release();
  }
}

/**
 * Enters a folder into imapflow's private list of known folders. It lists one that isn't there before it opens it, which
 * takes a round trip, and an IDLE that begins in between keeps it from opening the folder.
 */
function makeKnown(client: ImapFlow, path: string): void {
  const { folders } = client as unknown as { readonly folders?: Map<string, object> };
  if (folders?.has(path) === false) folders.set(path, {});
}

/** An unusable answer is an error, never "no mail". @throws {MailboxError} or an error of imapflow */
export async function viewFolder(client: ImapFlow, path: string, limit: number): Promise<FolderView> {
  return inFolder(client, path, async (validity, _emails, isJustOpened) => {
    // NOOP: a server without IDLE then reports changes. One that has just opened the folder has said all.
    if (!isJustOpened) await client.noop();
    const before = existing(client);
    const { count, uids } = await search(client, { seen: false, deleted: false }, limit);
    if (count === 0) await checkNone(client, path);
    const emails = existing(client);
    if (count > Math.max(before, emails))
      throw new MailboxError('unexpected', `the server finds ${count} unread mails among ${emails}`);
    // Mail that was deleted during the search is still among its results.
    return { path, validity, emails, unread: Math.min(count, emails), uids };
  });
}

function existing({ mailbox }: ImapFlow): number {
  if (!mailbox) throw new MailboxError('unreachable', 'the connection was lost');
  // Undefined if the server left it out.
  if (!Number.isInteger(mailbox.exists))
    throw new MailboxError('unexpected', 'the server doesn’t say how many mails there are');
  return mailbox.exists;
}

interface Found {
  readonly count: number;
  /** The highest UIDs, highest first. */
  readonly uids: readonly number[];
}

/** Searches the open folder. @param limit how many UIDs are returned at most @throws {MailboxError} */
export async function search(client: ImapFlow, query: SearchObject, limit: number): Promise<Found> {
  const found = await client.search(query, { uid: true, returnOptions: ['COUNT', 'ALL'] });
  if (!found) throw new MailboxError('unexpected', 'the server refuses to search');
  if (Array.isArray(found)) return { count: found.length, uids: found.slice(-limit).toReversed() };
  if (found.count === undefined)
    throw new MailboxError('unexpected', 'the server doesn’t say how many it found');
  return { count: found.count, uids: highestOf(found.all ?? '', limit) };
}

/** A lost answer looks like an empty result: compare it with STATUS. */
async function checkNone(client: ImapFlow, path: string): Promise<void> {
  if ((await unseenIn(client, path)) === 0) return;
  const { count } = await search(client, { seen: false }, 1);
  if (count > 0) return;
  // Mail marked as deleted may have been expunged between the commands.
  const unseen = await unseenIn(client, path);
  if (unseen > 0)
    throw new MailboxError('unexpected', `the server counts ${unseen} unread mails and finds none`);
}

async function unseenIn(client: ImapFlow, path: string): Promise<number> {
  const { unseen = 0 } = (await client.status(path, { unseen: true })) || {};
  return unseen;
}

const RANGE = /(?<=^|,)(\d{1,10})(?::(\d{1,10}))?(?=,|$)/g;

/** Of a sequence set such as `1:3,7,9:12`, of any length. Highest first, at most `limit`. */
export function highestOf(set: string, limit: number): number[] {
  let ranges: Array<{ readonly low: number; readonly high: number }> = [];
  const keepHighest = () => {
    ranges = ranges.sort((a, b) => b.high - a.high).slice(0, limit);
  };
  for (const [, first, last = first] of set.matchAll(RANGE)) {
    const ends = [Number(first), Number(last)];
    if (ends.includes(0)) continue;
    ranges.push({ low: Math.min(...ends), high: Math.max(...ends) });
    if (ranges.length > 10 * limit) keepHighest();
  }
  keepHighest();
  const numbers: number[] = [];
  for (const { low, high } of ranges) {
    // Ranges may overlap: count each number once.
    const highest = Math.min(high, (numbers.at(-1) ?? Number.POSITIVE_INFINITY) - 1);
    for (let number = highest; number >= low && numbers.length < limit; number--) numbers.push(number);
  }
  return numbers;
}

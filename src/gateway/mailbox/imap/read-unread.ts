import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { mailboxErrorOf, withTimeout } from './failure';
import { stillThere } from './fetch-messages';
import { type FolderView, inFolder } from './folder-view';
import type { MessageStore } from './message-store';
import { type PreviewedMessage, readArrival, readHeader, readListed } from './read-message';

type Read = (client: ImapFlow, uids: readonly number[]) => Promise<PreviewedMessage[]>;

/** How a message is read after so many failures: together with others, alone, and then less of it. */
const WAYS: readonly Read[] = [readListed, readListed, readListed, readHeader, readArrival];

/** Failures after which less of a message is read. A lost network counts as one, too. */
const LESS = 3;

/** ms until a message is tried again of which nothing could be read. */
const RETRY_AFTER = 2 * 60_000;

/** More ms for each message of a command. */
const PER_MESSAGE = 5_000;

function errorOfOne(error: unknown, path: string, uid: number | undefined): MailboxError {
  const isLate = mailboxErrorOf(error, path).trouble === 'timeout';
  return new MailboxError(
    isLate ? 'timeout' : 'unreachable',
    `reading one e-mail (number ${uid} in ${JSON.stringify(path)}) ${isLate ? 'got no answer' : 'broke the connection'}`,
    undefined,
    { byOneMail: true },
  );
}

export interface UnreadReader {
  /**
   * Reads the listed messages that the store doesn't know: together, or one by one where that fails, and then with
   * less of each. Rejects if the connection is lost; the next call goes on with another connection.
   * @throws {MailboxError} `byOneMail` if it was lost while one message was read alone; or an error of imapflow
   */
  read(client: ImapFlow, view: FolderView): Promise<void>;
  /** Whether a message has failed that isn't read yet. */
  isInTrouble(): boolean;
}

/**
 * Outlives its connections, because one message can break each connection that asks for it.
 * @param deadline ms for one command
 * @param onLess called when only a part of a message can be read, or nothing
 */
export function createUnreadReader(
  store: MessageStore,
  deadline: number,
  onLess: (path: string, uid: number) => void,
): UnreadReader {
  const failures = new Map<string, { readonly path: string; readonly times: number; readonly at: number }>();

  return {
    isInTrouble: () => [...failures.values()].some(({ times }) => times < WAYS.length),
    async read(client, view) {
      const keyOf = (uid: number) => JSON.stringify([view.path, view.validity, uid]);
      const timesOf = (uid: number) => failures.get(keyOf(uid))?.times ?? 0;

      const attempt = async (uids: readonly number[], read: Read) => {
        const fail = (uid: number) =>
          failures.set(keyOf(uid), { path: view.path, times: timesOf(uid) + 1, at: performance.now() });
        const reading = inFolder(client, view.path, async validity => {
          if (validity !== view.validity)
            throw new MailboxError('noFolder', `${view.path} was renumbered by the server`);
          const messages = await read(client, uids);
          const missing = uids.filter(uid => !messages.some(message => message.uid === uid));
          return { messages, withheld: await stillThere(client, missing) };
        });
        try {
          const limit = deadline + uids.length * PER_MESSAGE;
          const { messages, withheld } = await withTimeout(limit, `reading in ${view.path}`, reading);
          store.add(view, messages);
          for (const uid of uids) {
            if (withheld.has(uid)) fail(uid);
            else failures.delete(keyOf(uid));
          }
        } catch (error) {
          if (error instanceof MailboxError && error.trouble === 'noFolder') throw error;
          for (const uid of uids) fail(uid);
          // After a late answer, nobody knows which command the next one belongs to.
          if (!client.usable || error instanceof MailboxError)
            throw uids.length === 1 ? errorOfOne(error, view.path, uids[0]) : error;
        }
      };

      const unknown = store.unknown(view);
      const here = new Set(unknown.map(keyOf));
      const forgetAfter = performance.now() - RETRY_AFTER;
      for (const [key, { path, times, at }] of failures) {
        const isGone = path === view.path && !here.has(key);
        if (isGone || (times >= WAYS.length && at < forgetAfter)) failures.delete(key);
      }
      const fresh = unknown.filter(uid => timesOf(uid) === 0);
      if (fresh.length > 0) await attempt(fresh, readListed);
      for (const uid of unknown) {
        for (let times = timesOf(uid); times > 0; times = timesOf(uid)) {
          const read = WAYS[times];
          if (read === undefined) break;
          await attempt([uid], read);
          const isSettled = timesOf(uid) === 0 || timesOf(uid) === WAYS.length;
          if (times >= LESS && isSettled) onLess(view.path, uid);
        }
      }
    },
  };
}

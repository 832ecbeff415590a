import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { withTimeout } from './failure';
import { type FolderView, inFolder } from './folder-view';
import type { MessageStore } from './message-store';
import { type PreviewedMessage, readArrival, readHeader, readListed } from './read-message';

type Read = (client: ImapFlow, uids: readonly number[]) => Promise<PreviewedMessage[]>;

/** How a message is read after so many failures. After the last one, it isn't read any more. */
const WAYS: readonly Read[] = [readListed, readListed, readHeader, readArrival];

/** Failures after which less of a message is read. */
const LESS = 2;

/** More ms for each message of a command. */
const PER_MESSAGE = 5_000;

export interface UnreadReader {
  /**
   * Reads the listed messages that the store doesn't know: together, or one by one where that fails, and then with
   * less of each. Rejects if the connection is lost; the next call goes on with another connection.
   * @throws {MailboxError} or an error of imapflow
   */
  read(client: ImapFlow, view: FolderView): Promise<void>;
}

/**
 * Outlives its connections, because one message can break each connection that asks for it.
 * @param deadline ms for one command
 * @param onLess called when only a part of a message can be read
 */
export function createUnreadReader(
  store: MessageStore,
  deadline: number,
  onLess: (path: string, uid: number) => void,
): UnreadReader {
  const failures = new Map<string, number>();

  return {
    async read(client, view) {
      const keyOf = (uid: number) => JSON.stringify([view.path, view.validity, uid]);
      const failuresOf = (uid: number) => failures.get(keyOf(uid)) ?? 0;

      const attempt = async (uids: readonly number[], read: Read) => {
        const reading = inFolder(client, view.path, validity => {
          if (validity !== view.validity)
            throw new MailboxError('noFolder', `${view.path} was renumbered by the server`);
          return read(client, uids);
        });
        try {
          const limit = deadline + uids.length * PER_MESSAGE;
          store.add(view, await withTimeout(limit, `reading in ${view.path}`, reading));
          for (const uid of uids) failures.delete(keyOf(uid));
        } catch (error) {
          if (error instanceof MailboxError && error.trouble === 'noFolder') throw error;
          for (const uid of uids) failures.set(keyOf(uid), failuresOf(uid) + 1);
          // After a late answer, nobody knows which command the next one belongs to.
          if (!client.usable || error instanceof MailboxError) throw error;
        }
      };

      const unknown = store.unknown(view);
      const fresh = unknown.filter(uid => failuresOf(uid) === 0);
      if (fresh.length > 0) await attempt(fresh, readListed);
      for (const uid of unknown) {
        for (let times = failuresOf(uid); times > 0; times = failuresOf(uid)) {
          const read = WAYS[times];
          if (read === undefined) break;
          await attempt([uid], read);
          if (times >= LESS && failuresOf(uid) === 0) onLess(view.path, uid);
        }
      }
    },
  };
}

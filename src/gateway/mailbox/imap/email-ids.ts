import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { withTimeout } from './failure';
import { type EmailIds, type FolderView, inFolder, search } from './folder-view';

/** The ids of so many of a folder's newest messages are read. */
export const MOST_IDS = 100_000;

/** How many ids one command fetches at most. */
const PER_COMMAND = 5_000;

export interface EmailIdReader {
  /**
   * Fetches the ids of messages it doesn't know and forgets those of messages that left. A message whose id the server
   * refuses to send has none. @throws {MailboxError} or imapflow's error of a lost connection
   */
  read(client: ImapFlow, view: FolderView): Promise<EmailIds>;
  /** Forgets all other folders. */
  keep(paths: readonly string[]): void;
}

/** Whether imapflow fetches an id with each message. */
export const hasEmailIds = ({ capabilities }: ImapFlow): boolean =>
  capabilities.has('OBJECTID') || capabilities.has('X-GM-EXT-1');

/** Whether folders are labels: a mail is read or unread, and in the trash, under all of them at once. */
export const isGmail = ({ capabilities }: ImapFlow): boolean => capabilities.has('X-GM-EXT-1');

/** Outlives its connections, so that each id is fetched once. @param deadline ms for one command */
export function createEmailIdReader(deadline: number): EmailIdReader {
  const folders = new Map<string, { readonly validity: string; readonly ids: Map<number, string> }>();

  const idsIn = ({ path, validity }: FolderView): Map<number, string> => {
    const known = folders.get(path);
    if (known?.validity === validity) return known.ids;
    const ids = new Map<number, string>();
    folders.set(path, { validity, ids });
    return ids;
  };

  return {
    read: (client, view) =>
      inFolder(client, view.path, async validity => {
        if (validity !== view.validity)
          throw new MailboxError('noFolder', `${view.path} was renumbered by the server`);
        const ids = idsIn(view);
        const what = `the ids of ${view.path}`;
        const { uids } = await withTimeout(deadline, what, search(client, { all: true }, MOST_IDS));
        const present = new Set(uids);
        for (const uid of ids.keys()) if (!present.has(uid)) ids.delete(uid);
        for (let i = 0; i < uids.length; i += PER_COMMAND) {
          const unknown = uids.slice(i, i + PER_COMMAND).filter(uid => !ids.has(uid));
          if (unknown.length === 0) continue;
          const range = `${unknown.at(-1)}:${unknown[0]}`;
          const fetching = client.fetchAll(range, { uid: true }, { uid: true }).catch(error => {
            if (!client.usable) throw error;
            return [];
          });
          // A copy: the text is part of a line, and would keep all of it in memory.
          for (const { uid, emailId } of await withTimeout(deadline, what, fetching))
            if (emailId && present.has(uid)) ids.set(uid, Buffer.from(emailId).toString());
        }
        return { all: ids, unread: view.uids.flatMap(uid => ids.get(uid) ?? []) };
      }),
    keep(paths) {
      for (const path of folders.keys()) if (!paths.includes(path)) folders.delete(path);
    },
  };
}

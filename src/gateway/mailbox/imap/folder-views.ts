import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { type EmailIdReader, hasEmailIds, MOST_IDS } from './email-ids';
import { withTimeout } from './failure';
import { type FolderView, viewFolder } from './folder-view';

export interface FolderViews {
  /**
   * Returns all folders but those to leave out. Reads those in `changed`; with `all`, also the first and each whose
   * STATUS differs, which doesn't show all changes. Where mail is no longer unread, it also reads the folders with copies
   * of it: Gmail reports the change for one folder only.
   */
  update(changed: ReadonlySet<string>, all: boolean): Promise<readonly FolderView[]>;
}

const QUESTION = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
} as const;

export interface FolderViewOptions {
  /** How many UIDs of unread messages a view has at most. */
  listLength(): number;
  /** In ms, for one command. */
  readonly deadline: number;
  readonly emailIds: EmailIdReader;
  /** Called with a folder, but not the first, that the server doesn't open. Returns whether to go on without it. */
  leaveOut(path: string, why: MailboxError): boolean;
}

export function createFolderViews(
  client: ImapFlow,
  paths: readonly string[],
  { listLength, deadline, emailIds, leaveOut }: FolderViewOptions,
): FolderViews {
  const needsIds = paths.length > 1 && hasEmailIds(client);
  emailIds.keep(needsIds ? paths : []);
  const views = new Map<string, FolderView>();
  const numbers = new Map<string, string>();

  const look = async (path: string): Promise<FolderView> => {
    const looking = viewFolder(client, path, needsIds ? MOST_IDS : listLength());
    const view = await withTimeout(deadline, `looking at ${path}`, looking);
    if (!needsIds) return view;
    return { ...view, emailIds: await emailIds.read(client, view), uids: view.uids.slice(0, listLength()) };
  };

  /** Any difference means a change. Undefined if the server refuses to tell, or the connection is lost. */
  const numbersOf = async (path: string): Promise<string | undefined> => {
    const status = await withTimeout(deadline, `the numbers of ${path}`, client.status(path, QUESTION));
    if (!status) return undefined;
    const { messages, unseen, uidNext, uidValidity, highestModseq } = status;
    return [messages, unseen, uidNext, uidValidity, highestModseq].join();
  };

  const hasChanged = async (path: string): Promise<boolean> => {
    const now = await numbersOf(path);
    const before = numbers.get(path);
    if (now === undefined) return true;
    numbers.set(path, now);
    return now !== before;
  };

  const unreadIn = (path: string) => views.get(path)?.emailIds?.unread ?? [];

  return {
    async update(changed, all) {
      const noLongerUnread = new Set<string>();
      const read = async (path: string) => {
        const before = unreadIn(path);
        try {
          views.set(path, await look(path));
        } catch (error) {
          const isClosed = error instanceof MailboxError && error.trouble === 'noFolder';
          if (!isClosed || path === paths[0] || !leaveOut(path, error)) throw error;
          views.delete(path);
        }
        const unread = new Set(unreadIn(path));
        for (const id of before) if (!unread.has(id)) noLongerUnread.add(id);
      };
      const others: string[] = [];
      for (const [index, path] of paths.entries()) {
        const isOther = all && (index === 0 || (await hasChanged(path)));
        if (isOther || changed.has(path) || !views.has(path)) await read(path);
        else others.push(path);
      }
      for (const path of others) if (unreadIn(path).some(id => noLongerUnread.has(id))) await read(path);
      return paths.flatMap(path => views.get(path) ?? []);
    },
  };
}

import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { withTimeout } from './failure';
import type { FolderView } from './folder-view';

/** Reads the whole state of one folder. */
export type Look = (client: ImapFlow, path: string) => Promise<FolderView>;

/** Caches the state of all folders. Asks the server only for changes. */
export interface FolderViews {
  /**
   * Reads the changed folders again and returns all folders. With an empty set it reads the first folder, and
   * the others if their STATUS has changed. Rejects if `look` rejects.
   */
  update(changed: ReadonlySet<string>): Promise<readonly FolderView[]>;
}

const QUESTION = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
} as const;

/** @param deadline ms for one command */
export function createFolderViews(
  client: ImapFlow,
  paths: readonly string[],
  look: Look,
  deadline: number,
): FolderViews {
  const views = new Map<string, FolderView>();
  const numbers = new Map<string, string>();

  /** The folder's STATUS as one text; any difference means a change. */
  const numbersOf = async (path: string): Promise<string> => {
    const status = await withTimeout(deadline, `the numbers of ${path}`, client.status(path, QUESTION));
    if (!status) throw new MailboxError('unexpected', `the server doesn’t send the counts of ${path}`);
    const { messages, unseen, uidNext, uidValidity, highestModseq } = status;
    return [messages, unseen, uidNext, uidValidity, highestModseq].join();
  };

  const hasChanged = async (path: string): Promise<boolean> => {
    const now = await numbersOf(path);
    const before = numbers.get(path);
    numbers.set(path, now);
    return now !== before;
  };

  return {
    async update(changed) {
      for (const [index, path] of paths.entries()) {
        const isAsked = changed.size === 0 ? index === 0 || (await hasChanged(path)) : changed.has(path);
        if (isAsked || !views.has(path)) views.set(path, await look(client, path));
      }
      return paths.flatMap(path => views.get(path) ?? []);
    },
  };
}

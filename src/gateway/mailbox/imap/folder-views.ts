import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { within } from './failure';
import type { FolderView } from './folder-view';

/** Looks at one folder, all of it. */
export type Look = (client: ImapFlow, path: string) => Promise<FolderView>;

/** What is in all folders of a mailbox, with no more questions to the server than it takes. */
export interface FolderViews {
  /**
   * Looks at those that changed; at none in particular means at all of them, of which only the first one is opened
   * unless its numbers have changed. Rejects with what looking rejects with.
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

/** @param deadline ms for the server to answer one command */
export function createFolderViews(
  client: ImapFlow,
  paths: readonly string[],
  look: Look,
  deadline: number,
): FolderViews {
  const views = new Map<string, FolderView>();
  const numbers = new Map<string, string>();

  /** A folder's numbers as one text; any difference means that something changed. */
  const numbersOf = async (path: string): Promise<string> => {
    const status = await within(deadline, `the numbers of ${path}`, client.status(path, QUESTION));
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

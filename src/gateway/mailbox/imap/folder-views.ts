import type { ImapFlow } from 'imapflow';
import { withTimeout } from './failure';
import type { FolderView } from './folder-view';

export type Look = (client: ImapFlow, path: string) => Promise<FolderView>;

export interface FolderViews {
  /** Returns all folders. Reads those in `changed`; if empty, the first and each whose STATUS differs. */
  update(changed: ReadonlySet<string>): Promise<readonly FolderView[]>;
}

const QUESTION = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
} as const;

/** `deadline` is in ms, for one command. */
export function createFolderViews(
  client: ImapFlow,
  paths: readonly string[],
  look: Look,
  deadline: number,
): FolderViews {
  const views = new Map<string, FolderView>();
  const numbers = new Map<string, string>();

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

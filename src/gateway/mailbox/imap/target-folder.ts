import type { ImapFlow } from 'imapflow';
import { isGmail } from './email-ids';
import { type Folder, hasFlag } from './folders';
import { useOfName } from './usual-names';

/** The special use (RFC 6154) of a folder to move mail to. */
export type TargetUse = '\\Archive' | '\\Trash';

export interface TargetFolders {
  /** The folder's path, as long as the connection lasts. Without one, creates it. Undefined if the server lets nobody. */
  find(client: ImapFlow, use: TargetUse): Promise<string | undefined>;
  /** All that there are. */
  known(client: ImapFlow): Promise<string[]>;
  /** Lists the folders anew next time, because one is gone. */
  forget(client: ImapFlow): void;
}

export function createTargetFolders(): TargetFolders {
  const lists = new WeakMap<ImapFlow, readonly Folder[]>();
  const choose = (client: ImapFlow, folders: readonly Folder[], use: TargetUse) =>
    chooseTarget(folders, use, isGmail(client), client.namespaces);
  const list = async (client: ImapFlow) => {
    const folders = lists.get(client) ?? (await client.list());
    lists.set(client, folders);
    return folders;
  };
  return {
    async find(client, use) {
      const folders = await list(client);
      const existing = choose(client, folders, use);
      if (existing !== undefined) return existing;
      lists.delete(client);
      const created = await create(client, folders, use.slice(1));
      // Another program may have created it meanwhile.
      return created ?? choose(client, await list(client), use);
    },
    async known(client) {
      const folders = await list(client);
      const uses: readonly TargetUse[] = ['\\Archive', '\\Trash'];
      return uses.flatMap(use => choose(client, folders, use) ?? []);
    },
    forget: client => void lists.delete(client),
  };
}

/** Prefixes (RFC 2342) of the user's own folders, of other users' and of shared ones. */
export interface Namespaces {
  readonly personal?: readonly Prefix[] | false;
  readonly other?: readonly Prefix[] | false;
  readonly shared?: readonly Prefix[] | false;
}

interface Prefix {
  readonly prefix: string;
}

/**
 * Of the user's own folders, the one that the server marks; for the archive at Gmail, *All Mail*; else one with a usual
 * name that lies in no other folder but the inbox.
 */
export function chooseTarget(
  list: readonly Folder[],
  use: TargetUse,
  isGmail: boolean,
  namespaces: Namespaces = {},
): string | undefined {
  const folders = list.filter(
    ({ flags, path }) =>
      !hasFlag(flags, '\\Noselect') && !hasFlag(flags, '\\NonExistent') && isOwn(path, namespaces),
  );
  const marked = (wanted: string) => folders.find(({ flags }) => hasFlag(flags, wanted))?.path;
  const all = isGmail && use === '\\Archive' ? marked('\\All') : undefined;
  const named = folders
    .filter(folder => useOfName(outerName(folder, namespaces)) === use)
    .sort((a, b) => a.path.length - b.path.length);
  return marked(use) ?? all ?? named[0]?.path;
}

/** The longest prefix of a path, or none, says whose it is. */
function isOwn(path: string, { personal, other, shared }: Namespaces): boolean {
  const longest = (prefixes: readonly Prefix[] | false = []) =>
    Math.max(-1, ...(prefixes || []).filter(it => path.startsWith(it.prefix)).map(it => it.prefix.length));
  return longest(personal) >= Math.max(longest(other), longest(shared));
}

/** Without the prefixes of the user's own folders and of the inbox. */
function outerName({ path, delimiter }: Folder, { personal }: Namespaces): string {
  const prefixes = [...(personal || []).map(({ prefix }) => prefix), `INBOX${delimiter}`];
  const [longest = ''] = prefixes.filter(it => path.startsWith(it)).sort((a, b) => b.length - a.length);
  return path.slice(longest.length);
}

/** Also subscribes to it. imapflow adds the prefix of the user's own folders (RFC 2342), if the server tells one. */
async function create(client: ImapFlow, list: readonly Folder[], name: string): Promise<string | undefined> {
  const delimiter = list.find(folder => folder.delimiter)?.delimiter ?? client.namespace?.delimiter ?? '/';
  const others = list.filter(({ path }) => path !== 'INBOX');
  const inbox = `INBOX${delimiter}`;
  const liesInInbox = others.length > 0 && others.every(({ path }) => path.startsWith(inbox));
  const paths = liesInInbox ? [`${inbox}${name}`, name] : [name, `${inbox}${name}`];
  for (const path of paths) {
    try {
      const made = await client.mailboxCreate(path);
      return made.path;
    } catch (error) {
      if (!client.usable) throw error;
    }
  }
  return undefined;
}

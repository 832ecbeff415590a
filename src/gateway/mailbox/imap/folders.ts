import type { ImapFlow, ListResponse } from 'imapflow';
import { MailboxError } from '../mailbox';

/** A pattern never matches these: unwanted mail, and views of other folders (RFC 6154). */
const EXCLUDED_USES: readonly string[] = ['\\Junk', '\\Trash', '\\Sent', '\\Drafts', '\\All', '\\Flagged'];

const MAX_LISTED = 20;

export type Folder = Pick<ListResponse, 'path' | 'delimiter' | 'flags' | 'specialUse'>;

/**
 * Returns the paths without duplicates, in the given order. A wanted folder is a name (with `/` between
 * levels), a special use (`\Archive`) or a pattern (`*`, `Lists/*`). @throws {MailboxError} `noFolder`
 */
export async function findFolders(client: ImapFlow, wanted: readonly string[]): Promise<string[]> {
  // Every server has INBOX, so no LIST command is needed.
  if (wanted.every(isInbox)) return ['INBOX'];
  return chooseFolders(await client.list(), wanted);
}

/** @throws {MailboxError} `noFolder` */
export function chooseFolders(list: readonly Folder[], wanted: readonly string[]): string[] {
  const folders = list.filter(
    ({ flags }) => !hasFlag(flags, '\\Noselect') && !hasFlag(flags, '\\NonExistent'),
  );
  const paths = wanted.flatMap(name => {
    const found = matching(folders, name);
    if (found.length > 0) return found;
    const names = folders.slice(0, MAX_LISTED).map(folder => JSON.stringify(nameOf(folder)));
    const more = folders.length > MAX_LISTED ? ' and others' : '';
    throw new MailboxError(
      'noFolder',
      `there is no folder ${JSON.stringify(name)}; there are ${names.join(', ')}${more}`,
    );
  });
  return [...new Set(paths)];
}

function matching(folders: readonly Folder[], name: string): string[] {
  if (isInbox(name)) return ['INBOX'];
  if (name.startsWith('\\')) {
    return folders
      .filter(({ specialUse }) => specialUse?.toLowerCase() === name.toLowerCase())
      .map(folder => folder.path);
  }
  if (name.endsWith('*')) {
    const start = name.slice(0, -1);
    const kept = folders.filter(folder => !isExcluded(folder, folders));
    const exact = kept.filter(folder => nameOf(folder).startsWith(start));
    const close = kept.filter(folder => withoutInbox(nameOf(folder)).startsWith(withoutInbox(start)));
    return (exact.length > 0 ? exact : close).map(folder => folder.path);
  }
  const exact = folders.find(folder => nameOf(folder) === name || folder.path === name);
  const close = folders.find(folder => withoutInbox(nameOf(folder)) === withoutInbox(name));
  const found = exact ?? close;
  return found ? [found.path] : [];
}

const isInbox = (name: string) => name.toUpperCase() === 'INBOX';

/** Some servers put all folders inside the inbox. */
const withoutInbox = (name: string) => name.toLowerCase().replace(/^inbox\//, '');

const hasFlag = (flags: ReadonlySet<string>, flag: string) =>
  [...flags].some(it => it.toLowerCase() === flag.toLowerCase());

function nameOf({ path, delimiter }: Folder): string {
  return delimiter ? path.split(delimiter).join('/') : path;
}

/** Whether a folder is one of {@link EXCLUDED_USES} or inside one. */
function isExcluded(folder: Folder, folders: readonly Folder[]): boolean {
  return folders.some(({ path, delimiter, specialUse }) => {
    const isInside = folder.path === path || (delimiter && folder.path.startsWith(path + delimiter));
    return isInside && specialUse !== undefined && EXCLUDED_USES.includes(specialUse);
  });
}

import type { ImapFlow, ListResponse } from 'imapflow';
import { MailboxError } from '../mailbox';
import { useOfName } from './usual-names';

/** A pattern never matches these: unwanted and own mail, and views of other folders (RFC 6154, RFC 8457). */
const EXCLUDED_USES: readonly string[] = [
  ...['\\Junk', '\\Trash', '\\Sent', '\\Drafts'],
  ...['\\All', '\\Flagged', '\\Important'],
];

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
  const hasPattern = wanted.some(isPattern);
  const excluded = hasPattern ? excludedPaths(list) : new Set<string>();
  const paths = wanted.flatMap(name => {
    const found = matching(folders, name, excluded);
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

function matching(folders: readonly Folder[], name: string, excluded: ReadonlySet<string>): string[] {
  if (isInbox(name)) return ['INBOX'];
  if (name.startsWith('\\')) return folders.filter(folder => hasUse(folder, name)).map(({ path }) => path);
  if (isPattern(name)) {
    const start = name.slice(0, -1);
    const kept = folders.filter(({ path }) => !excluded.has(path));
    const exact = kept.filter(folder => nameOf(folder).startsWith(start));
    const close = kept.filter(folder => withoutInbox(nameOf(folder)).startsWith(withoutInbox(start)));
    return (exact.length > 0 ? exact : close).map(folder => folder.path);
  }
  const exact = folders.find(folder => nameOf(folder) === name || folder.path === name);
  const close = folders.find(folder => withoutInbox(nameOf(folder)) === withoutInbox(name));
  const found = exact ?? close;
  return found ? [found.path] : [];
}

export const isPattern = (name: string): boolean => name.endsWith('*');

const isInbox = (name: string) => name.toUpperCase() === 'INBOX';

/** Some servers put all folders inside the inbox. */
const withoutInbox = (name: string) => name.toLowerCase().replace(/^inbox\//, '');

export const hasFlag = (flags: ReadonlySet<string>, flag: string) =>
  [...flags].some(it => it.toLowerCase() === flag.toLowerCase());

/** With `/` between its levels. */
export function nameOf({ path, delimiter }: Pick<Folder, 'path' | 'delimiter'>): string {
  return delimiter ? path.split(delimiter).join('/') : path;
}

/** imapflow gives each special use to one folder only; a server may give it to several. */
const hasUse = ({ specialUse, flags }: Folder, use: string) =>
  specialUse?.toLowerCase() === use.toLowerCase() || hasFlag(flags, use);

/** The folders that are one of {@link EXCLUDED_USES}, and those inside them. */
function excludedPaths(list: readonly Folder[]): Set<string> {
  const marked = EXCLUDED_USES.filter(use => list.some(({ flags }) => hasFlag(flags, use)));
  // A name says nothing if the server itself marks the folder of that use.
  const usesByName = EXCLUDED_USES.filter(use => !marked.includes(use));
  const roots = new Set(
    list.filter(folder => EXCLUDED_USES.some(use => hasUse(folder, use))).map(({ path }) => path),
  );
  const isExcluded = ({ path, delimiter }: Folder) =>
    levelsOf(path, delimiter).some(
      level => roots.has(level.path) || usesByName.includes(useOfName(level.name) ?? ''),
    );
  return new Set(list.filter(isExcluded).map(({ path }) => path));
}

/** The folders around a folder and the folder itself. */
function levelsOf(path: string, delimiter: string) {
  const names = delimiter ? path.split(delimiter) : [path];
  return names.map((name, i) => ({ name, path: names.slice(0, i + 1).join(delimiter) }));
}

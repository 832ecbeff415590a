import type { Account } from '../account/account';
import { parseUrl } from '../answer/link';
import { type State, unreadOf } from './state';

/** A tab as far as the browser tells of it: only of those at hosts that Facteur may contact is there an address. */
export interface OpenTab {
  id?: number | undefined;
  url?: string | undefined;
  windowId?: number | undefined;
  /** ms since 1970 */
  lastAccessed?: number | undefined;
}

/** A tab that something may open in. */
export interface ReusableTab {
  id: number;
  windowId: number | undefined;
  /** Whether it shows something else as yet. */
  navigate: boolean;
}

/**
 * Whether a tab at this address shows that webmail, or a page of it: the same server, at or below the webmail's path.
 * A path that ends in a file's name, such as `index.html`, stands for the folder.
 */
export function isWebmailTab(address: string, webmail: string): boolean {
  const mail = parseUrl(webmail);
  if (!mail) return false;
  const { pathname } = mail;
  const isPage = !pathname.endsWith('/') && !/\.[^/]*$/.test(pathname);
  return isBelow(address, mail, isPage ? `${pathname}/` : folderOf(pathname));
}

/**
 * The tab to open `address` in: one that shows it already, else one of the webmail or of another mail, the latest used
 * first. The webmail itself is only brought forward, for whoever is writing there must not lose it. Undefined where
 * none will do.
 */
export function tabFor(tabs: readonly OpenTab[], address: string, webmail: string): ReusableTab | undefined {
  const wanted = parseUrl(address);
  const mail = parseUrl(webmail);
  const byUse = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const showing = byUse.find(({ url }) => url === address);
  const isWebmail = wanted?.href === mail?.href;
  // A mail of another server than the webmail's is none of that tab's business.
  const mayNavigate = wanted !== undefined && !isWebmail && wanted.origin === mail?.origin;
  const isFit = ({ url = '' }: OpenTab) =>
    (isWebmail || mayNavigate) &&
    (isWebmailTab(url, webmail) || (mayNavigate && isBelow(url, wanted, folderOf(wanted.pathname))));
  const tab = showing ?? byUse.find(isFit);
  if (tab?.id === undefined) return undefined;
  return { id: tab.id, windowId: tab.windowId, navigate: !showing && !isWebmail };
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Whether an address is on that server in a folder, which ends in a slash, or is the folder but for its slash. */
function isBelow(address: string, { origin }: URL, folder: string): boolean {
  const url = parseUrl(address);
  return url?.origin === origin && `${url.pathname}/`.startsWith(folder);
}

/** The account whose webmail to open where none is named: one with unread mail before others, in their order. */
export function webmailAccount({ accounts, mailboxes, settings }: State): Account | undefined {
  const withWebmail = accounts.filter(({ webmail }) => webmail);
  return (
    withWebmail.find(({ id }) => (unreadOf(mailboxes[id], settings) ?? 0) > 0) ??
    withWebmail[0] ??
    accounts[0]
  );
}

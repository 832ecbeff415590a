import type { Account } from '../account/account';
import { webmailOf } from '../account/webmail';
import { parseUrl } from '../answer/link';
import { type State, unreadOf } from './state';

/** A tab. The browser tells the address only for hosts with permission. */
export interface OpenTab {
  id?: number | undefined;
  url?: string | undefined;
  windowId?: number | undefined;
  /** ms since 1970 */
  lastAccessed?: number | undefined;
}

export interface ReusableTab {
  id: number;
  windowId: number | undefined;
  navigate: boolean;
}

/** Same origin, at or below the webmail's path; a file name such as `index.html` stands for its folder. */
export function isWebmailTab(address: string, webmail: string): boolean {
  const mail = parseUrl(webmail);
  if (!mail) return false;
  const { pathname } = mail;
  const isPage = !pathname.endsWith('/') && !/\.[^/]*$/.test(pathname);
  return isBelow(address, mail, isPage ? `${pathname}/` : folderOf(pathname));
}

/**
 * Prefers a tab that shows `address`, then the latest used of the webmail. For the webmail itself, never
 * navigates a tab: the user may be writing there.
 */
export function tabFor(tabs: readonly OpenTab[], address: string, webmail: string): ReusableTab | undefined {
  const wanted = parseUrl(address);
  const mail = parseUrl(webmail);
  const byUse = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const showing = byUse.find(({ url }) => url === address);
  const isWebmail = wanted?.href === mail?.href;
  // Never open a mail of another server in the webmail's tab.
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

function isBelow(address: string, { origin }: URL, folder: string): boolean {
  const url = parseUrl(address);
  return url?.origin === origin && `${url.pathname}/`.startsWith(folder);
}

/** The first with webmail and unread mail, else the first with webmail. */
export function webmailAccount({ accounts, mailboxes, settings }: State): Account | undefined {
  const withWebmail = accounts.filter(webmailOf);
  return withWebmail.find(({ id }) => (unreadOf(mailboxes[id], settings) ?? 0) > 0) ?? withWebmail[0];
}

import type { Account } from './account';
import { parseUrl } from './link';
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

/** Whether a tab at this address shows that webmail, or a page of it: the same server, at or below the webmail's folder. */
export function isWebmailTab(address: string, webmail: string): boolean {
  const tab = parseUrl(address);
  const mail = parseUrl(webmail);
  if (!tab || !mail || tab.origin !== mail.origin) return false;
  const folder = mail.pathname.slice(0, mail.pathname.lastIndexOf('/') + 1);
  return tab.pathname.startsWith(folder);
}

/**
 * The tab to open `address` in: one that shows it already, else one of the webmail, the latest used first. The webmail
 * itself is only brought forward, for whoever is writing there must not lose it. Undefined where none will do.
 */
export function tabFor(tabs: readonly OpenTab[], address: string, webmail: string): ReusableTab | undefined {
  const byUse = tabs.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const showing = byUse.find(({ url }) => url === address);
  const tab = showing ?? byUse.find(({ url }) => url && isWebmailTab(url, webmail));
  if (tab?.id === undefined) return undefined;
  // A mail of another server than the webmail's is none of that tab's business.
  const isWebmail = parseUrl(address)?.href === parseUrl(webmail)?.href;
  if (!showing && !isWebmail && !isWebmailTab(address, webmail)) return undefined;
  return { id: tab.id, windowId: tab.windowId, navigate: !showing && !isWebmail };
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

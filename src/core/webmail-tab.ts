import { parseUrl } from './link';

/** Whether a tab at this address shows that webmail, or a page of it: the same server, at or below the webmail's folder. */
export function isWebmailTab(address: string, webmail: string): boolean {
  const tab = parseUrl(address);
  const mail = parseUrl(webmail);
  if (!tab || !mail || tab.origin !== mail.origin) return false;
  const folder = mail.pathname.slice(0, mail.pathname.lastIndexOf('/') + 1);
  return tab.pathname.startsWith(folder);
}

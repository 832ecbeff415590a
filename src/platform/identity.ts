import type { WindowEnd } from '../core/account/web-auth';
import { browser } from './browser';

/** Where a provider's page sends the user back to: an address that the browser hands to this extension alone. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/** Chrome's words and Firefox's for a page that doesn't open. Nothing else tells it from a window that was closed. */
const UNREACHABLE = /could not be loaded|Invalid request/i;

/** Opens a page in the browser's window for it; ends when that does, and never rejects. */
export async function openWindow(url: string): Promise<WindowEnd> {
  try {
    return {
      kind: 'returned',
      address: await browser.identity.launchWebAuthFlow({ url, interactive: true }),
    };
  } catch (error) {
    return { kind: UNREACHABLE.test(String(error)) ? 'unreachable' : 'closed' };
  }
}

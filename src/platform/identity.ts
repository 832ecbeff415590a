import type { WindowEnd } from '../core/account/web-auth';
import { browser } from './browser';

/** The address to which a provider's page returns the user. The browser passes it to this extension only. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/** The browsers' error messages for a page that can't be loaded; other errors mean a closed window. */
const UNREACHABLE = /could not be loaded|Invalid request/i;

/** Opens a page in the browser's sign-in window; resolves when the window closes. Never rejects. */
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

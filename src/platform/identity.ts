import browser from 'webextension-polyfill';

/** Where a sign-in page sends the user back to: an address that the browser hands to this extension alone. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/** Opens the browser's sign-in window; resolves with the address it ended at, rejects when the user closes it. */
export async function launchSignIn(url: string): Promise<string> {
  return browser.identity.launchWebAuthFlow({ url, interactive: true });
}

/** Redirect addresses of extensions. The group identifies the extension. */
const FORMS = [
  // Chrome: identity.getRedirectURL()
  /^(https:\/\/[a-p]{32}\.chromiumapp\.org)\//,
  // Firefox: identity.getRedirectURL(), and its loopback form for providers that reject the first
  /^(https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org)\//,
  /^(http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40})(?:[/?]|$)/,
];

const CHROME_ID = /^[a-p]{32}$/;

/** `foreign`: not an extension's address. `unpinned`: an extension that isn't allowed here. */
export type Verdict = 'accepted' | 'foreign' | 'unpinned';

export type ReturnAddressCheck = (address: string) => Verdict;

/** Accepts only a canonical address without a fragment (RFC 6749, 3.1.2). */
function extensionOf(address: string): string | undefined {
  if (address.length > 2000 || address.includes('#')) return undefined;
  if (!URL.canParse(address) || new URL(address).href !== address) return undefined;
  for (const form of FORMS) {
    const extension = form.exec(address)?.[1];
    if (extension !== undefined) return extension;
  }
  return undefined;
}

/** Reads a redirect address or a Chrome id; `undefined` if it isn't an extension's. */
export function parseExtension(text: string): string | undefined {
  return extensionOf(CHROME_ID.test(text) ? `https://${text}.chromiumapp.org/` : text);
}

/** `extensions` come from {@link parseExtension}; if empty, all are allowed. */
export function createReturnAddressCheck(extensions: readonly string[]): ReturnAddressCheck {
  return address => {
    const extension = extensionOf(address);
    if (extension === undefined) return 'foreign';
    return extensions.length === 0 || extensions.includes(extension) ? 'accepted' : 'unpinned';
  };
}

export function withQuery(address: string, parameters: Readonly<Record<string, string>>): string {
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (added.length === 0) return address;
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return address + separator + added.join('&');
}

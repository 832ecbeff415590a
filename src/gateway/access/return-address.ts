import { FACTEUR, type Service } from '../services/service';

/** Redirect addresses of extensions. The group identifies the extension. */
const FORMS = [
  // Chrome: identity.getRedirectURL()
  /^(https:\/\/[a-p]{32}\.chromiumapp\.org)\//,
  // Firefox: identity.getRedirectURL(), and its loopback form for providers that reject the first
  /^(https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org)\//,
  /^(http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40})(?:[/?]|$)/,
];

const CHROME_ID = /^[a-p]{32}$/;

/** `foreign`: not an address of this service. `unpinned`: an extension that isn't allowed here. */
export type Verdict = 'accepted' | 'foreign' | 'unpinned';

/** Whether a sign-in or a choice for this service may come back to this address. */
export type ReturnAddressCheck = (address: string, service: Service) => Verdict;

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

/**
 * Facteur's own addresses are those of extensions: `extensions` come from {@link parseExtension}; if empty, all are
 * allowed. Another service's are exactly those that it has registered.
 */
export function createReturnAddressCheck(extensions: readonly string[]): ReturnAddressCheck {
  return (address, service) => {
    if (service !== FACTEUR) return service.redirects.includes(address) ? 'accepted' : 'foreign';
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

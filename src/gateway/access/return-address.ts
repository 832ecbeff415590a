/** The addresses that a browser hands back to one extension each; the group tells extensions apart. */
const FORMS = [
  // Chrome: identity.getRedirectURL()
  /^(https:\/\/[a-p]{32}\.chromiumapp\.org)\//,
  // Firefox: identity.getRedirectURL(), and its loopback form for providers that refuse the other
  /^(https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org)\//,
  /^(http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40})(?:[/?]|$)/,
];

const CHROME_ID = /^[a-p]{32}$/;

/** Whether an address may be given a token. */
export type Verdict = 'accepted' | 'foreign' | 'unpinned';

/** Judges an address that a request names. It may be any text. */
export type ReturnAddressCheck = (address: string) => Verdict;

/**
 * The extension that an address belongs to, as the beginning of all its addresses; `undefined` if none.
 * The address must be written exactly as a browser writes it, and without a fragment (RFC 6749, 3.1.2).
 */
function extensionOf(address: string): string | undefined {
  if (address.length > 2000 || address.includes('#')) return undefined;
  if (!URL.canParse(address) || new URL(address).href !== address) return undefined;
  for (const form of FORMS) {
    const extension = form.exec(address)?.[1];
    if (extension !== undefined) return extension;
  }
  return undefined;
}

/** The extension that an operator names by its redirect address or its Chrome id, as {@link extensionOf} gives it. */
export function parseExtension(text: string): string | undefined {
  return extensionOf(CHROME_ID.test(text) ? `https://${text}.chromiumapp.org/` : text);
}

/** @param extensions the only ones accepted, as {@link extensionOf} gives them; without any, all are */
export function createReturnAddressCheck(extensions: readonly string[]): ReturnAddressCheck {
  return address => {
    const extension = extensionOf(address);
    if (extension === undefined) return 'foreign';
    return extensions.length === 0 || extensions.includes(extension) ? 'accepted' : 'unpinned';
  };
}

/** The address with parameters added to whatever query it has. */
export function withQuery(address: string, parameters: Readonly<Record<string, string>>): string {
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (added.length === 0) return address;
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return address + separator + added.join('&');
}

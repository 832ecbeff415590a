const FORMS = [
  // Chrome: identity.getRedirectURL()
  /^https:\/\/[a-p]{32}\.chromiumapp\.org\//,
  // Firefox: identity.getRedirectURL(), and its loopback form for providers that refuse the other
  /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\//,
  /^http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40}(?:[/?]|$)/,
];

/**
 * Whether an address is one that a browser hands back to an extension, and so may be given a token.
 * It must be written exactly as a browser writes it, and without a fragment (RFC 6749, 3.1.2).
 */
export function isReturnAddress(address: string): boolean {
  if (address.length > 2000 || address.includes('#') || !FORMS.some(form => form.test(address))) return false;
  return URL.canParse(address) && new URL(address).href === address;
}

/** The address with parameters added to whatever query it has. */
export function withQuery(address: string, parameters: Readonly<Record<string, string>>): string {
  const added = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (added.length === 0) return address;
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return address + separator + added.join('&');
}

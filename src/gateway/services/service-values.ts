/** Users read it: no control characters, nothing invisible, and nothing that turns the line round. */
export const isServiceName = (text: string): boolean =>
  /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]{1,60}$/u.test(text) &&
  text.trim() === text;

/** An http or https address. */
export const isSite = (text: string): boolean =>
  isCanonical(text) && /^https?:$/.test(new URL(text).protocol);

/** Where a token may be sent (RFC 6749, 3.1.2): without a fragment, and with plain http only on this computer. */
export function isRedirect(text: string): boolean {
  if (!isCanonical(text) || text.includes('#')) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}

/** As browsers write it: a plain host, no user name, at most 2,000 characters. The host becomes part of a page's policy. */
const isCanonical = (text: string): boolean => {
  if (text.length > 2000 || !URL.canParse(text)) return false;
  const { href, hostname, username, password } = new URL(text);
  const isPlainHost = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])$/.test(hostname);
  return href === text && isPlainHost && username + password === '';
};

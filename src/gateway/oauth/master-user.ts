/** In the user name of a master user, and replaced by each address. */
const ADDRESS = '{address}';

/** Addresses that no mail server reads as a separator or a pattern. */
const PLAIN_ADDRESS = /^[\w.+'=~-]+@[\w.-]+$/;

/**
 * The user name with which a master user opens an address's mailbox. Undefined for an address that a mail server might
 * read as another one: `boss*gateway@example.org` would open the mailbox of `boss` for the template
 * `{address}*gateway`.
 */
export function masterUser(template: string, address: string): string | undefined {
  const literal = template.split(ADDRESS);
  if (literal.length === 1 || !PLAIN_ADDRESS.test(address)) return undefined;
  const beside = literal.flatMap((text, index) => [
    index > 0 && text.at(0),
    index < literal.length - 1 && text.at(-1),
  ]);
  // Nearly every address has a dot and an @, which mean something only where the server parts the names there.
  const isSeparator = (char: string) =>
    /[^a-z\d]/i.test(char) && (!/[-.@_]/.test(char) || beside.includes(char));
  const separators = [...literal.join('')].filter(isSeparator);
  return separators.some(char => address.includes(char))
    ? undefined
    : template.replaceAll(ADDRESS, () => address);
}

/** Usual ones between two user names; hardly a user name has one itself. */
const SEPARATOR = /[*!|^]/;

/** Whether this user name at a mail server looks like a master user's for an address: `ann*gateway`. */
export function isMasterLogin(user: string, address: string): boolean {
  const [local = ''] = address.split('@');
  const name = user.includes(address) ? address : local;
  return user.includes(name) && SEPARATOR.test(user.replace(name, ''));
}

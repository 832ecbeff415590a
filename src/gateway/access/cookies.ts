/** The cookies of this gateway. They are for its own pages, out of reach of any script. */
export interface Cookies {
  /** What a `Cookie` header holds under a name, in its order. */
  read(header: string | undefined, name: string): readonly string[];
  /**
   * A value for `Set-Cookie`. `value` is sent as it is.
   * @param maxAge how long the browser keeps it, in seconds; 0 to forget it now; until the browser closes if not given
   */
  write(name: string, value: string, maxAge?: number): string;
}

/** @param secure whether browsers reach the gateway by https */
export function createCookies(secure: boolean): Cookies {
  // A browser lets neither a neighbouring domain nor plain http set a cookie with this prefix (RFC 6265bis, 4.1.3.2).
  const fullName = (name: string) => `${secure ? '__Host-' : ''}facteur-${name}`;
  const attributes = `Path=/; HttpOnly; ${secure ? 'Secure; ' : ''}SameSite=Lax`;
  return {
    read(header, name) {
      const wanted = `${fullName(name)}=`;
      const pairs = (header ?? '').split(/;\s*/).filter(pair => pair.startsWith(wanted));
      return pairs.map(pair => pair.slice(wanted.length));
    },
    write(name, value, maxAge) {
      const age = maxAge === undefined ? '' : `Max-Age=${maxAge}; `;
      return `${fullName(name)}=${value}; ${age}${attributes}`;
    },
  };
}

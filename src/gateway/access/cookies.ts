export interface Cookies {
  read(header: string | undefined, name: string): readonly string[];
  /** `maxAge` in seconds: 0 deletes the cookie; by default it ends when the browser closes. */
  write(name: string, value: string, maxAge?: number): string;
}

/** @param secure whether browsers reach the gateway by https */
export function createCookies(secure: boolean): Cookies {
  // Browsers don't let a neighbouring domain or plain http set this prefix (RFC 6265bis, 4.1.3.2).
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

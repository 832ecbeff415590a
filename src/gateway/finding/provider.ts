import type { Advice } from '../texts/texts';

export interface Provider {
  readonly name: string;
  /** Of addresses. Matches exactly: a subdomain may belong to somebody else. */
  readonly domains: readonly string[];
  /** The IMAP server. It uses TLS from the first byte unless `security` is set. */
  readonly host: string;
  /** Default: 993. */
  readonly port?: number;
  readonly security?: 'starttls';
  /**
   * Names of its mail servers, for MX records. Subdomains count too: list no name under which customers run servers.
   */
  readonly servers?: readonly string[];
  /** Set if the user name is only the part before the @. */
  readonly signInName?: 'local-part';
  readonly webmail?: string;
  /** `{message-id}` is the Message-ID without angle brackets, `{user}` the address; both percent-encoded. */
  readonly messageLink?: string;
  /** What its users must do or know first. */
  readonly needs?: readonly Advice[];
  /** The https page where they do it. */
  readonly help?: string;
  /** The server accepts no passwords, so don't ask for one. `needs` says it, too. */
  readonly noPasswords?: true;
  /** The table `[oauth.…]` of the config file whose provider signs its people in. */
  readonly oauth?: 'google' | 'microsoft';
}

/** `under('gmx', 'de fr')` is gmx.de and gmx.fr. */
export const under = (name: string, ends: string) => ends.split(' ').map(end => `${name}.${end}`);

import type { ImapServer } from '../mailbox/imap/imap-server';

/** A provider at which people sign in, from a table `[oauth.…]` of the config file. Secret. */
export interface OAuthProvider {
  /** The table's name: `microsoft` for `[oauth.microsoft]`. */
  readonly id: string;
  /** For people, such as `Microsoft`. */
  readonly name: string;
  /** Where OpenID discovery begins: https, or http on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client (RFC 6749, 2.1). */
  readonly clientSecret: string | undefined;
  readonly scopes: readonly string[];
  /** More parameters of the authorization request. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The claims of the id token or of userinfo that may have the account's address, the best first. */
  readonly claims: readonly string[];
  /**
   * Whether a sign-in proves the address by itself, without an answer of the mail server. `hosted`: if Google also hosts
   * the address. Undefined: if the claim does.
   */
  readonly proof?: 'none' | 'hosted' | undefined;
  /** The host of the redirect address where the gateway runs on the person's own computer. */
  readonly loopbackHost: '127.0.0.1' | 'localhost';
  /** Whether it lets mail be read after a sign-in by device code (RFC 8628). */
  readonly givesDeviceCode: boolean;
  /** The domains whose people sign in here, in lower case and ASCII. Google's and Microsoft's are known without it. */
  readonly domains: readonly string[];
  readonly mail: MailSide;
}

/** How the gateway gets in at the mail server, after the sign-in at the provider. */
export interface MailSide {
  /** Undefined: it is found for each address. Google's and Microsoft's tokens are only for their own. */
  readonly server: ImapServer | undefined;
  readonly webmail: string | undefined;
  /** Signs in for everybody (a master user). Undefined: with the access token. Secret. */
  readonly master: { readonly user: string; readonly password: string } | undefined;
}

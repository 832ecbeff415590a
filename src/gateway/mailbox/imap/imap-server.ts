export interface ImapServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, STARTTLS, or no encryption (only for this machine). */
  readonly security: 'tls' | 'starttls' | 'none';
  /** PEM certificates to trust in addition to Node's root certificates. */
  readonly ca?: string | undefined;
  /**
   * The SHA-256 fingerprint (`AA:BB:…`) of the one certificate to trust, whatever its names, dates or issuer. No
   * password is sent to a server that shows another one.
   */
  readonly pin?: string | undefined;
  /** The operator's own server: it is told the address of each person, so that its limits count persons (RFC 2971). */
  readonly learnsClients?: boolean | undefined;
}

/** Servers with the same key are down together. */
export const serverKey = ({ host, port, security }: ImapServer): string => `${host}:${port} ${security}`;

export interface PasswordLogin {
  readonly user: string;
  readonly password: string;
}

/** The access tokens of one grant (RFC 6749). */
export interface AccessTokens {
  /**
   * One that is valid for a while. Renews it before it expires.
   * @throws {MailboxError} `refused` if the grant was withdrawn, others if the provider can't be asked now
   */
  get(): Promise<string>;
  /**
   * Another one than this, which the mail server refuses; this one while it is valid and there is no way to another.
   * @throws {MailboxError} as `get`
   */
  insteadOf(refused: string): Promise<string>;
  /**
   * Another text after each sign-in or renewal; undefined without tokens to use. Asks no provider.
   * @throws {Error} if they can't be read now
   */
  version?(): Promise<string | undefined>;
  /** Nobody uses the mailbox any more: keeps none in memory until the next call. */
  rest?(): void;
}

export interface TokenLogin {
  readonly user: string;
  readonly tokens: AccessTokens;
}

/** By a password that is used only while the person's grant goes on; the mail server gets no token. */
export interface GuardedLogin extends PasswordLogin, TokenLogin {}

/** By a password, or by an access token (RFC 7628, XOAUTH2). */
export type Login = PasswordLogin | GuardedLogin | TokenLogin;

/** Sent to the server for a {@link Login}. */
export type Credentials = PasswordLogin | { readonly user: string; readonly accessToken: string };

/** The password of a login that has one. */
export const passwordOf = (login: Login | OwnLogin): string | undefined =>
  'password' in login ? login.password : undefined;

/** Opens a stored grant. Secret. */
export interface GrantKey {
  /** The id of its provider. */
  readonly provider: string;
  readonly id: string;
  /** 32 bytes, in base64url. */
  readonly key: string;
}

export interface GrantLogin {
  readonly user: string;
  readonly grant: GrantKey;
}

/** By the operator's password for everybody, as long as the person's grant at this provider goes on. */
export interface MasterLogin extends GrantLogin {
  readonly master: string;
}

/** How a person who signs in gets into the mailbox. Only the gateway's options turn the latter two into a {@link Login}. */
export type OwnLogin = PasswordLogin | GrantLogin | MasterLogin;

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
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

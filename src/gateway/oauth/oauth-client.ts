/** The tokens of a grant, from its provider. Secret. */
export interface OAuthTokens {
  readonly accessToken: string;
  /** Undefined if the provider gives none: then the grant ends with the access token. */
  readonly refreshToken: string | undefined;
  /** When the access token expires, in ms since 1970. */
  readonly expires: number;
}

/** An answer has to fit it. Secret: only the browser that began keeps it, sealed. */
export interface SignInCheck {
  readonly state: string;
  readonly nonce: string;
  /** The PKCE code verifier (RFC 7636). */
  readonly verifier: string;
}

/** A person who has signed in at the provider. */
export interface SignedInPerson {
  readonly tokens: OAuthTokens;
  /** The account's addresses, as the provider's claims have them, the best first. At least one. */
  readonly addresses: readonly string[];
  /** Whether the provider says that it has verified the first one. */
  readonly isVerified: boolean;
  /** The addresses that the provider says it has not verified. */
  readonly denied: readonly string[];
}

/** A sign-in on another device (RFC 8628). */
export interface DeviceSignIn {
  /** The page to open. */
  readonly page: string;
  /** The code to enter there. */
  readonly code: string;
  /** Waits until the person has signed in there. @throws {OAuthError} `cancelled` also when the code's time is up */
  wait(signal?: AbortSignal): Promise<SignedInPerson>;
}

/** Speaks to one provider. Every method throws an {@link OAuthError}. */
export interface OAuthClient {
  /**
   * `address`: whom the provider should offer. `anotherAccount`: not the one that the browser is signed in with there,
   * unless its person chooses it again.
   */
  begin(
    redirectUri: string,
    address: string,
    anotherAccount?: boolean,
  ): Promise<{ readonly page: string; readonly check: SignInCheck }>;
  /** `callback`: the redirect address with the provider's answer, which is untrusted. */
  finish(callback: URL, check: SignInCheck): Promise<SignedInPerson>;
  /** Keeps the refresh token that it was given if the provider gives no other one. */
  renew(refreshToken: string): Promise<OAuthTokens>;
  beginOnDevice(): Promise<DeviceSignIn>;
}

/**
 * `withdrawn`: the grant has ended, so the person must sign in again. `unavailable`: the provider can't be reached, or
 * fails; later it may work. `misconfigured`: the provider doesn't accept this gateway, whose operator must correct that.
 * `cancelled`: the person has refused. `forged`: the answer doesn't fit the question, or the provider didn't give it.
 */
export type OAuthTrouble = 'withdrawn' | 'unavailable' | 'misconfigured' | 'cancelled' | 'forged';

/** The code of `misconfigured` if the provider gives no address of the account. */
export const NO_ADDRESS = 'NO-ADDRESS';

/** `message` is for the log and has no secrets. */
export class OAuthError extends Error {
  constructor(
    readonly trouble: OAuthTrouble,
    message: string,
    /** The provider's code, such as `invalid_grant` (RFC 6749, 5.2), Node's, or {@link NO_ADDRESS}. */
    readonly code?: string,
    /** Set if a browser has brought the code: its person may have made it up. */
    readonly isHearsay?: true,
  ) {
    super(message);
  }
}

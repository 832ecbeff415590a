import { type OAuthClient, OAuthError, type OAuthTokens } from '../../../src/gateway/oauth/oauth-client';

const HOUR = 60 * 60_000;

/** A provider that replaces the refresh token at each renewal, and ends a grant whose old one is used again. */
export class FakeProvider {
  now = 1_800_000_000_000;
  lifetime = HOUR;
  requests = 0;
  /** Thrown instead of an answer. */
  failure: Error | undefined;
  givesRefreshToken = true;
  /** Holds back the answers as long as it is pending. */
  gate: Promise<void> = Promise.resolve();
  #count = 0;
  #valid: string | undefined;

  /** A sign-in, which ends the former one. */
  signIn(): OAuthTokens {
    return this.#give();
  }

  withdraw(): void {
    this.#valid = undefined;
  }

  readonly client = {
    renew: async (refreshToken: string) => {
      this.requests += 1;
      const failure = this.failure;
      const isValid = refreshToken === this.#valid;
      if (failure === undefined && !isValid) this.#valid = undefined;
      const tokens = failure === undefined && isValid ? this.#give() : undefined;
      await this.gate;
      if (failure !== undefined) throw failure;
      if (tokens === undefined) throw new OAuthError('withdrawn', 'used again', 'invalid_grant');
      return tokens;
    },
  } as OAuthClient;

  #give(): OAuthTokens {
    this.#count += 1;
    this.#valid = `refresh ${this.#count}`;
    return {
      accessToken: `access ${this.#count}`,
      refreshToken: this.givesRefreshToken ? this.#valid : undefined,
      expires: this.now + this.lifetime,
    };
  }
}

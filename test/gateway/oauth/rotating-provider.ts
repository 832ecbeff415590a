import { type OAuthClient, OAuthError, type OAuthTokens } from '../../../src/gateway/oauth/oauth-client';

/** A provider that replaces the refresh token at each renewal, and ends a grant whose old one is used again. */
export interface RotatingProvider {
  /** Its clock, in ms since 1970. */
  now: number;
  /** Of an access token, in ms. */
  lifetime: number;
  givesRefreshToken: boolean;
  /** Thrown instead of an answer. */
  failure: Error | undefined;
  requests: number;
  /** Holds back the answer to the next renewal until `answer` is called. `asked` resolves when it is asked for. */
  holdNext(): { readonly asked: Promise<void>; answer(): void };
  /** Ends the former sign-in. */
  signIn(): OAuthTokens;
  withdraw(): void;
  readonly client: OAuthClient;
}

export function createRotatingProvider(): RotatingProvider {
  let count = 0;
  let valid: string | undefined;
  const give = (): OAuthTokens => {
    count += 1;
    valid = `refresh ${count}`;
    return {
      accessToken: `access ${count}`,
      refreshToken: provider.givesRefreshToken ? valid : undefined,
      expires: provider.now + provider.lifetime,
    };
  };
  let beforeAnswer = async () => {};
  const renew = async (refreshToken: string) => {
    provider.requests += 1;
    if (provider.failure !== undefined) throw provider.failure;
    if (refreshToken === valid) {
      const tokens = give();
      await beforeAnswer();
      return tokens;
    }
    valid = undefined;
    throw new OAuthError('withdrawn', 'used again', 'invalid_grant');
  };
  const provider: RotatingProvider = {
    now: 1_800_000_000_000,
    lifetime: 60 * 60_000,
    givesRefreshToken: true,
    failure: undefined,
    requests: 0,
    signIn: give,
    withdraw() {
      valid = undefined;
    },
    holdNext() {
      let answer = () => {};
      const answered = new Promise<void>(resolve => {
        answer = resolve;
      });
      const asked = new Promise<void>(resolve => {
        beforeAnswer = () => {
          resolve();
          return answered;
        };
      });
      return { asked, answer };
    },
    client: { renew } as OAuthClient,
  };
  return provider;
}

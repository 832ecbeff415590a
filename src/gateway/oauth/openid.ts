import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  type DeviceAuthorizationResponse,
  fetchUserInfo,
  initiateDeviceAuthorization,
  pollDeviceAuthorizationGrant,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  skipSubjectCheck,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { type Addresses, addressesIn } from './addresses';
import { type Configurations, createDiscovery } from './discovery';
import { promptForAnother } from './known-providers';
import {
  NO_ADDRESS,
  type OAuthClient,
  OAuthError,
  type OAuthTokens,
  type SignedInPerson,
} from './oauth-client';
import type { OAuthProvider } from './oauth-provider';
import { type Step, toOAuthError } from './oauth-trouble';

export interface OpenIdOptions {
  readonly fetch?: CustomFetch;
  /** ms since 1970 */
  readonly now?: () => number;
}

type TokenResponse = TokenEndpointResponse & TokenEndpointResponseHelpers;

/** Seconds, if the provider doesn't say how long an access token is valid (RFC 6749, 5.1). */
const USUAL_LIFETIME = 3600;
/** Seconds between two questions about a sign-in by device code, if the provider doesn't say (RFC 8628, 3.2). */
const USUAL_INTERVAL = 5;

/** Asks the provider nothing before it is needed. */
export function createOAuthClient(
  provider: OAuthProvider,
  { fetch, now = Date.now }: OpenIdOptions = {},
): OAuthClient {
  const { scopes, parameters } = provider;
  const scope = scopes.join(' ');
  const configurations = createDiscovery(provider, now, fetch);

  /** Says what went wrong, in the product's words. */
  const during = async <T>(
    step: Step,
    task: (config: Configuration) => Promise<T>,
    use: keyof Configurations = 'usual',
  ): Promise<T> => {
    try {
      return await task((await configurations())[use]);
    } catch (error) {
      throw toOAuthError(error, provider, step);
    }
  };
  const tokensIn = (response: TokenResponse, oldRefreshToken?: string): OAuthTokens => ({
    accessToken: response.access_token,
    refreshToken: response.refresh_token ?? oldRefreshToken,
    expires: now() + (response.expires_in ?? USUAL_LIFETIME) * 1000,
  });
  const personOf = async (config: Configuration, response: TokenResponse): Promise<SignedInPerson> => ({
    tokens: tokensIn(response),
    ...(await addressesOf(config, response, provider)),
  });

  return {
    begin: (redirectUri, address, anotherAccount = false) =>
      during('begin', async config => {
        const check = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
        const page = buildAuthorizationUrl(config, {
          ...parameters,
          ...(anotherAccount && { prompt: promptForAnother(provider) }),
          scope,
          redirect_uri: redirectUri,
          login_hint: address,
          state: check.state,
          nonce: check.nonce,
          code_challenge: await calculatePKCECodeChallenge(check.verifier),
          code_challenge_method: 'S256',
        });
        return { page: page.href, check };
      }),

    finish: (callback, { state, nonce, verifier }) =>
      during('finish', async config => {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
        return personOf(config, await authorizationCodeGrant(config, callback, checks));
      }),

    renew: refreshToken =>
      during(
        'renew',
        async config => tokensIn(await refreshTokenGrant(config, refreshToken), refreshToken),
        'renewals',
      ),

    beginOnDevice: () =>
      during('device', async config => {
        const begun = await initiateDeviceAuthorization(config, { scope });
        const deadline = AbortSignal.timeout(begun.expires_in * 1000);
        return {
          page: begun.verification_uri,
          code: begun.user_code,
          wait: signal =>
            during('device', async () => {
              const ends = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
              return personOf(config, await untilSignedIn(config, begun, provider, ends));
            }),
        };
      }),
  };
}

/** Goes on when the provider fails meanwhile, but asks less often then (RFC 8628, 3.5). */
async function untilSignedIn(
  config: Configuration,
  begun: DeviceAuthorizationResponse,
  provider: OAuthProvider,
  signal: AbortSignal,
): Promise<TokenResponse> {
  for (let { interval = USUAL_INTERVAL } = begun; ; interval += USUAL_INTERVAL) {
    try {
      return await pollDeviceAuthorizationGrant(config, { ...begun, interval }, undefined, { signal });
    } catch (error) {
      if (signal.aborted)
        throw new OAuthError(
          'cancelled',
          `nobody has signed in at ${provider.issuer} in time`,
          'expired_token',
        );
      if (toOAuthError(error, provider, 'device').trouble !== 'unavailable') throw error;
    }
  }
}

/** Asks for userinfo if the id token has no address. */
async function addressesOf(
  config: Configuration,
  response: TokenResponse,
  provider: OAuthProvider,
): Promise<Addresses> {
  const idToken = response.claims();
  const inToken = idToken && addressesIn(idToken, provider);
  if (inToken !== undefined) return inToken;
  const subject = idToken?.sub ?? skipSubjectCheck;
  const found = addressesIn(await fetchUserInfo(config, response.access_token, subject), provider);
  if (found !== undefined) return found;
  throw new OAuthError(
    'misconfigured',
    `${provider.issuer} doesn’t say whose account it is: it gives no e-mail address in ${provider.claims.join(' or ')}; check scopes and claim in [oauth.${provider.id}]`,
    NO_ADDRESS,
  );
}

import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  clockTolerance,
  customFetch,
  discovery,
  None,
} from 'openid-client';
import type { OAuthProvider } from './oauth-provider';
import { toOAuthError } from './oauth-trouble';

/** How a provider is asked. */
export interface Configurations {
  readonly usual: Configuration;
  /** Takes more care not to lose the new tokens. */
  readonly renewals: Configuration;
}

/** Seconds for each request. */
const DEADLINE = 10;
/** A slow provider may have replaced the refresh token already, so the new one is waited for. */
const RENEWAL_DEADLINE = 30;
/** Seconds by which the clocks of the gateway and of the provider may differ. The nonce shows that an answer is new. */
const CLOCK_TOLERANCE = 600;
/** ms until a provider that couldn't be asked is asked again. */
const PAUSE = 10_000;
/** ms for which a provider's description is used. */
const LIFETIME = 24 * 60 * 60_000;

/**
 * Asks the provider to describe itself (OpenID Connect Discovery 1.0), when that is needed. The result throws an
 * {@link OAuthError}.
 */
export function createDiscovery(
  provider: OAuthProvider,
  now: () => number,
  fetch: CustomFetch = globalThis.fetch as CustomFetch,
): () => Promise<Configurations> {
  const { issuer, clientId, clientSecret } = provider;
  const metadata = { [clockTolerance]: CLOCK_TOLERANCE };
  const authentication = authenticationWith(clientSecret);
  const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  let latest: { readonly found: Promise<Configurations>; ends: number } | undefined;

  const discover = async (): Promise<Configurations> => {
    const usual = await discovery(new URL(issuer), clientId, metadata, authentication, {
      timeout: DEADLINE,
      [customFetch]: fetch,
      execute,
    });
    const renewals = new Configuration({ ...usual.serverMetadata() }, clientId, metadata, authentication);
    renewals.timeout = RENEWAL_DEADLINE;
    renewals[customFetch] = async (...request) => withoutIdToken(await fetch(...request));
    for (const change of execute) change(renewals);
    return { usual, renewals };
  };
  return () => {
    if (latest !== undefined && now() < latest.ends) return latest.found;
    const asked = { ends: now() + LIFETIME };
    const found = discover().catch(error => {
      asked.ends = now() + PAUSE;
      throw toOAuthError(error, provider, 'discover');
    });
    latest = Object.assign(asked, { found });
    return found;
  };
}

/** In the body where the provider takes it there: some decode the header as RFC 6749, 2.3.1 has it, others don't. */
function authenticationWith(secret: string | undefined): ClientAuth {
  if (secret === undefined) return None();
  const [inBody, inHeader] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, ...rest) => {
    const takesBody = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    return (takesBody ? inBody : inHeader)(server, ...rest);
  };
}

/** A renewal needs none, and one that failed its check would cost the new refresh token. */
async function withoutIdToken(response: Response): Promise<Response> {
  const body = await response
    .clone()
    .json()
    .catch(() => undefined);
  return response.ok && body?.id_token !== undefined
    ? Response.json({ ...body, id_token: undefined })
    : response;
}

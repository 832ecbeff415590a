import type { CustomFetch } from 'openid-client';

/** ms. Longer than for other requests: a provider that has replaced the refresh token takes the old one for stolen. */
const DEADLINE = 30_000;

/**
 * Loses no new refresh token of a slow provider, nor of one whose id token fails a check: a renewal needs none
 * (OpenID Connect Core 1.0, 12.2).
 */
export function withRenewals(fetch: CustomFetch): CustomFetch {
  return async (url, options) => {
    const { body } = options;
    if (!(body instanceof URLSearchParams) || body.get('grant_type') !== 'refresh_token')
      return fetch(url, options);
    const response = await fetch(url, { ...options, signal: AbortSignal.timeout(DEADLINE) });
    const answer: unknown = response.ok
      ? await response
          .clone()
          .json()
          .catch(() => undefined)
      : undefined;
    if (typeof answer !== 'object' || answer === null || !('id_token' in answer)) return response;
    const { id_token: _needless, ...rest } = answer;
    return Response.json(rest);
  };
}

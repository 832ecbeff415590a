import type { Metrics, Outcome } from '../shared/metrics';
import { type OAuthClient, OAuthError, type OAuthTrouble } from './oauth-client';

const OUTCOMES: Readonly<Partial<Record<OAuthTrouble, Outcome>>> = {
  withdrawn: 'refused',
  unavailable: 'unreachable',
};

/** The same client, whose renewals are counted. */
export function countRenewals(client: OAuthClient, { renewed }: Pick<Metrics, 'renewed'>): OAuthClient {
  return {
    ...client,
    async renew(refreshToken) {
      try {
        const tokens = await client.renew(refreshToken);
        renewed('done');
        return tokens;
      } catch (error) {
        renewed((error instanceof OAuthError && OUTCOMES[error.trouble]) || 'failed');
        throw error;
      }
    },
  };
}

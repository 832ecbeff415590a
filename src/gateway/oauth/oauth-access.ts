import type { Grants } from './grants';
import type { OAuthClient } from './oauth-client';
import type { OAuthProvider } from './oauth-provider';

/** How people sign in at their providers. */
export interface OAuthAccess {
  readonly providers: readonly OAuthProvider[];
  clientOf(provider: OAuthProvider): OAuthClient;
  readonly grants: Grants;
}

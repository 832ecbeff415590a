import type { OAuthProvider } from './oauth-provider';

/** For the operator, about a provider that gives no refresh token. */
export const shortLived = ({ id, name }: Pick<OAuthProvider, 'id' | 'name'>): string =>
  `${name} lets the gateway in for a short time only: add the scope that allows more, often offline_access, to scopes in [oauth.${id}]`;

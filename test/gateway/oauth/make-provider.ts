import type { OAuthProvider } from '../../../src/gateway/oauth/oauth-provider';

export const makeProvider = (change: Partial<OAuthProvider> = {}): OAuthProvider => ({
  id: 'company',
  name: 'Company',
  issuer: 'https://id.example.org',
  clientId: 'facteur',
  clientSecret: undefined,
  scopes: ['openid', 'email', 'offline_access'],
  parameters: {},
  claims: ['email'],
  loopbackHost: '127.0.0.1',
  givesDeviceCode: true,
  domains: [],
  mail: { server: undefined, webmail: undefined, master: undefined },
  ...change,
});

import type { User } from '../../../src/gateway/access/accounts';
import { createDemoMailbox } from '../../../src/gateway/mailbox/demo/demo-mailbox';
import { GRANT, MailboxError, NO_OAUTH } from '../../../src/gateway/mailbox/mailbox';
import { createGrants } from '../../../src/gateway/oauth/grants';
import type { OAuthAccess } from '../../../src/gateway/oauth/oauth-access';
import { NO_ADDRESS, type OAuthClient, OAuthError } from '../../../src/gateway/oauth/oauth-client';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { makeProvider } from '../../gateway/oauth/make-provider';

/** Mailboxes of the config file that can't be read, each for its reason. */
export const createSetUp = (): User[] =>
  [
    new MailboxError('refused', 'missing', GRANT, { hasNoGrant: true }),
    new MailboxError('refused', 'ended', GRANT),
    new MailboxError('noPassword', 'no-tokens', NO_OAUTH),
  ].map(error => ({
    user: `${error.message}@setup.example`,
    password: undefined,
    mailbox: { ...createDemoMailbox(), counts: () => Promise.reject(error) },
    front: 'setup',
  }));

/** Providers that lead back at once. */
export function createOAuth(): OAuthAccess {
  const server = { host: 'imap.company.example', port: 993, security: 'tls' as const };
  const mail = { server, webmail: undefined, master: undefined };
  const name = 'University of Oberaltenbuchstein';
  const master = { user: '{address}*gateway', password: 'secret' };
  const providers = [
    makeProvider({ id: 'google', name: 'Google' }),
    makeProvider({
      name,
      domains: ['company.example', 'verwaltung.universitaet-oberaltenbuchstein.example'],
      mail,
    }),
    makeProvider({
      id: 'certificate',
      name,
      domains: ['certificate.company.example'],
      mail: { ...mail, server: { ...server, host: 'imap.certificate.company.example' } },
    }),
    makeProvider({ id: 'setup', name }),
    makeProvider({ id: 'verified', name, domains: ['verified.example'], mail: { ...mail, master } }),
  ];
  const client: Pick<OAuthClient, 'begin' | 'finish'> = {
    async begin(redirectUri, address) {
      const check = { state: address, nonce: '', verifier: '' };
      return { page: `${redirectUri}?${new URLSearchParams({ state: address })}`, check };
    },
    async finish(callback) {
      const address = callback.searchParams.get('state') ?? '';
      const [user = ''] = address.split('@');
      if (user === 'nobody') throw new OAuthError('misconfigured', user, NO_ADDRESS);
      if (user === 'cancelled' || user === 'unavailable' || user === 'misconfigured')
        throw new OAuthError(user, user);
      return {
        tokens: { accessToken: '', refreshToken: 'secret', expires: 0 },
        addresses: [user === 'other' ? 'jean.dupont@company.example' : address],
        isVerified: user !== 'unverified',
        denied: [],
      };
    },
  };
  const clientOf = () => client as OAuthClient;
  return { providers, clientOf, grants: createGrants({ store: createMemoryStore(), clientOf }) };
}

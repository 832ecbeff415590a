import { ImapFlow } from 'imapflow';
import { describe, expect, onTestFinished, test } from 'vitest';
import { open, tokensOf } from './asking';
import { startOAuthDovecot, type Validation } from './dovecot';

const ANNA = 'anna@example.org';

describe.each<[Validation, 'jwt' | 'opaque']>([
  ['local', 'jwt'],
  ['introspection', 'opaque'],
])('%s validation of access tokens', (validation, accessTokens) => {
  test.each(['xoauth2', 'oauthbearer'])('lets its own user in by %s, and nobody else', async mechanism => {
    const provider = await open({ accessTokens });
    const dovecot = await startOAuthDovecot(provider, validation, mechanism);
    onTestFinished(() => dovecot.close());
    for (const user of ['anna', 'bert']) await dovecot.setPassword(user, 'unused');
    const { access_token } = await tokensOf(provider, ANNA);
    const connect = async (user: string, accessToken: string) => {
      const { host, port, ca } = dovecot.server;
      const auth = { user, accessToken };
      const client = new ImapFlow({ host, port, secure: true, tls: { ca }, auth, logger: false });
      await client.connect();
      await client.logout();
    };
    await connect(ANNA, access_token);
    await expect(connect('bert@example.org', access_token)).rejects.toThrow();
    await expect(connect(ANNA, `${access_token}x`)).rejects.toThrow();
  });
});

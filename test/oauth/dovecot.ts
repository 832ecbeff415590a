import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dovecot, startDovecot } from '../imap/dovecot';
import { giveToOwner } from '../imap/unprivileged';
import { INTROSPECTION_CLIENT, KEY_ID, PUBLIC_CLIENT, SECRET_CLIENT } from './oidc';
import type { TestProvider } from './provider';

/** How Dovecot looks at an access token: `local` reads a JWT itself, `introspection` asks the provider (RFC 7662). */
export type Validation = 'local' | 'introspection';

/**
 * A Dovecot server that takes a provider's access tokens, and passwords as before. `setPassword` adds users. The user
 * name of the sign-in must be the address in the token.
 */
export async function startOAuthDovecot(
  provider: TestProvider,
  validation: Validation,
  mechanisms = 'xoauth2 oauthbearer',
): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-oauth-'));
  await chmod(folder, 0o755);
  const settings = join(folder, 'oauth2.conf');
  await writeFile(settings, validation === 'local' ? local(provider, folder) : introspecting(provider));
  for (const client of [PUBLIC_CLIENT, SECRET_CLIENT.id]) {
    await mkdir(join(folder, client, 'RS256'), { recursive: true });
    await writeFile(join(folder, client, 'RS256', KEY_ID), provider.publicKey);
  }
  await giveToOwner(folder);
  const dovecot = await startDovecot(`auth_mechanisms = plain ${mechanisms}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${settings}
}
`);
  return {
    ...dovecot,
    async close() {
      await dovecot.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const local = (provider: TestProvider, folder: string) => `introspection_mode = local
local_validation_key_dict = fs:posix:prefix=${folder}/
issuers = ${provider.issuer}
client_id = ${PUBLIC_CLIENT}
username_attribute = email
username_format = %Lu
`;

function introspecting(provider: TestProvider): string {
  const { id, secret } = INTROSPECTION_CLIENT;
  const address = `${provider.issuer.replace('//', `//${id}:${secret}@`)}/token/introspection`;
  return `introspection_mode = post
introspection_url = ${address}
force_introspection = yes
username_attribute = sub
username_format = %Lu
active_attribute = active
active_value = true
`;
}

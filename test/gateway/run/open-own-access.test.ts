import { expect, test } from 'vitest';
import { createConnections } from '../../../src/gateway/mailbox/imap/connections';
import { openOwnAccess } from '../../../src/gateway/run/open-own-access';
import { openProviders } from '../../../src/gateway/run/open-providers';
import { SILENT } from '../../../src/gateway/shared/log';
import { createMemoryStore } from '../../../src/gateway/store/memory-store';
import { COMPANY, load, MASTER } from '../config/load-text';

async function ownIn(text: string) {
  const setup = await load(text);
  const providers = openProviders(setup, createMemoryStore(), SILENT);
  const own = openOwnAccess(setup, providers, createConnections(), () => 20, SILENT);
  if (own === undefined) throw new Error('nobody may sign in');
  return own;
}

const HOST = 'host = "imap.example.org"\n';
const server = { host: 'imap.example.org', port: 993, security: 'tls' } as const;
const accountWith = (password: string) => ({
  server,
  login: { user: 'ann@example.org*gateway', password },
  webmail: undefined,
});

test.each([
  ['of a provider', `[sign-in]\n${COMPANY}${HOST}${MASTER}`, 'm4ster'],
  ['of all', `[sign-in]\n${HOST}${MASTER}${COMPANY}`, 'm4ster'],
  ['of all, and neither do others there', `[sign-in]\n${HOST}${MASTER}${COMPANY}`, 'another'],
])('the password of a master user %s opens nothing on the sign-in page', async (_whose, text, password) => {
  const own = await ownIn(text);
  await expect(own.test(accountWith(password), '192.0.2.1')).rejects.toMatchObject({ trouble: 'refused' });
});

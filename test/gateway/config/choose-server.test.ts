import { describe, expect, test } from 'vitest';
import { chooseServer, orServer, type ServerChoice } from '../../../src/gateway/config/choose-server';
import type { FoundServer } from '../../../src/gateway/finding/find-server';
import type { ImapServer } from '../../../src/gateway/mailbox/imap/imap-server';
import { StartupError } from '../../../src/gateway/shared/startup-error';
import { NO_NETWORK } from '../finding/no-network';

const NOTHING: ServerChoice = {
  address: undefined,
  host: undefined,
  port: undefined,
  security: undefined,
  user: undefined,
};
const HOST = 'mail.corp.example';

/** Apart from known providers, only `found` is found. */
const choose = (choice: Partial<ServerChoice>, found?: FoundServer) =>
  chooseServer({ ...NOTHING, ...choice }, found ? { find: async () => found } : NO_NETWORK);

test.each<[Partial<ServerChoice>, string]>([
  [{ address: 'jean@orange.fr' }, 'jean@orange.fr at imap.orange.fr:993 tls'],
  [{ address: 'jean@free.fr' }, 'jean at imap.free.fr:993 tls'],
  [{ address: 'Jean@FREE.fr', user: 'other' }, 'other at imap.free.fr:993 tls'],
  [{ address: 'jean@proton.me' }, 'jean@proton.me at 127.0.0.1:1143 starttls'],
  [{ address: 'jean@proton.me', port: 1144 }, 'jean@proton.me at 127.0.0.1:1144 starttls'],
  [{ address: 'jean@proton.me', security: 'none' }, 'jean@proton.me at 127.0.0.1:1143 none'],
  [{ address: 'jean@orange.fr', port: 143 }, 'jean@orange.fr at imap.orange.fr:143 starttls'],
  [{ address: 'jean@orange.fr', security: 'starttls' }, 'jean@orange.fr at imap.orange.fr:143 starttls'],
  [{ address: 'jean@corp.example', host: HOST }, `jean@corp.example at ${HOST}:993 tls`],
  [{ host: HOST, user: 'jean' }, `jean at ${HOST}:993 tls`],
  [{ host: HOST, user: 'jean', port: 143 }, `jean at ${HOST}:143 starttls`],
  [{ host: HOST, user: 'jean', port: 143, security: 'tls' }, `jean at ${HOST}:143 tls`],
  [{ host: HOST, user: 'jean', port: 1993 }, `jean at ${HOST}:1993 tls`],
  [{ host: HOST, user: 'jean', security: 'starttls' }, `jean at ${HOST}:143 starttls`],
  [{ host: 'localhost', user: 'jean', security: 'none' }, 'jean at localhost:143 none'],
  [{ host: '127.0.0.1', user: 'jean', port: 1143, security: 'none' }, 'jean at 127.0.0.1:1143 none'],
  [{ address: 'jean@proton.me', host: HOST }, `jean@proton.me at ${HOST}:993 tls`],
  [{ address: 'jean@outlook.com', host: HOST }, `jean@outlook.com at ${HOST}:993 tls`],
])('%j signs in as %s', async (choice, chosen) => {
  const { server, user } = await choose(choice);
  expect(`${user} at ${server.host}:${server.port} ${server.security}`).toBe(chosen);
});

test('the address gives the provider, even with another server', async () => {
  expect((await choose({ address: 'jean@orange.fr' })).provider?.name).toBe('Orange');
  expect((await choose({ address: 'jean@orange.fr', host: HOST })).provider?.name).toBe('Orange');
  expect((await choose({ host: HOST, user: 'jean@orange.fr' })).provider).toBeUndefined();
});

describe('a server that was found', () => {
  const server: ImapServer = { host: HOST, port: 1993, security: 'starttls' };
  const found: FoundServer = { server, user: 'jean', provider: undefined, by: 'autoconfig' };
  const address = 'jean@corp.example';

  test.each<[Partial<ServerChoice>, string]>([
    [{}, `jean at ${HOST}:1993 starttls`],
    [{ user: 'other' }, `other at ${HOST}:1993 starttls`],
    [{ port: 1994 }, `jean at ${HOST}:1994 starttls`],
    [{ port: 993 }, `jean at ${HOST}:993 tls`],
    [{ security: 'tls' }, `jean at ${HOST}:1993 tls`],
  ])('is used with %j', async (choice, chosen) => {
    const { server, user } = await choose({ address, ...choice }, found);
    expect(`${user} at ${server.host}:${server.port} ${server.security}`).toBe(chosen);
  });

  test('gets no password if only DNS names it', async () => {
    const chosen = choose({ address }, { ...found, by: 'srv', unproven: true });
    await expect(chosen).rejects.toThrow(/can be forged: if it is right, give mail\.corp\.example as host$/);
  });
});

test.each<[Partial<ServerChoice>, string]>([
  [{}, `${HOST}:993 tls`],
  [{ port: 1993 }, `${HOST}:1993 tls`],
  [{ port: 143 }, `${HOST}:143 starttls`],
  [{ security: 'starttls' }, `${HOST}:143 starttls`],
  [{ host: 'other.example', port: 143 }, 'other.example:143 undefined'],
])('a provider’s server is used with %j', (choice, chosen) => {
  const server: ImapServer = { host: HOST, port: 993, security: 'tls' };
  const { host, port, security } = orServer({ ...NOTHING, ...choice }, server);
  expect(`${host}:${port} ${security}`).toBe(chosen);
});

test.each<[Partial<ServerChoice>, RegExp]>([
  [{}, /^no address: give the mailbox’s address/],
  [{ user: 'jean' }, /^no address/],
  [
    { address: 'jean@corp.example' },
    /mail server of jean@corp\.example is unknown to Facteur: give its host/,
  ],
  [{ address: 'jean@outlook.com' }, /^Outlook\.com accepts no passwords .* \[oauth\.microsoft\]/],
  [{ host: HOST }, /^no user for mail\.corp\.example: give/],
  [
    { host: HOST, user: 'jean', security: 'none' },
    /would be sent to mail\.corp\.example.* without encryption/,
  ],
  [{ address: 'jean@orange.fr', security: 'none' }, /would be sent to imap\.orange\.fr.* without encryption/],
  [
    { host: 'localhost.corp.example', user: 'jean', security: 'none' },
    /would be sent to localhost\.corp.* without encryption/,
  ],
])('%j gets an error with advice', async (choice, message) => {
  const error = await choose(choice).catch(it => it);
  expect(error).toBeInstanceOf(StartupError);
  expect(error.message).toMatch(message);
});

import { expect, test } from 'vitest';
import { chooseServer, type ServerChoice } from '../../../src/gateway/config/choose-server';
import { StartupError } from '../../../src/gateway/shared/startup-error';

const NOTHING: ServerChoice = {
  address: undefined,
  host: undefined,
  port: undefined,
  security: undefined,
  user: undefined,
};
const HOST = 'mail.corp.example';

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
])('%j signs in as %s', (choice, chosen) => {
  const { server, user } = chooseServer({ ...NOTHING, ...choice });
  expect(`${user} at ${server.host}:${server.port} ${server.security}`).toBe(chosen);
});

test('the address gives the provider, even with another server', () => {
  expect(chooseServer({ ...NOTHING, address: 'jean@orange.fr' }).provider?.name).toBe('Orange');
  expect(chooseServer({ ...NOTHING, host: HOST, user: 'jean@orange.fr' }).provider).toBeUndefined();
});

test.each<[Partial<ServerChoice>, RegExp]>([
  [{}, /^no address: give the mailbox’s address/],
  [{ user: 'jean' }, /^no address/],
  [
    { address: 'jean@corp.example' },
    /mail server of jean@corp\.example is unknown to Facteur: give its host/,
  ],
  [{ address: 'jean@outlook.com' }, /^Outlook\.com doesn’t work/],
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
])('%j gets an error with advice', (choice, message) => {
  const choose = () => chooseServer({ ...NOTHING, ...choice });
  expect(choose).toThrow(StartupError);
  expect(choose).toThrow(message);
});

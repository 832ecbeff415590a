import { expect, test } from 'vitest';
import type { AccessTokens, OwnLogin } from '../../../../src/gateway/mailbox/imap/imap-server';
import { createOwnMailboxOpener, inboxOf } from '../../../../src/gateway/mailbox/imap/own-mailbox';
import { GRANT, MailboxError } from '../../../../src/gateway/mailbox/mailbox';
import { SILENT } from '../../../../src/gateway/shared/log';

const LOGINS: readonly OwnLogin[] = [
  { user: 'anna', grant: { provider: 'company', id: 'x', key: 'y' } },
  { user: 'anna', master: 'company', grant: { provider: 'company', id: 'x', key: 'y' } },
];

/** No server has this port. */
const server = { host: '127.0.0.1', port: 1, security: 'none' } as const;

test.each(LOGINS)('without its provider a login is refused, and no server is asked: %j', async login => {
  const { open, test: tryIt } = createOwnMailboxOpener({ ca: undefined, listLength: () => 20, log: SILENT });
  const account = { server, login, webmail: undefined };
  await expect(tryIt(account)).rejects.toMatchObject({ trouble: 'refused', code: GRANT });
  const mailbox = open('anna', account);
  await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'refused', code: GRANT });
  await mailbox.close?.();
});

const grant = { provider: 'company', id: 'x', key: 'y' };
/** This port of this machine is nobody's either. */
const elsewhere = { host: '127.0.0.1', port: 2, security: 'none' } as const;

/** The opener asks for these while it tries an account at servers that nobody runs. */
async function tryAt(login: OwnLogin, get: AccessTokens['get'] = async () => 'access') {
  const asked: string[] = [];
  const opener = createOwnMailboxOpener({
    ca: undefined,
    listLength: () => 20,
    log: SILENT,
    serverOf(provider) {
      asked.push(`server of ${provider}`);
      return elsewhere;
    },
    masterLogin(provider, user) {
      asked.push(`master of ${provider} for ${user}`);
      return { server: elsewhere, login: { user: `${user}*gateway`, password: 'secret' } };
    },
    tokensOf: ({ id }) => ({
      async get() {
        asked.push(`grant ${id}`);
        return get();
      },
      insteadOf: async refused => refused,
    }),
  });
  const failure = await opener.test({ server, login, webmail: undefined }).catch(error => error);
  return { asked, failure };
}

test('a master login gets today’s server and password, which the account doesn’t have', async () => {
  const { asked, failure } = await tryAt({ user: 'anna', master: 'company', grant });
  expect(failure).toMatchObject({ trouble: 'unreachable' });
  expect(failure.message).toContain('127.0.0.1:2');
  expect(asked).toEqual(['master of company for anna', 'grant x']);
});

test('a grant is only shown to today’s server, if the config file names one', async () => {
  const { asked, failure } = await tryAt({ user: 'anna', grant });
  expect(failure.message).toContain('127.0.0.1:2');
  expect([...new Set(asked)]).toEqual(['server of company', 'grant x']);
});

test('a master login whose grant has ended asks no server', async () => {
  const ended = async () => Promise.reject(new MailboxError('refused', 'ended', GRANT));
  const { failure } = await tryAt({ user: 'anna', master: 'company', grant }, ended);
  expect(failure).toMatchObject({ trouble: 'refused', code: GRANT });
});

test('a master login goes on while its provider is down', async () => {
  const down = async () => Promise.reject(new MailboxError('unreachable', 'id.example.org is down'));
  const { failure } = await tryAt({ user: 'anna', master: 'company', grant }, down);
  expect(failure.message).toContain('127.0.0.1:2');
});

test.each([
  [undefined, 'of all'],
  ['its own', 'its own'],
])('a server with the certificate %s trusts the one %s', (own, trusted) => {
  const account = { server: { ...server, ...(own !== undefined && { ca: own }) }, webmail: undefined };
  expect(inboxOf(account, { user: 'anna', password: 'x' }, 'of all').server.ca).toBe(trusted);
});

import { expect, test } from 'vitest';
import type { OwnLogin } from '../../../../src/gateway/mailbox/imap/imap-server';
import { createOwnMailboxOpener } from '../../../../src/gateway/mailbox/imap/own-mailbox';
import { GRANT } from '../../../../src/gateway/mailbox/mailbox';
import { SILENT } from '../../../../src/gateway/shared/log';

const LOGINS: readonly OwnLogin[] = [
  { user: 'anna', grant: { provider: 'company', id: 'x', key: 'y' } },
  { user: 'anna', master: 'company' },
];

/** No server has this port. */
const server = { host: '127.0.0.1', port: 1, security: 'none' } as const;

test.each(LOGINS)('without its provider a login is refused, and no server is asked: %j', async login => {
  const { open, test: tryIt } = createOwnMailboxOpener({ ca: undefined, listLength: 20, log: SILENT });
  const account = { server, login, webmail: undefined };
  await expect(tryIt(account)).rejects.toMatchObject({ trouble: 'refused', code: GRANT });
  const mailbox = open('anna', account);
  await expect(mailbox.counts()).rejects.toMatchObject({ trouble: 'refused', code: GRANT });
  await mailbox.close?.();
});

test('a master login gets the operator’s password, which the account doesn’t have', async () => {
  const asked: string[] = [];
  const { test: tryIt } = createOwnMailboxOpener({
    ca: undefined,
    listLength: 20,
    log: SILENT,
    masterLogin(provider, user) {
      asked.push(`${provider} ${user}`);
      return { user: `${user}*gateway`, password: 'secret' };
    },
  });
  const account = { server, login: { user: 'anna', master: 'company' }, webmail: undefined };
  await expect(tryIt(account)).rejects.toMatchObject({ trouble: 'unreachable' });
  expect(asked).toEqual(['company anna']);
});

import { expect, test } from 'vitest';
import { checkText } from '../../../src/gateway/cli/check-text';
import type { ImapAccount } from '../../../src/gateway/mailbox/imap/imap-mailbox';
import { GRANT, MailboxError, NO_OAUTH } from '../../../src/gateway/mailbox/mailbox';

const ACCOUNT = {
  server: { host: 'imap.example.org', port: 993, security: 'tls' },
  login: { user: 'ann@example.org', password: 'x' },
} as ImapAccount;

const textOf = (failure: MailboxError, hint?: string) =>
  checkText({ kind: 'failed', failure }, ACCOUNT, hint);

test('a sign-in at a provider that has ended is no wrong password', () => {
  const text = textOf(new MailboxError('refused', 'refused', GRANT), 'To sign in, run this.');
  expect(text).toBe(
    'imap.example.org doesn’t let the gateway in as ann@example.org: the sign-in at the provider has ended, or IMAP is off for this account. To sign in, run this.',
  );
});

test('a server that takes no access tokens isn’t asked for a password', () => {
  expect(textOf(new MailboxError('noPassword', 'none', NO_OAUTH))).toMatch(
    /^imap\.example\.org takes no access tokens/,
  );
});

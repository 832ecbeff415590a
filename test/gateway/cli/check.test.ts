import { expect, test } from 'vitest';
import { checkAll } from '../../../src/gateway/cli/check';
import type { MailboxSetup } from '../../../src/gateway/config/mailboxes';
import type { ImapAccount } from '../../../src/gateway/mailbox/imap/imap-mailbox';
import { makeProvider } from '../oauth/make-provider';

test('a mailbox that nobody has signed in to is not blamed on the mail server', async () => {
  const user = 'ann@example.org';
  const setup = { name: 'work', account: { login: { user, oauth: makeProvider() } } } as MailboxSetup;
  const tokens = { version: async () => undefined };
  const account = { ...setup.account, login: { user, tokens } } as unknown as ImapAccount;
  const lines: string[] = [];
  const check = { providers: [], mailboxes: [setup], configPath: undefined };
  expect(
    await checkAll(
      check,
      () => account,
      undefined,
      line => lines.push(line),
    ),
  ).toBe(false);
  expect(lines.slice(0, 2)).toEqual([
    'work',
    '  ✗ nobody is signed in for this mailbox: run facteur-gateway sign-in work',
  ]);
});

import { expect, test } from 'vitest';
import { checkMailboxes } from '../../../src/gateway/cli/check';
import type { MailboxSetup } from '../../../src/gateway/config/mailboxes';
import type { ImapAccount } from '../../../src/gateway/mailbox/imap/imap-mailbox';
import { makeProvider } from '../oauth/make-provider';

test('a mailbox that nobody has signed in to is not blamed on the mail server', async () => {
  const user = 'ann@example.org';
  const setup = { name: 'work', account: { login: { user, oauth: makeProvider() } } } as MailboxSetup;
  const tokens = { version: async () => undefined };
  const account = { ...setup.account, login: { user, tokens } } as unknown as ImapAccount;
  const lines: string[] = [];
  const check = { mailboxes: [setup], configPath: undefined };
  const print = (line: string) => void lines.push(line);
  expect(await checkMailboxes(check, () => account, print)).toBe(false);
  expect(lines).toEqual([
    'work',
    '  ✗ nobody is signed in for this mailbox: run facteur-gateway sign-in work',
  ]);
});

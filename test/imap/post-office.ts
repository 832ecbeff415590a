import { onTestFinished } from 'vitest';
import { createImapMailbox, type ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import type { ImapServer } from '../../src/gateway/mailbox/imap/imap-server';
import { type GatewayMailbox, MailboxError, type Trouble } from '../../src/gateway/mailbox/mailbox';
import { createLog } from '../../src/gateway/shared/log';
import { waitFor } from '../../src/launcher/wait-for';
import type { Dovecot } from './dovecot';
import type { ImapTestServer } from './imap-test-server';
import { PASSWORD } from './mails';

let users = 0;

export async function newUser(server: ImapTestServer): Promise<string> {
  users += 1;
  const user = `user${users}`;
  await server.setPassword(user, PASSWORD);
  return user;
}

/** Opens the user's mailbox until the end of the test, and collects its log. */
export function openMailbox(dovecot: Dovecot, user: string, options: Partial<ImapMailboxOptions> = {}) {
  return openAt(dovecot.server, user, options);
}

export function openAt(server: ImapServer, user: string, options: Partial<ImapMailboxOptions> = {}) {
  const opened = makeAt(server, user, options);
  onTestFinished(() => opened.mailbox.close?.());
  return opened;
}

/** Like the others, until the test closes it. */
export function makeMailbox(dovecot: Dovecot, user: string, options: Partial<ImapMailboxOptions> = {}) {
  return makeAt(dovecot.server, user, options);
}

/** Until the test closes it. */
export function makeAt(server: ImapServer, user: string, options: Partial<ImapMailboxOptions>) {
  const lines: string[] = [];
  const mailbox = createImapMailbox({
    server,
    login: { user, password: PASSWORD },
    folders: ['INBOX'],
    linkTo: () => undefined,
    webmail: undefined,
    readsOnOpen: false,
    listLength: () => 20,
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    // The shortest delay between two tries.
    random: () => 0,
    ...options,
  });
  return { mailbox, lines };
}

export async function unreadOf(mailbox: GatewayMailbox): Promise<number | Trouble> {
  try {
    return (await mailbox.counts()).unread;
  } catch (error) {
    if (error instanceof MailboxError) return error.trouble;
    throw error;
  }
}

/** Collects the distinct unread counts up to and including the first error. */
export async function seenUntilTrouble(mailbox: GatewayMailbox): Promise<Array<number | Trouble>> {
  const seen = new Set<number | Trouble>();
  await waitFor(
    async () => {
      const unread = await unreadOf(mailbox);
      seen.add(unread);
      return unread;
    },
    unread => typeof unread === 'string',
  );
  return [...seen];
}

export async function subjectsOf(mailbox: GatewayMailbox, limit = 20): Promise<string[]> {
  return (await mailbox.unread(limit)).map(({ subject }) => subject);
}

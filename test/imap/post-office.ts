import { onTestFinished } from 'vitest';
import type { ImapServer } from '../../src/gateway/mailbox/imap/connect';
import { createImapMailbox, type ImapMailboxOptions } from '../../src/gateway/mailbox/imap/imap-mailbox';
import { type Mailbox, MailboxError, type Trouble } from '../../src/gateway/mailbox/mailbox';
import { createLog } from '../../src/gateway/shared/log';
import { waitFor } from '../../src/launcher/wait-for';
import type { Dovecot } from './dovecot';
import { PASSWORD } from './mails';

let users = 0;

/** A user with a mailbox of their own. */
export async function newUser(dovecot: Dovecot): Promise<string> {
  users += 1;
  const user = `user${users}`;
  await dovecot.setPassword(user, PASSWORD);
  return user;
}

/** The gateway's view of a user's mailbox until the test is over, with what it logs. */
export function openMailbox(dovecot: Dovecot, user: string, options: Partial<ImapMailboxOptions> = {}) {
  return openAt(serverOf(dovecot), user, options);
}

/** The same at any server. */
export function openAt(server: ImapServer, user: string, options: Partial<ImapMailboxOptions> = {}) {
  const opened = makeAt(server, user, options);
  onTestFinished(() => opened.mailbox.close?.());
  return opened;
}

/** The same until someone closes it. */
export function makeMailbox(dovecot: Dovecot, user: string, options: Partial<ImapMailboxOptions> = {}) {
  return makeAt(serverOf(dovecot), user, options);
}

const serverOf = ({ imapsPort, ca }: Dovecot): ImapServer => ({
  host: '127.0.0.1',
  port: imapsPort,
  security: 'tls',
  ca,
});

function makeAt(server: ImapServer, user: string, options: Partial<ImapMailboxOptions>) {
  const lines: string[] = [];
  const mailbox = createImapMailbox({
    server,
    login: { user, password: PASSWORD },
    folders: ['INBOX'],
    linkTo: () => undefined,
    webmail: undefined,
    readsOnOpen: false,
    listLength: 20,
    log: createLog('debug', (level, line) => lines.push(`${level} ${line}`)),
    // The least wait between two tries.
    random: () => 0,
    ...options,
  });
  return { mailbox, lines };
}

/** How many are unread, or why that isn't known. */
export async function unreadOf(mailbox: Mailbox): Promise<number | Trouble> {
  try {
    return (await mailbox.counts()).unread;
  } catch (error) {
    if (error instanceof MailboxError) return error.trouble;
    throw error;
  }
}

/** All that is seen, each once, until a trouble is. */
export async function seenUntilTrouble(mailbox: Mailbox): Promise<Array<number | Trouble>> {
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

export async function subjectsOf(mailbox: Mailbox, limit = 20): Promise<string[]> {
  return (await mailbox.unread(limit)).map(({ subject }) => subject);
}

import type { ImapFlow } from 'imapflow';
import { MailboxError } from '../mailbox';
import { askProvider, connect } from './connect';
import { commandError, mailboxErrorOf, withTimeout } from './failure';
import { type FolderView, viewFolder } from './folder-view';
import { findFolders } from './folders';
import type { ImapAccount } from './imap-mailbox';
import { createMessageStore } from './message-store';
import { createUnreadReader } from './read-unread';

export type CheckResult =
  | { readonly kind: 'reached'; readonly host: string; readonly port: number; readonly encrypted: boolean }
  | { readonly kind: 'signed-in'; readonly user: string }
  | { readonly kind: 'folder'; readonly path: string; readonly emails: number; readonly unread: number }
  /** So many of the newest unread e-mails, 1 or more, can be read. */
  | { readonly kind: 'readable'; readonly emails: number }
  /** The server can't send all of one e-mail. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly uid: number }
  /** Whether the server reports new mail (IDLE), so that the gateway needn't ask for it. */
  | { readonly kind: 'reports'; readonly byItself: boolean }
  /** The last one. */
  | { readonly kind: 'failed'; readonly failure: MailboxError };

/** A result which says that something doesn't work. */
export type Problem = Extract<CheckResult, { kind: 'unreadable' | 'failed' }>;

export const isProblem = (result: CheckResult): result is Problem =>
  result.kind === 'unreadable' || result.kind === 'failed';

const DEADLINE = 20_000;

/** How many of the newest unread messages of a folder are read, as many as the gateway lists by default. */
const LISTED = 20;
/** Connections that may break while messages are read: a message breaks up to four, so these are ten messages. */
const MOST_BREAKS = 40;

/**
 * Stops at the first failure, but for messages that can't be read.
 * @param person the IP address of the one who asks, for a server that learns it
 */
export async function* checkImap(account: ImapAccount, person?: string): AsyncGenerator<CheckResult> {
  const { server } = account;
  const where = `${server.host}, port ${server.port}`;
  let client: ImapFlow | undefined;
  try {
    const login = await askProvider(account.login);
    client = await connect(server, login, { person });
    yield { kind: 'reached', host: server.host, port: server.port, encrypted: client.secureConnection };
    yield { kind: 'signed-in', user: login.user };
    const paths = await withTimeout(DEADLINE, 'listing the folders', findFolders(client, account.folders));
    const views: FolderView[] = [];
    for (const path of paths) {
      const view = await withTimeout(DEADLINE, `looking at ${path}`, viewFolder(client, path, LISTED));
      views.push(view);
      yield { kind: 'folder', path, emails: view.emails, unread: view.unread };
    }
    const poor: Array<{ readonly path: string; readonly uid: number }> = [];
    const reader = createUnreadReader(createMessageStore(account.linkTo), DEADLINE, (path, uid) =>
      poor.push({ path, uid }),
    );
    for (let breaks = 0; ; breaks++) {
      try {
        for (const view of views) await reader.read(client, view);
        break;
      } catch (error) {
        // One e-mail can break the connection: the reader goes on with the next connection, as the gateway does.
        if (breaks >= MOST_BREAKS || (error instanceof MailboxError && error.trouble === 'noFolder'))
          throw error;
        client.close();
        client = await connect(server, login, { person });
      }
    }
    const emails = views.reduce((total, { uids }) => total + uids.length, -poor.length);
    if (emails > 0) yield { kind: 'readable', emails };
    for (const { path, uid } of poor) yield { kind: 'unreadable', path, uid };
    yield { kind: 'reports', byItself: client.capabilities.has('IDLE') };
  } catch (error) {
    const failure = client ? commandError(client, error, where) : mailboxErrorOf(error, where);
    yield { kind: 'failed', failure };
  } finally {
    client?.close();
  }
}

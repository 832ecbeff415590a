import type { ImapFlow } from 'imapflow';
import { connect } from '../../src/gateway/mailbox/imap/connect';
import type { ImapServer } from '../../src/gateway/mailbox/imap/imap-server';
import { PASSWORD } from './mails';

/** A mail server on loopback that a test controls. */
export interface ImapTestServer {
  readonly server: ImapServer;
  /** Adds a user or changes their password. */
  setPassword(user: string, password: string): Promise<void>;
  /** Delivers a new mail to the user's inbox, as the internet does: not by IMAP. */
  deliver(user: string, message: string): Promise<void>;
  /** Restarts the server with another UIDVALIDITY of the user's inbox. */
  renumber(user: string): Promise<void>;
  close(): Promise<void>;
}

/** Does something as another mail program of the user would. */
export async function inOtherProgram<T>(
  server: ImapServer,
  user: string,
  act: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = await connect(server, { user, password: PASSWORD });
  try {
    return await act(client);
  } finally {
    client.close();
  }
}

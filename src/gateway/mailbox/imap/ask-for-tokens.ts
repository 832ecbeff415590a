import { withDeadline } from '../../shared/with-deadline';
import { MailboxError } from '../mailbox';
import { mailboxErrorOf } from './failure';
import type { ImapServer } from './imap-server';
import { awaitWelcome, lineFrom, openTls } from './open-tls';

/** ms for the whole connection. */
const DEADLINE = 10_000;

/**
 * The mechanisms by which a server takes access tokens, such as `OAUTHBEARER`, without a sign-in.
 * @throws {MailboxError} if it can't be reached, or has no certificate to trust
 */
export async function askForTokens(server: ImapServer): Promise<string[]> {
  const where = `${server.host}:${server.port}`;
  try {
    return await withDeadline(DEADLINE, signal => ask(server, signal));
  } catch (error) {
    throw mailboxErrorOf(error, where);
  }
}

async function ask(server: ImapServer, signal: AbortSignal): Promise<string[]> {
  const { host, security } = server;
  const socket = await openTls(server, signal);
  if (!socket.authorized) {
    const code = String(socket.authorizationError);
    throw new MailboxError('certificate', `the certificate of ${host} can’t be trusted (${code})`, code);
  }
  // With STARTTLS, the greeting comes before TLS.
  if (security === 'tls') await awaitWelcome(socket);
  socket.write('b CAPABILITY\r\n');
  const offered = (await lineFrom(socket, '* CAPABILITY')).toUpperCase().trim().split(' ');
  return ['OAUTHBEARER', 'XOAUTH2'].filter(it => offered.includes(`AUTH=${it}`));
}

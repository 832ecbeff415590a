import type { Socket } from 'node:net';
import { withDeadline } from '../../shared/with-deadline';
import { MailboxError } from '../mailbox';
import { certificateFault, readCertificate } from './certificate';
import { mailboxErrorOf } from './failure';
import type { ImapServer } from './imap-server';
import { awaitWelcome, lineFrom, openPlain, openTls } from './open-tls';

/** ms for the whole connection. */
const DEADLINE = 10_000;

/**
 * The capabilities of a server before a sign-in, in upper case, such as `AUTH=PLAIN`. Sends no secret.
 * @throws {MailboxError} if it can't be reached, or has no certificate to trust
 */
export async function askCapabilities(server: ImapServer): Promise<ReadonlySet<string>> {
  const where = `${server.host}:${server.port}`;
  const timeout = new MailboxError('timeout', `${where} doesn’t answer`, 'ETIMEDOUT');
  try {
    return await withDeadline(DEADLINE, signal =>
      ask(server, signal).catch(error => {
        throw signal.aborted ? timeout : error;
      }),
    );
  } catch (error) {
    throw mailboxErrorOf(error, where);
  }
}

async function ask(server: ImapServer, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const socket =
    server.security === 'none' ? await openPlain(server, signal) : await openTrusted(server, signal);
  // With STARTTLS, the greeting comes before TLS.
  if (server.security !== 'starttls') await awaitWelcome(socket);
  socket.write('b CAPABILITY\r\n');
  const [, , ...offered] = (await lineFrom(socket, '* CAPABILITY')).toUpperCase().trim().split(' ');
  return new Set(offered);
}

async function openTrusted(server: ImapServer, signal: AbortSignal): Promise<Socket> {
  const socket = await openTls(server, signal);
  if (socket.authorized) return socket;
  const code = String(socket.authorizationError);
  const certificate = readCertificate(socket.getPeerCertificate());
  const fault = certificate && certificateFault(code, certificate);
  const message = `the certificate of ${server.host} can’t be trusted (${code})`;
  throw new MailboxError('certificate', message, code, { fault });
}

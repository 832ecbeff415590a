import { type Dovecot, startDovecot } from '../../imap/dovecot';
import { benchMail } from './mails';

/**
 * Limits of Dovecot that an operator raises for a gateway with thousands of mailboxes: its sign-in process takes more
 * than 100 connections, and a process serves many mailboxes.
 */
const SETTINGS = `default_client_limit = 30000
default_process_limit = 1000
service imap-login {
  service_count = 0
  process_min_avail = 1
  client_limit = 30000
  vsz_limit = 2G
}
service imap {
  service_count = 0
  client_limit = 200
  process_limit = 400
  vsz_limit = 2G
}
service auth {
  client_limit = 40000
}
service anvil {
  client_limit = 40000
}
`;

/** For the notes of a row. */
export const SETTINGS_TOLD =
  'Dovecot with service_count = 0 for imap-login and imap, client_limit = 30000 and 200, process_limit = 400 for imap';

export const PASSWORD = 'secret';

/** Starts a Dovecot whose users have `unread` mails each; `userN`, from 1 on. */
export async function startMailServer(count: number, unread: number): Promise<Dovecot> {
  const server = await startDovecot(SETTINGS);
  try {
    const mails = Array.from({ length: unread }, (_, n) => benchMail(n));
    server.fillAll(usersOf(count), PASSWORD, mails);
    return server;
  } catch (error) {
    await server.close();
    throw error;
  }
}

export const usersOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `user${i + 1}`);

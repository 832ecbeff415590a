import type { Dovecot } from '../../imap/dovecot';
import type { Bench, Site } from './bench';
import type { Listening } from './gateway-process';

/** A started gateway whose users poll. */
export interface Crowd {
  readonly bench: Bench;
  readonly server: Dovecot;
  readonly gateway: Listening;
  readonly site: Pick<Site, 'metrics'>;
  /** Those whose mailboxes are connected. */
  readonly users: readonly string[];
}

/** How many sign-ins the mail server's log has, and how many connections that broke off. */
export async function countSignIns(server: Dovecot): Promise<{ signIns: number; broken: number }> {
  const signIns = (await server.logged(' Login: user=')).length;
  const ended = await server.logged('Disconnected');
  const broken = ended.filter(line => !/Logged out|Shutting down/i.test(line)).length;
  return { signIns, broken };
}

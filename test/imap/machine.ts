import { ensureInstalled, findOnPath, isExecutable, type Need } from '../../src/launcher/machine';

/** Debian puts it where not everybody's path leads. */
const USUAL_PLACE = '/usr/sbin/dovecot';

/** The IMAP server that the tests are about. */
export const DOVECOT: Need = {
  name: 'Dovecot',
  find: () => findOnPath('dovecot') ?? (isExecutable(USUAL_PLACE) ? USUAL_PLACE : undefined),
  debianPackages: ['dovecot-imapd'],
  byHand: 'Install Dovecot: sudo apt-get install dovecot-imapd',
};

export function setup(): void {
  ensureInstalled([DOVECOT], line => process.stderr.write(`${line}\n`));
}

import { ensureInstalled, findOnPath, isExecutable, type Need } from '../../src/launcher/machine';

/** Where Debian puts it, which isn't on everybody's path. */
const DOVECOT = '/usr/sbin/dovecot';

const NEED: Need = {
  name: 'Dovecot',
  find: () => findOnPath('dovecot') ?? (isExecutable(DOVECOT) ? DOVECOT : undefined),
  debianPackages: ['dovecot-imapd'],
  byHand: 'Install Dovecot: sudo apt-get install dovecot-imapd',
};

/** The IMAP server that the tests are about. */
export function setup(): void {
  ensureInstalled([NEED], line => process.stderr.write(`${line}\n`));
}

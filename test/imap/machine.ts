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

/** A system's keyring, and the message bus that it is on. */
const KEYRING: Need = {
  name: 'GNOME Keyring',
  find: () => findOnPath('dbus-run-session') && findOnPath('gnome-keyring-daemon'),
  debianPackages: ['dbus', 'gnome-keyring'],
  byHand: 'Install GNOME Keyring: sudo apt-get install dbus gnome-keyring',
};

export function setup(): void {
  ensureInstalled([DOVECOT, KEYRING], line => process.stderr.write(`${line}\n`));
}

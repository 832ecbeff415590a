import { ensureInstalled, findOnPath, isExecutable, type Need } from '../../src/launcher/machine';

/** Debian installs it outside many users' PATH. */
const USUAL_PLACE = '/usr/sbin/dovecot';

export const DOVECOT: Need = {
  name: 'Dovecot',
  find: () => findOnPath('dovecot') ?? (isExecutable(USUAL_PLACE) ? USUAL_PLACE : undefined),
  debianPackages: ['dovecot-imapd'],
  byHand: 'Install Dovecot: sudo apt-get install dovecot-imapd',
};

/** A keyring service and the message bus that it needs. */
const KEYRING: Need = {
  name: 'GNOME Keyring',
  find: () => findOnPath('dbus-run-session') && findOnPath('gnome-keyring-daemon'),
  debianPackages: ['dbus', 'gnome-keyring'],
  byHand: 'Install GNOME Keyring: sudo apt-get install dbus gnome-keyring',
};

export function setup(): void {
  ensureInstalled([DOVECOT, KEYRING], line => process.stderr.write(`${line}\n`));
}

import { spawnSync } from 'node:child_process';
import { ensureInstalled, findOnPath, isExecutable, type Need } from '../../src/launcher/machine';
import { POSTGRES } from '../postgres';
import { DNSMASQ } from './dnsmasq';

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

/** Verifies the gateway’s unit. */
const SYSTEMD: Need = {
  name: 'systemd-analyze',
  find: () => findOnPath('systemd-analyze'),
  debianPackages: ['systemd'],
  byHand: 'Install systemd: sudo apt-get install systemd',
};

/** The sample programs' languages. */
const CLIENTS: readonly Need[] = [
  {
    name: 'curl',
    find: () => findOnPath('curl'),
    debianPackages: ['curl'],
    byHand: 'Install curl: sudo apt-get install curl',
  },
  {
    name: 'Python 3',
    find: () => findOnPath('python3'),
    debianPackages: ['python3'],
    byHand: 'Install Python 3: sudo apt-get install python3',
  },
  {
    name: 'PHP with SimpleXML',
    find: findPhp,
    debianPackages: ['php-cli', 'php-xml'],
    byHand: 'Install PHP with SimpleXML: sudo apt-get install php-cli php-xml',
  },
];

function findPhp(): string | undefined {
  const php = findOnPath('php');
  if (php === undefined) return undefined;
  const { status } = spawnSync(php, ['-r', 'exit(function_exists("simplexml_load_string") ? 0 : 1);']);
  return status === 0 ? php : undefined;
}

export function setup(): void {
  ensureInstalled([DOVECOT, DNSMASQ, POSTGRES, KEYRING, SYSTEMD, ...CLIENTS], line =>
    process.stderr.write(`${line}\n`),
  );
}

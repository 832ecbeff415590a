import { BROWSER_NEEDS } from '../../src/launcher/browsers/find';
import { ensureInstalled, findOnPath, type Need } from '../../src/launcher/machine';
import { DNSMASQ } from '../imap/dnsmasq';
import { DOVECOT } from '../imap/machine';
import { POSTGRES } from '../postgres';

const onDebian = (name: string, program: string, ...debianPackages: string[]): Need => ({
  name,
  find: () => findOnPath(program),
  debianPackages,
  byHand: `Install ${name}: sudo apt-get install ${debianPackages.join(' ')}`,
});

const DESKTOP_NEEDS: readonly Need[] = [
  onDebian('Xvfb', 'Xvfb', 'xvfb'),
  onDebian('D-Bus', 'dbus-daemon', 'dbus'),
  onDebian('dunst', 'dunst', 'dunst'),
  onDebian('xdotool', 'xdotool', 'xdotool'),
  onDebian('ImageMagick', 'import', 'imagemagick'),
  onDebian('PulseAudio', 'pulseaudio', 'pulseaudio'),
  onDebian('PulseAudio’s tools', 'parec', 'pulseaudio-utils'),
];

/** Requires both browsers, the desktop and the mail server: a missing program fails the run, and skips no test. */
export function setup(): void {
  ensureInstalled(
    [BROWSER_NEEDS.chromium, BROWSER_NEEDS.firefox, ...DESKTOP_NEEDS, DNSMASQ, DOVECOT, POSTGRES],
    line => process.stderr.write(`${line}\n`),
  );
}

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANY_BROWSER, BROWSER_NEEDS, findBrowser, usualPlaces } from '../../src/launcher/browsers/find';

describe('on Linux', () => {
  const here = process.platform;
  const setPlatform = (value: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value });
  let folder: string;
  beforeEach(() => {
    setPlatform('linux');
    folder = mkdtempSync(join(tmpdir(), 'facteur-path-'));
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    setPlatform(here);
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const install = (command: string) => {
    writeFileSync(join(folder, command), '');
    chmodSync(join(folder, command), 0o755);
    return join(folder, command);
  };

  it.each([
    ['chromium', ['chromium', 'google-chrome', 'microsoft-edge', 'brave-browser', 'opera', 'vivaldi']],
    ['firefox', ['firefox', 'firefox-esr']],
  ] as const)('findBrowser finds %s browsers by command, in order of preference', (family, commands) => {
    for (const command of commands.toReversed()) {
      const path = install(command);
      expect(findBrowser(family)).toBe(path);
      expect(ANY_BROWSER.find()).toBeDefined();
    }
  });

  it('an empty PATH has no browser, and the name lists all supported browsers', () => {
    expect(findBrowser('chromium')).toBeUndefined();
    expect(ANY_BROWSER.find()).toBeUndefined();
    expect(ANY_BROWSER.name).toBe('Chromium, Chrome, Edge, Brave, Opera, Vivaldi, or Firefox');
  });

  it.each([
    ['apt-get', 'Install one: sudo apt-get install chromium'],
    ['dnf', 'Install one: sudo dnf install chromium'],
    ['pacman', 'Install one: sudo pacman -S chromium'],
    ['brew', 'Install one: brew install --cask google-chrome'],
  ])('on a system with %s, the advice is its install command', (program, advice) => {
    install(program);
    expect(ANY_BROWSER.byHand).toBe(advice);
  });

  it('without a known package manager, the advice is a download address', () => {
    expect(BROWSER_NEEDS.firefox.byHand).toBe('Get one from https://www.firefox.com/');
  });
});

it('usualPlaces lists the paths on macOS', () => {
  const places = usualPlaces('chromium', 'darwin', {});
  for (const app of ['Google Chrome', 'Brave Browser', 'Opera', 'Vivaldi'])
    expect(places).toContain(`/Applications/${app}.app/Contents/MacOS/${app}`);
  expect(usualPlaces('firefox', 'darwin', {})).toContain('/Applications/Firefox.app/Contents/MacOS/firefox');
});

it('usualPlaces lists the paths on Windows', () => {
  const env = { ProgramFiles: 'C:\\Program Files', LocalAppData: 'C:\\Users\\jean\\AppData\\Local' };
  const places = usualPlaces('chromium', 'win32', env);
  expect(places).toContain('C:\\Program Files\\BraveSoftware\\Brave-Browser\\Application\\brave.exe');
  expect(places).toContain('C:\\Users\\jean\\AppData\\Local\\Programs\\Opera\\opera.exe');
  expect(places).toContain('C:\\Users\\jean\\AppData\\Local\\Vivaldi\\Application\\vivaldi.exe');
  expect(usualPlaces('firefox', 'win32', env)).toContain('C:\\Program Files\\Mozilla Firefox\\firefox.exe');
});

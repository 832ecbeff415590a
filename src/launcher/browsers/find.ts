import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, win32 } from 'node:path';
import { findOnPath, isExecutable, type Need } from '../machine';
import type { BrowserName } from './session';

interface Browser {
  readonly name: string;
  readonly family: BrowserName;
  /** Command names on Linux. */
  readonly commands: readonly string[];
  readonly macApps: readonly string[];
  /** Paths below the program folders of Windows. */
  readonly windows: readonly string[];
}

/** All browsers that can run Facteur, in order of preference. */
const BROWSERS: readonly Browser[] = [
  {
    name: 'Chromium',
    family: 'chromium',
    commands: ['chromium', 'chromium-browser'],
    macApps: ['Chromium'],
    windows: ['Chromium\\Application\\chrome.exe'],
  },
  {
    name: 'Chrome',
    family: 'chromium',
    commands: ['google-chrome', 'google-chrome-stable'],
    macApps: ['Google Chrome'],
    windows: ['Google\\Chrome\\Application\\chrome.exe'],
  },
  {
    name: 'Edge',
    family: 'chromium',
    commands: ['microsoft-edge', 'microsoft-edge-stable'],
    macApps: ['Microsoft Edge'],
    windows: ['Microsoft\\Edge\\Application\\msedge.exe'],
  },
  {
    name: 'Brave',
    family: 'chromium',
    commands: ['brave-browser', 'brave-browser-stable', 'brave'],
    macApps: ['Brave Browser'],
    windows: ['BraveSoftware\\Brave-Browser\\Application\\brave.exe'],
  },
  {
    name: 'Opera',
    family: 'chromium',
    commands: ['opera', 'opera-stable'],
    macApps: ['Opera'],
    windows: ['Programs\\Opera\\opera.exe', 'Opera\\opera.exe'],
  },
  {
    name: 'Vivaldi',
    family: 'chromium',
    commands: ['vivaldi', 'vivaldi-stable'],
    macApps: ['Vivaldi'],
    windows: ['Vivaldi\\Application\\vivaldi.exe'],
  },
  {
    name: 'Firefox',
    family: 'firefox',
    commands: ['firefox', 'firefox-esr', 'firefox-developer-edition'],
    macApps: ['Firefox', 'Firefox Developer Edition'],
    windows: ['Mozilla Firefox\\firefox.exe'],
  },
];

const ofFamily = (family: BrowserName) => BROWSERS.filter(browser => browser.family === family);

/** The path of the first browser of a family that is installed in a usual place; undefined if there is none. */
export function findBrowser(family: BrowserName): string | undefined {
  const { platform, env } = process;
  if (platform === 'darwin' || platform === 'win32')
    return usualPlaces(family, platform, env).find(isExecutable);
  return findOnPath(...ofFamily(family).flatMap(({ commands }) => commands));
}

/** The full paths where macOS and Windows install the browsers of a family. */
export function usualPlaces(
  family: BrowserName,
  platform: 'darwin' | 'win32',
  env: NodeJS.ProcessEnv,
): string[] {
  if (platform === 'darwin') {
    return ofFamily(family).flatMap(({ macApps }) =>
      macApps.map(app => `/Applications/${app}.app/Contents/MacOS/${family === 'firefox' ? 'firefox' : app}`),
    );
  }
  const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap(name => env[name] ?? []);
  return ofFamily(family).flatMap(({ windows }) =>
    windows.flatMap(path => folders.map(folder => win32.join(folder, path))),
  );
}

/**
 * The folder for a browser's temporary files. A browser from a snap (Ubuntu) has a `/tmp` of its own:
 * https://firefox-source-docs.mozilla.org/testing/geckodriver/Usage.html
 */
export function temporaryPlace(executable: string): string {
  const ofSnap = join(homedir(), 'snap', basename(executable), 'common');
  return existsSync(ofSnap) ? ofSnap : tmpdir();
}

/** Install commands by package manager. The first one on PATH is used. */
const INSTALL: Readonly<Record<string, Readonly<Record<BrowserName, string>>>> = {
  snap: { chromium: 'sudo snap install chromium', firefox: 'sudo snap install firefox' },
  'apt-get': { chromium: 'sudo apt-get install chromium', firefox: 'sudo apt-get install firefox-esr' },
  dnf: { chromium: 'sudo dnf install chromium', firefox: 'sudo dnf install firefox' },
  pacman: { chromium: 'sudo pacman -S chromium', firefox: 'sudo pacman -S firefox' },
  zypper: { chromium: 'sudo zypper install chromium', firefox: 'sudo zypper install MozillaFirefox' },
  apk: { chromium: 'sudo apk add chromium', firefox: 'sudo apk add firefox' },
  brew: { chromium: 'brew install --cask google-chrome', firefox: 'brew install --cask firefox' },
  'winget.exe': { chromium: 'winget install Google.Chrome', firefox: 'winget install Mozilla.Firefox' },
};

const DOWNLOAD: Readonly<Record<BrowserName, string>> = {
  chromium: 'https://www.google.com/chrome/',
  firefox: 'https://www.firefox.com/',
};

function howToInstall(family: BrowserName): string {
  const [, command] = Object.entries(INSTALL).find(([program]) => findOnPath(program)) ?? [];
  return command ? `Install one: ${command[family]}` : `Get one from ${DOWNLOAD[family]}`;
}

/** A minimal Debian has no fonts: browsers show boxes instead of letters. */
const FONTS = ['fonts-dejavu-core', 'fonts-noto-color-emoji'];

const namesOf = (browsers: readonly Browser[]) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(browsers.map(({ name }) => name));

export const BROWSER_NEEDS: Readonly<Record<BrowserName, Need>> = {
  chromium: {
    name: namesOf(ofFamily('chromium')),
    find: () => findBrowser('chromium'),
    debianPackages: ['chromium', ...FONTS],
    get byHand() {
      return howToInstall('chromium');
    },
  },
  firefox: {
    name: 'Firefox',
    find: () => findBrowser('firefox'),
    debianPackages: ['firefox-esr', ...FONTS],
    get byHand() {
      return howToInstall('firefox');
    },
  },
};

/** Any browser. If there is none, Chromium is installed. */
export const ANY_BROWSER: Need = {
  name: namesOf(BROWSERS),
  find: () => findBrowser('chromium') ?? findBrowser('firefox'),
  debianPackages: BROWSER_NEEDS.chromium.debianPackages,
  get byHand() {
    return howToInstall('chromium');
  },
};

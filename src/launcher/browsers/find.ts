import { join } from 'node:path';
import { findOnPath, isExecutable, type Need } from '../machine';
import type { BrowserName } from './session';

interface Places {
  names: readonly string[];
  macApps: readonly string[];
  /** Below the folders that Windows installs programs in. */
  windows: readonly string[];
}

const PLACES: Readonly<Record<BrowserName, Places>> = {
  chromium: {
    names: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'microsoft-edge-stable',
    ],
    macApps: ['Google Chrome', 'Chromium', 'Microsoft Edge'],
    windows: ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
  },
  firefox: {
    names: ['firefox', 'firefox-esr', 'firefox-developer-edition'],
    macApps: ['Firefox', 'Firefox Developer Edition'],
    windows: ['Mozilla Firefox\\firefox.exe'],
  },
};

/** The path of a browser of that family, or undefined where none is found in the usual places. */
export function findBrowser(name: BrowserName): string | undefined {
  const { names, macApps, windows } = PLACES[name];
  switch (process.platform) {
    case 'darwin':
      return macApps
        .map(app => `/Applications/${app}.app/Contents/MacOS/${name === 'firefox' ? 'firefox' : app}`)
        .find(isExecutable);
    case 'win32':
      return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
        .flatMap(variable => windows.map(place => join(process.env[variable] ?? '', place)))
        .find(isExecutable);
    default:
      return findOnPath(...names);
  }
}

/** Without a font of its own a bare machine shows boxes for letters. */
const FONTS = ['fonts-dejavu-core', 'fonts-noto-color-emoji'];

export const BROWSER_NEEDS: Readonly<Record<BrowserName, Need>> = {
  chromium: {
    name: 'Chromium, Chrome or Edge',
    find: () => findBrowser('chromium'),
    debianPackages: ['chromium', ...FONTS],
    byHand: byHand({
      linux: 'Install it: sudo apt-get install chromium (or your distribution’s package of that name).',
      darwin: 'Install it: brew install --cask google-chrome',
      win32: 'Install it: winget install Google.Chrome',
    }),
  },
  firefox: {
    name: 'Firefox',
    find: () => findBrowser('firefox'),
    debianPackages: ['firefox-esr', ...FONTS],
    byHand: byHand({
      linux: 'Install it: sudo apt-get install firefox-esr (or your distribution’s package of Firefox).',
      darwin: 'Install it: brew install --cask firefox',
      win32: 'Install it: winget install Mozilla.Firefox',
    }),
  },
};

function byHand(steps: Record<'linux' | 'darwin' | 'win32', string>): string {
  return process.platform === 'darwin' || process.platform === 'win32'
    ? steps[process.platform]
    : steps.linux;
}

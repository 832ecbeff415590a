import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { makeProfile, startBrowser } from './profile';
import type { BrowserSession, LaunchOptions, Theme } from './session';

/** Switches off what Chromium does by itself: first-run pages, updates, sync and other network traffic. */
export const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium doesn't start with its sandbox as root. `--test-type` hides the warning about `--no-sandbox`. */
export const FOR_ROOT = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];

/** The private API of chrome://extensions. Only that page has it. */
declare const chrome: {
  developerPrivate: {
    addHostPermission(extensionId: string, pattern: string): Promise<void>;
    updateExtensionConfiguration(change: { extensionId: string; pinnedToToolbar: boolean }): Promise<void>;
  };
};

/** Launches Chromium or a browser based on it. */
export async function launchChromium(options: LaunchOptions): Promise<BrowserSession> {
  const { language, preferences, onPrinted } = options;
  const profile = await makeProfile('chromium');
  if (preferences) {
    await mkdir(join(profile, 'Default'));
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  }
  const more = {
    pipe: true,
    enableExtensions: true,
    userDataDir: profile,
    args: [
      ...QUIET,
      ...FOR_ROOT,
      ...(onPrinted ? ['--enable-logging=stderr'] : []),
      ...(language ? [`--lang=${language}`, `--accept-lang=${language}`] : []),
    ],
    ...(language && { env: { LANGUAGE: language } }),
  };
  return startBrowser(options, more, async (browser, extension, closed) =>
    openSession(browser, closed, await browser.installExtension(extension)),
  );
}

async function openSession(browser: Browser, closed: Promise<void>, id: string): Promise<BrowserSession> {
  const extensionOrigin = `chrome-extension://${id}`;
  const clients = new WeakMap<Page, CDPSession>();

  return {
    name: 'chromium',
    version: await browser.version(),
    extensionOrigin,
    pid: browser.process()?.pid,
    newPage: () => browser.newPage(),
    async setTheme(theme, page) {
      // Puppeteer's method doesn't support forced-colors. The emulation ends with its CDP session: keep that.
      const client = clients.get(page) ?? (await page.createCDPSession());
      clients.set(page, client);
      await client.send('Emulation.setEmulatedMedia', { features: mediaFeatures(theme) });
    },
    async openExtensionPage(path, page) {
      const tab = page ?? (await browser.newPage());
      await tab.goto(`${extensionOrigin}/${path}`);
      return tab;
    },
    allowHost: pattern =>
      onExtensionsPage(browser, page =>
        page.evaluate((id, host) => chrome.developerPrivate.addHostPermission(id, host), id, pattern),
      ),
    pinToToolbar: () =>
      onExtensionsPage(browser, page =>
        page.evaluate(
          extensionId =>
            chrome.developerPrivate.updateExtensionConfiguration({ extensionId, pinnedToToolbar: true }),
          id,
        ),
      ),
    toolbarButton: async () => undefined,
    install: async other => void (await browser.installExtension(other)),
    pages: () => browser.pages(true),
    isBackgroundRunning: async () => workerTarget(browser, extensionOrigin) !== undefined,
    async killBackground() {
      const target = workerTarget(browser, extensionOrigin);
      if (!target) return;
      const gone = new Promise<void>(resolve => {
        const check = (destroyed: unknown) => {
          if (destroyed !== target) return;
          browser.off('targetdestroyed', check);
          resolve();
        };
        browser.on('targetdestroyed', check);
      });
      const worker = await target.worker();
      await worker?.close();
      await gone;
    },
    closed,
    async close() {
      await browser.close();
      await closed;
    },
  };
}

function mediaFeatures(theme: Theme): { name: string; value: string }[] {
  return [
    { name: 'prefers-color-scheme', value: theme === 'light' ? 'light' : 'dark' },
    { name: 'forced-colors', value: theme === 'forced-colors' ? 'active' : 'none' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ];
}

function workerTarget(browser: Browser, origin: string) {
  return browser
    .targets()
    .find(target => target.type() === 'service_worker' && target.url().startsWith(origin));
}

async function onExtensionsPage(browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await use(page);
  await page.close();
}

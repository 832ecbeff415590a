import type { Browser, Page } from 'puppeteer-core';
import manifest from '../../../manifest.json' with { type: 'json' };
import { makeProfile, startBrowser } from './profile';
import type { BrowserSession, LaunchOptions, Theme } from './session';

const GECKO_ID = manifest.browser_specific_settings.gecko.id;

/** The host of the extension's pages. Firefox would choose a random one. */
const UUID = '6f1d3a52-4c1b-4a5e-9d57-0fac7e050001';

/** Launches Firefox through WebDriver BiDi. */
export async function launchFirefox(options: LaunchOptions): Promise<BrowserSession> {
  const { headless, language, onPrinted } = options;
  const more = {
    browser: 'firefox' as const,
    userDataDir: await makeProfile('firefox'),
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.openPopupWithoutUserGesture.enabled': true,
      'browser.aboutwelcome.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'browser.shell.checkDefaultBrowser': false,
      // Puppeteer makes every page believe that it has the focus. A popup on a desktop then gets no key events.
      ...(!headless && { 'focusmanager.testmode': false }),
      ...(onPrinted && { 'devtools.console.stdout.content': true, 'devtools.console.stdout.chrome': true }),
      ...(language && { 'intl.accept_languages': language }),
    },
  };
  return startBrowser(options, more, async (browser, extension, closed) => {
    const bidi = bidiOf(browser);
    if (headless) await standInForDesktop(bidi);
    await browser.installExtension(extension);
    return openSession(browser, closed, bidi);
  });
}

async function openSession(browser: Browser, closed: Promise<void>, bidi: Bidi): Promise<BrowserSession> {
  const extensionOrigin = `moz-extension://${UUID}`;
  const policy = `WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)})`;

  return {
    name: 'firefox',
    version: await browser.version(),
    extensionOrigin,
    pid: browser.process()?.pid,
    newPage: () => browser.newPage(),
    async setTheme(theme, page) {
      await privileged(bidi, setPreferences(themePreferences(theme)));
      // The page applies it a moment later.
      await page.waitForFunction(
        (dark, forced) =>
          matchMedia('(prefers-color-scheme: dark)').matches === dark &&
          matchMedia('(forced-colors: active)').matches === forced,
        { polling: 20 },
        theme !== 'light',
        theme === 'forced-colors',
      );
    },
    async openExtensionPage(path, page) {
      const tab = page ?? (await browser.newPage());
      const url = `${extensionOrigin}/${path}`;
      // Firefox never reports the end of this navigation, though the page loads.
      await bidi.send('browsingContext.navigate', { context: contextId(tab), url, wait: 'none' });
      await tab.waitForFunction(
        address => location.href === address && document.readyState === 'complete',
        {},
        url,
      );
      return tab;
    },
    // The preference webextOptionalPermissionPrompts makes Firefox grant each request without a prompt.
    allowHost: async () => {},
    // The manifest's `default_area` does it.
    pinToToolbar: async () => {},
    async toolbarButton() {
      const [x = 0, y = 0] = JSON.parse(String(await privileged(bidi, MIDDLE_OF_BUTTON)));
      return { x, y };
    },
    install: async other => void (await browser.installExtension(other)),
    pages: () => browser.pages(),
    isBackgroundRunning: async () =>
      (await privileged(bidi, `${policy}.extension.backgroundState`)) !== 'stopped',
    async killBackground() {
      await privileged(bidi, terminateBackground(policy));
    },
    closed,
    async close() {
      await browser.close();
      await closed;
    },
  };
}

/**
 * Asks Firefox again and again to suspend the background: an event or an API call of the background cancels the
 * request. Stops when it has ended, also if a new one runs by then.
 */
function terminateBackground(policy: string): string {
  return `(async () => {
    const { extension } = ${policy};
    let former;
    while (extension.backgroundState !== 'stopped') {
      const now = extension.backgroundContext?.contextId;
      former ??= now;
      if (now !== former) return;
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
      await new Promise(resolve => setTimeout(resolve));
    }
  })()`;
}

type Preferences = Record<string, number | boolean | string>;

function themePreferences(theme: Theme): Preferences {
  return {
    // 0: dark. 1: light.
    'layout.css.prefers-color-scheme.content-override': theme === 'light' ? 1 : 0,
    // 1: the page's colours. 2: the user's palette, set below.
    'browser.display.document_color_use': theme === 'forced-colors' ? 2 : 1,
    'browser.display.use_system_colors': false,
    ...bothSchemes({
      'browser.display.background_color': '#000000',
      'browser.display.foreground_color': '#ffffff',
      'browser.anchor_color': '#ffff00',
      'browser.visited_color': '#ffff00',
      'browser.active_color': '#ffff00',
    }),
    'ui.prefersReducedMotion': 1,
  };
}

/** Sets the palette twice: Firefox has one for light pages and one (`.dark`) for dark pages. */
function bothSchemes(palette: Record<string, string>): Preferences {
  const names = Object.entries(palette).flatMap(([name, colour]) =>
    ['', '.dark'].map(scheme => [name + scheme, colour]),
  );
  return Object.fromEntries(names);
}

function setPreferences(preferences: Preferences): string {
  return `for (const [name, value] of Object.entries(${JSON.stringify(preferences)})) {
    if (typeof value === 'number') Services.prefs.setIntPref(name, value);
    else if (typeof value === 'boolean') Services.prefs.setBoolPref(name, value);
    else Services.prefs.setStringPref(name, value);
  }`;
}

const MIDDLE_OF_BUTTON = `{
  const id = ${JSON.stringify(GECKO_ID)}.replace(/[^a-z0-9_-]/gi, '_') + '-browser-action';
  const { x, y, width, height } = document.getElementById(id).getBoundingClientRect();
  JSON.stringify([window.mozInnerScreenX + x + width / 2, window.mozInnerScreenY + y + height / 2]);
}`;

interface Bidi {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>;
}

/** Puppeteer's connection, for commands that Puppeteer has no method for. */
function bidiOf(browser: Browser): Bidi {
  return (browser as unknown as { connection: Bidi }).connection;
}

function contextId(page: Page): string {
  return (page.mainFrame() as unknown as { _id: string })._id;
}

/** Runs a script with the browser's own rights. Returns its value, a string or undefined. */
async function privileged(bidi: Bidi, expression: string): Promise<unknown> {
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = tree.result.contexts as { context: string }[];
  const target = { context: window?.context };
  const { result } = await bidi.send('script.evaluate', { expression, target, awaitPromise: true });
  if (result.type !== 'success') throw new Error(`Firefox could not run: ${expression}`);
  return (result.result as { value?: unknown }).value;
}

/**
 * Replaces the notification service of headless Firefox, which drops each notification at once. Here they stay
 * until they are closed, so that `notifications.getAll()` returns them.
 */
async function standInForDesktop(bidi: Bidi): Promise<void> {
  await privileged(
    bidi,
    `{
      const shown = new Map();
      const service = {
        QueryInterface: ChromeUtils.generateQI(['nsIAlertsService']),
        showAlert(alert, observer) {
          shown.set(alert.name, { alert, observer });
          observer?.observe(null, 'alertshow', alert.cookie);
        },
        closeAlert(name) {
          const entry = shown.get(name);
          shown.delete(name);
          entry?.observer?.observe(null, 'alertfinished', entry.alert.cookie);
        },
        getHistory: () => [],
        teardown() {},
      };
      const id = Components.ID('{1bda6c33-b089-43df-a8fd-111907d6385a}');
      Components.manager
        .QueryInterface(Ci.nsIComponentRegistrar)
        .registerFactory(id, '', '@mozilla.org/alerts-service;1', {
          createInstance: iid => service.QueryInterface(iid),
        });
      undefined;
    }`,
  );
}

import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import manifest from '../../../../manifest.json' with { type: 'json' };
import { findBrowser } from '../../../../src/launcher/browsers/find';
import { ended, makeProfile } from '../../../../src/launcher/browsers/profile';
import { waitFor } from '../../../../src/launcher/wait-for';
import { memoryOfFamily } from '../processes';
import type { BenchBrowser, BenchPage } from './bench-browser';

const GECKO_ID = manifest.browser_specific_settings.gecko.id;

/** Firefox would choose a random host for the extension's pages; this preference sets it. */
const UUID = '6f1d3a52-4c1b-4a5e-9d57-0fac7e050001';
const ORIGIN = `moz-extension://${UUID}`;

const PREFERENCES = {
  'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
  // Times to the microsecond instead of the millisecond.
  'privacy.reduceTimerPrecision': false,
};

/** Launches Firefox through WebDriver BiDi, which attaches no debugger to backgrounds. */
export async function launchFirefox(extension: string): Promise<BenchBrowser> {
  const profile = await makeProfile('firefox');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findBrowser('firefox') ?? 'firefox',
    headless: true,
    userDataDir: profile,
    defaultViewport: null,
    handleSIGINT: false,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: PREFERENCES,
  });
  const closed = ended(browser, profile);
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('Firefox did not start.');
  const bidi = bidiOf(browser);
  await browser.installExtension(extension);
  return {
    version: await browser.version(),
    open: async url => pageOf(bidi, await browser.newPage(), url),
    async leaveBlankTab() {
      const others = await browser.pages();
      await browser.newPage();
      // The list may still contain a page that has just closed.
      for (const page of others) await page.close().catch(() => {});
    },
    stopBackground: async () => void (await privileged(bidi, TERMINATE)),
    memory: () => memoryOfFamily(pid),
    leftBehind: async () => ((await privileged(bidi, STATE)) === 'stopped' ? 0 : 1),
    async close() {
      await browser.close();
      await closed;
    },
  };
}

const POLICY = `WebExtensionPolicy.getByID(${JSON.stringify(GECKO_ID)})`;
const STATE = `${POLICY}.extension.backgroundState`;

/** Asks again until the event page has ended: Firefox keeps it when an event comes in between. */
const TERMINATE = `(async () => {
  const { extension } = ${POLICY};
  while (extension.backgroundState !== 'stopped') {
    await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
    await new Promise(resolve => setTimeout(resolve));
  }
  return '';
})()`;

async function pageOf(bidi: Bidi, page: Page, first: string): Promise<BenchPage> {
  const goTo = async (url: string) => {
    const address = url.includes('://') ? url : `${ORIGIN}/${url}`;
    // Firefox never reports the end of this navigation to a page of an extension, though the page loads.
    await bidi.send('browsingContext.navigate', { context: contextOf(page), url: address, wait: 'none' });
    await waitFor(
      () => page.evaluate(() => `${location.href} ${document.readyState}`).catch(() => ''),
      state => state === `${address} complete`,
    );
  };
  await goTo(first);
  return {
    evaluate: (run, ...args) => page.evaluate(run as (...args: unknown[]) => unknown, ...args) as never,
    goTo,
    close: () => page.close(),
  };
}

interface Bidi {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>;
}

/** Puppeteer's connection, for commands that Puppeteer has no method for. */
const bidiOf = (browser: Browser): Bidi => (browser as unknown as { connection: Bidi }).connection;

const contextOf = (page: Page): string => (page.mainFrame() as unknown as { _id: string })._id;

/** Runs a script with the browser's own rights. Returns its value, a string. */
async function privileged(bidi: Bidi, expression: string): Promise<string> {
  const tree = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = tree.result.contexts as { context: string }[];
  const target = { context: window?.context };
  const { result } = await bidi.send('script.evaluate', { expression, target, awaitPromise: true });
  if (result.type !== 'success') throw new Error(`Firefox could not run: ${expression}`);
  return String((result.result as { value?: unknown }).value);
}

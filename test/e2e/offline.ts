import type { Browser } from 'puppeteer-core';
import { kill, wake } from './extension';
import type { World } from './world';

/**
 * Tells the browser that its machine has no network, and gives what tells that it has one again. Chromium then reaches
 * nothing from its background; Firefox still reaches this very machine, so the way to a server on it has to be cut, too.
 */
export async function goOffline({ session, settings }: World): Promise<() => Promise<void>> {
  const browser = settings.browser();
  if (session.name === 'chromium') {
    // One that runs already may be about to end, and its successor would know nothing of this.
    await kill({ session, settings });
    await wake(settings);
    return takeChromiumOffline(browser, session.extensionOrigin);
  }
  await setFirefoxOffline(browser, true);
  return () => setFirefoxOffline(browser, false);
}

async function takeChromiumOffline(browser: Browser, origin: string): Promise<() => Promise<void>> {
  const background = await browser.waitForTarget(
    target => target.type() === 'service_worker' && target.url().startsWith(origin),
  );
  const devTools = await background.createCDPSession();
  const set = (offline: boolean) =>
    devTools.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  // Without it Chromium changes `navigator.onLine` alone.
  await devTools.send('Network.enable');
  await set(true);
  return async () => {
    await set(false);
    await devTools.detach();
  };
}

/** Puppeteer's own connection, for what it has no method for: a script with the browser's own rights. */
interface Bidi {
  send(method: string, params: object): Promise<{ result: { contexts: { context: string }[] } }>;
}

async function setFirefoxOffline(browser: Browser, offline: boolean): Promise<void> {
  const bidi = (browser as unknown as { connection: Bidi }).connection;
  const { result } = await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  await bidi.send('script.evaluate', {
    expression: `Services.io.offline = ${offline}; undefined`,
    target: { context: result.contexts[0]?.context },
    awaitPromise: true,
  });
}

import type { Browser } from 'puppeteer-core';
import { kill, wake } from './extension';
import type { World } from './world';

/**
 * Takes the browser offline. Returns a function that takes it online again. Chromium's background then reaches no
 * server. Firefox still reaches 127.0.0.1, so also close the way to the server there.
 */
export async function goOffline({ session, settings }: World): Promise<() => Promise<void>> {
  const browser = settings.browser();
  if (session.name === 'chromium') {
    // The emulation ends with its worker, so start with a new one that won't end soon.
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
  // Without this, Chromium changes only `navigator.onLine`.
  await devTools.send('Network.enable');
  await set(true);
  return async () => {
    await set(false);
    await devTools.detach();
  };
}

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

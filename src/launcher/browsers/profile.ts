import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type LaunchOptions as PuppeteerOptions } from 'puppeteer-core';
import { attempt } from '../user-error';
import type { LaunchOptions } from './session';

export function makeProfile(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `facteur-${name}-`));
}

/**
 * Starts a browser with a temporary profile and returns the result of `use`.
 * @param more options for Puppeteer
 * @param use `extension` is a folder; `closed` resolves when the browser has ended and its profile is removed
 * @throws UserError with the browser's own error if it doesn't start. It has ended then, also if `use` fails.
 */
export async function startBrowser<T>(
  { executable, headless, extension, closedOnSignals = false, env, onPrinted }: LaunchOptions,
  more: PuppeteerOptions & { readonly userDataDir: string },
  use: (browser: Browser, extension: string, closed: Promise<void>) => Promise<T>,
): Promise<T> {
  const profile = more.userDataDir;
  const child = watchStart(profile);
  const launch = () =>
    puppeteer.launch({
      executablePath: executable,
      headless,
      defaultViewport: null,
      handleSIGINT: false,
      handleSIGTERM: !closedOnSignals,
      handleSIGHUP: !closedOnSignals,
      ...more,
      env: { ...process.env, ...env, ...more.env },
    });
  const other = more.browser === 'firefox' ? 'chromium' : 'firefox';
  const remedy = headless
    ? `Does it start without Facteur? To use another browser: npm start -- --browser ${other}`
    : 'To start it without a window: npm start -- --headless';
  let browser: Browser;
  try {
    browser = await attempt(`start ${executable}`, remedy, () => child.orFailure(launch()));
  } catch (error) {
    await endOf(child.process());
    await remove(profile);
    throw error;
  } finally {
    child.unwatch();
  }
  const closed = ended(browser, profile);
  if (onPrinted) readPrinted(browser, onPrinted);
  try {
    return await use(browser, typeof extension === 'string' ? extension : await extension(), closed);
  } catch (error) {
    await browser.close();
    await closed;
    throw error;
  }
}

/** Finds the browser's process through Node's diagnostics: Puppeteer gives it only if the launch succeeds. */
function watchStart(profile: string) {
  let child: ChildProcess | undefined;
  let printed = '';
  let fail: (error: Error) => void = () => {};
  const failure = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failure.catch(() => {});
  const onProcess = (message: unknown) => {
    const { process: made } = message as { process: ChildProcess };
    // Node publishes it before it sets `spawnargs`.
    process.nextTick(() => {
      if (!made.spawnargs.some(arg => arg.includes(profile))) return;
      child = made;
      made.once('error', fail);
      made.stderr?.on('data', (bytes: Buffer) => {
        printed += bytes.toString();
      });
    });
  };
  subscribe('child_process', onProcess);
  return {
    process: () => child,
    unwatch: () => unsubscribe('child_process', onProcess),
    /** @throws Error with the error that the browser printed */
    async orFailure(launching: Promise<Browser>): Promise<Browser> {
      try {
        return await Promise.race([launching, failure]);
      } catch (error) {
        throw new Error(lastWords(printed) ?? (error as Error).message, { cause: error });
      }
    },
  };
}

/** An error from the main thread of a Chromium process. Errors of other threads are mostly harmless. */
const ERROR_OF_CHROMIUM = /^\[(\d+):\1:[^\]]*:(?:ERROR|FATAL):(?!content\/zygote)[^\]]*\](.*)/;

/** The reason why a browser ended, from its output; undefined if there is no output. */
export function lastWords(printed: string): string | undefined {
  const lines = printed.split('\n').filter(line => line.trim());
  const errors = lines.flatMap(line => ERROR_OF_CHROMIUM.exec(line)?.[2] ?? []);
  const words =
    errors.length > 0 ? errors.slice(-2) : [lines.findLast(line => /error/i.test(line)) ?? lines.at(-1)];
  return words.map(line => line?.trim().replace(/\.$/, '').replaceAll(/\s+/g, ' ')).join('. ') || undefined;
}

/** Waits until the browser has ended for any reason. Then removes its profile. */
export async function ended(browser: Browser, profile: string): Promise<void> {
  await endOf(browser.process());
  await remove(profile);
}

async function endOf(child: ChildProcess | null | undefined): Promise<void> {
  if (child?.pid && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Removes a folder. Retries: child processes of a program that has just ended may still write there. */
export function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function readPrinted(browser: Browser, onPrinted: (text: string) => void): void {
  const { stdout, stderr } = browser.process() ?? {};
  for (const stream of [stdout, stderr]) stream?.on('data', (bytes: Buffer) => onPrinted(bytes.toString()));
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';

/** Makes a throw-away profile's folder. */
export function makeProfile(name: string): Promise<string> {
  return mkdtemp(join(tmpdir(), `facteur-${name}-`));
}

/** Resolves when the browser's process has ended, whoever ended it, and its profile is gone. */
export async function ended(browser: Browser, profile: string): Promise<void> {
  const child = browser.process();
  if (child && child.exitCode === null && child.signalCode === null)
    await new Promise(resolve => child.once('exit', resolve));
  // What the process started may take a moment longer to let go of its files.
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Gives to `onPrinted` whatever the browser prints. */
export function readPrinted(browser: Browser, onPrinted: (text: string) => void): void {
  const { stdout, stderr } = browser.process() ?? {};
  for (const stream of [stdout, stderr]) stream?.on('data', (bytes: Buffer) => onPrinted(bytes.toString()));
}

import { access, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { disagreements } from './agreement';
import { type BrowserSession, POPUP_PAGE } from './browsers/session';
import { type Look, look, type Row, readRows } from './look';
import { LIST_LENGTH, type Trial } from './trial';
import { attempt } from './user-error';
import { waitFor } from './wait-for';

/** The result of one check, as `--json` prints it. */
export interface Report {
  browser: string;
  badge: string;
  title: string;
  rows: Row[];
  notifications: { title: string; message: string }[];
  /** The path of a screenshot of the popup. */
  screenshot: string;
}

const PICTURES = resolve('dist');

/** The longest wait for the first check, in ms. */
const FIRST_CHECK = 30_000;

/** Waits for the first check. Reports what the extension shows, and how that differs from the mailbox. */
export async function reportOnce(trial: Trial): Promise<{ report: Report; problems: string[] }> {
  const { session, source, settingsPage } = trial;
  const seen = await settled(settingsPage);
  const popup = await session.openExtensionPage(POPUP_PAGE);
  await popup.setViewport({ width: 380, height: 600, deviceScaleFactor: 2 });
  await popup.waitForSelector('[role=status]');
  const rows = await readRows(popup);
  const report: Report = {
    browser: session.name,
    badge: seen.badge,
    title: seen.title,
    rows,
    notifications: seen.notifications.map(({ title, message }) => ({ title, message })),
    screenshot: await takePicture(popup, session),
  };
  return { report, problems: await disagreements(source.mailbox, seen.badge, rows, LIST_LENGTH) };
}

/**
 * Creates the folder for the screenshot.
 * @throws UserError if it isn't writable
 */
export function preparePicture(): Promise<void> {
  return attempt(`write into ${PICTURES}`, 'Without --once nothing is written there.', async () => {
    await mkdir(PICTURES, { recursive: true });
    await access(PICTURES, constants.W_OK);
  });
}

async function takePicture(popup: Page, session: BrowserSession) {
  const path = resolve(PICTURES, `popup-${session.name}.png`);
  const content = await popup.waitForSelector('body');
  await content?.screenshot({ path: path as `${string}.png` });
  return path;
}

/** Waits for the end of the first check, then for two equal looks: badge and title don't change together. */
async function settled(settingsPage: Page): Promise<Look> {
  let before = '';
  return waitFor(
    () => look(settingsPage),
    now => {
      const same = JSON.stringify(now) === before;
      before = JSON.stringify(now);
      return same && now.checked && now.badge !== '…';
    },
    FIRST_CHECK,
  );
}

import { access, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { disagreements } from './agreement';
import { type BrowserSession, POPUP_PAGE } from './browsers/session';
import { type Look, look, type Row, readRows } from './look';
import { LIST_LENGTH, type Trial } from './trial';
import { attempt } from './user-error';
import { waitFor } from './wait-for';

/** What one check came to, as `--json` prints it. */
export interface Report {
  browser: string;
  badge: string;
  title: string;
  rows: Row[];
  notifications: { title: string; message: string }[];
  /** Path of the popup's picture. */
  screenshot: string;
}

const PICTURES = resolve('dist');

/** How long the first check may take, in ms. */
const FIRST_CHECK = 30_000;

/** Waits for the first check, and tells what a person would see after it, with what is wrong about that. */
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

/** Makes sure of the folder for the picture, before anybody waits for one. */
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

/** What shows once the first check is done and the toolbar, which is drawn part by part, changes no more. */
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

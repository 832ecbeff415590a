import type { Page } from 'puppeteer-core';
import { type Look, look, type Row, readRows } from './look';

const PAUSE = 500;

/**
 * Reports each change of the badge, the rows and the notifications, until it is interrupted or the page is closed.
 * @param popup a page that shows the list; without it no rows are reported
 */
export async function watch(
  settingsPage: Page,
  popup: Page | undefined,
  tell: (line: string) => void,
  interrupted: AbortSignal,
): Promise<void> {
  let before: { seen: Look; rows: Row[] } | undefined;
  while (!interrupted.aborted) {
    let now: { seen: Look; rows: Row[] };
    try {
      now = { seen: await look(settingsPage), rows: popup ? await readRows(popup) : [] };
    } catch {
      // The browser is closing, or the user has closed the settings tab.
      if (!interrupted.aborted) tell('The settings tab was closed: changes are no longer printed here.');
      return;
    }
    for (const line of changes(before, now)) tell(line);
    before = now;
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}

function changes(
  before: { seen: Look; rows: Row[] } | undefined,
  now: { seen: Look; rows: Row[] },
): string[] {
  const lines: string[] = [];
  if (before?.seen.badge !== now.seen.badge) lines.push(`badge         ${now.seen.badge || '(none)'}`);
  const known = new Set(before?.seen.notifications.map(({ id, message }) => id + message));
  for (const { id, title, message } of now.seen.notifications)
    if (!known.has(id + message)) lines.push(`notification  ${title} – ${message.replaceAll('\n', ' – ')}`);
  const listed = new Set(before?.rows.map(({ url }) => url));
  for (const { url, from, subject } of now.rows)
    if (!listed.has(url)) lines.push(`row           ${from}: ${subject || '(no subject)'}`);
  const left = new Set(now.rows.map(({ url }) => url));
  for (const { url, from, subject } of before?.rows ?? [])
    if (!left.has(url)) lines.push(`row gone      ${from}: ${subject || '(no subject)'}`);
  return lines;
}

import type { Page } from 'puppeteer-core';
import type { Mailbox } from '../core/mailbox/mailbox';

/** What the browser shows of Facteur at one moment. */
export interface Look {
  badge: string;
  title: string;
  /** Notifications that the browser still shows, oldest first. */
  notifications: { id: string; title: string; message: string }[];
  /** Whether every account has been checked at least once, also without success. */
  checked: boolean;
}

export interface Row {
  from: string;
  subject: string;
  /** ISO 8601; empty if the mail has no date. */
  date: string;
  url: string;
}

/** The part of the extension API that these scripts use: `chrome` in Chromium, `browser` in Firefox. */
interface ExtensionApi {
  action: { getBadgeText(details: object): Promise<string>; getTitle(details: object): Promise<string> };
  notifications: { getAll(): Promise<Record<string, unknown>> };
  storage: { local: { get(key: null): Promise<Record<string, unknown>> } };
  runtime: { sendMessage(message: object): Promise<unknown> };
}

declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** Asks the browser, through one of the extension's pages. */
export async function look(extensionPage: Page): Promise<Look> {
  const seen = await extensionPage.evaluate(async () => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    const [badge, title, showing, stored] = await Promise.all([
      api.action.getBadgeText({}),
      api.action.getTitle({}),
      api.notifications.getAll(),
      api.storage.local.get(null),
    ]);
    const mailboxes = Object.entries(stored)
      .filter(([key]) => key.startsWith('mailbox:'))
      .map(([, value]) => (value as { data: Mailbox }).data);
    return { badge, title, showing: Object.keys(showing), mailboxes };
  });
  const { badge, title, showing, mailboxes } = seen;
  return {
    badge,
    title,
    // In Chrome `getAll()` returns only ids: take the texts from storage.
    notifications: mailboxes
      .flatMap(({ announced }) => announced)
      .filter(({ id }) => showing.includes(id))
      .map(({ id, title, message }) => ({ id, title, message })),
    checked: mailboxes.length > 0 && mailboxes.every(({ checkedAt, failure }) => checkedAt > 0 || failure),
  };
}

export async function readRows(popup: Page): Promise<Row[]> {
  return popup.$$eval('ul.messages li', items =>
    items.map(item => ({
      from: item.querySelector('.from')?.textContent ?? '',
      // `.none` is the placeholder of a mail without a subject.
      subject: item.querySelector('.subject:not(.none)')?.textContent ?? '',
      date: item.querySelector('time')?.dateTime ?? '',
      url: item.querySelector('a')?.href ?? '',
    })),
  );
}

/** Asks the background to check every account. Doesn't wait: the background may end before it answers. */
export async function askForCheck(extensionPage: Page): Promise<void> {
  await extensionPage.evaluate(() => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    void api.runtime.sendMessage({ to: 'background', intent: 'checkNow' }).catch(() => {});
  });
}

import type { Page } from 'puppeteer-core';
import type { Announced } from '../core/mailbox';
import type { Settings } from '../core/settings';

/** What a person would see of Facteur at one moment. */
export interface Look {
  badge: string;
  title: string;
  /** Notifications that the browser still shows, oldest first. */
  notifications: { id: string; title: string; message: string }[];
  /** Whether every account has been checked at least once. */
  checked: boolean;
}

export interface Row {
  from: string;
  subject: string;
  /** ISO 8601; empty where the mail has no date. */
  date: string;
  url: string;
}

/** The part of the extension API used in the pages driven here; `chrome` in one browser, `browser` in the other. */
interface ExtensionApi {
  action: { getBadgeText(details: object): Promise<string>; getTitle(details: object): Promise<string> };
  notifications: { getAll(): Promise<Record<string, unknown>> };
  storage: Record<'local' | 'sync', { get(key: null): Promise<Record<string, unknown>> }>;
  alarms: {
    get(name: string): Promise<{ periodInMinutes?: number } | undefined>;
    create(name: string, alarm: { when: number; periodInMinutes: number }): Promise<void>;
  };
}

declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** Asks the browser what it shows, from one of the extension's pages. */
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
      .map(([, value]) => value as { attemptedAt: number; announced: Announced[] });
    return { badge, title, showing: Object.keys(showing), mailboxes };
  });
  const { badge, title, showing, mailboxes } = seen;
  return {
    badge,
    title,
    // Chrome tells the ids of what it shows and nothing else; what they said is on record.
    notifications: mailboxes
      .flatMap(({ announced }) => announced)
      .filter(({ notice }) => showing.includes(notice))
      .map(({ notice, title, message }) => ({ id: notice, title, message })),
    checked: mailboxes.length > 0 && mailboxes.every(({ attemptedAt }) => attemptedAt > 0),
  };
}

/** The settings as storage holds them; what was never changed is not among them. */
export async function storedSettings(extensionPage: Page): Promise<Partial<Settings>> {
  return extensionPage.evaluate(async () => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    return (await api.storage.sync.get(null)).settings ?? {};
  });
}

/** The rows of the list, from the popup's page. */
export async function readRows(popup: Page): Promise<Row[]> {
  return popup.$$eval('ul.messages li', items =>
    items.map(item => ({
      from: item.querySelector('.from')?.textContent ?? '',
      // A mail without a subject shows a word for that in the subject's place.
      subject: item.querySelector('.subject:not(.none)')?.textContent ?? '',
      date: item.querySelector('time')?.dateTime ?? '',
      url: item.querySelector('a')?.href ?? '',
    })),
  );
}

/** Brings the next check forward to now, as the alarm that it is. */
export async function bringCheckForward(extensionPage: Page): Promise<void> {
  await extensionPage.evaluate(async () => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    const alarm = await api.alarms.get('check-mail');
    // With another period it would be taken for one of former settings, and put off.
    await api.alarms.create('check-mail', { when: Date.now(), periodInMinutes: alarm?.periodInMinutes ?? 1 });
  });
}

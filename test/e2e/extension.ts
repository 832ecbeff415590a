import type { Page } from 'puppeteer-core';
import type { Account } from '../../src/core/account/account';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import type { Settings } from '../../src/core/settings/settings';
import { waitFor } from '../../src/launcher/wait-for';
import type { World } from './world';

/** What the extension's own rights allow, used from one of its pages: to look behind what a person sees, and to set a scene. */

export interface Alarm {
  name: string;
  periodInMinutes: number;
  scheduledTime: number;
}

interface Context {
  contextId: string;
  /** Such as `BACKGROUND` and `TAB`. */
  contextType: string;
  /** Absent in Chromium for a worker. */
  documentUrl?: string;
}

interface Area {
  get(key: null): Promise<Record<string, unknown>>;
  set(values: object): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** `chrome` in one browser, `browser` in the other. */
interface ExtensionApi {
  contextMenus: { update(id: string, change: object): Promise<void> };
  action: {
    getBadgeText(details: object): Promise<string>;
    getTitle(details: object): Promise<string>;
    setBadgeText(details: { text: string }): Promise<void>;
  };
  alarms: {
    getAll(): Promise<Alarm[]>;
    create(name: string, alarm: { when: number; periodInMinutes?: number }): Promise<void>;
    clearAll(): Promise<boolean>;
  };
  notifications: { getAll(): Promise<Record<string, unknown>>; clear(id: string): Promise<boolean> };
  runtime: {
    sendMessage(message: object): Promise<unknown>;
    getContexts(filter: object): Promise<Context[]>;
  };
  storage: Record<'local' | 'sync' | 'session', Area> & {
    onChanged: { addListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void };
  };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

type AreaName = 'local' | 'sync' | 'session';

/** How long an alarm that is due may take to go off, in ms. Chromium lets a second pass between two. */
const ALARM = 3_000;

const MAILBOX = 'mailbox:';

export function readStored(page: Page, area: AreaName = 'local'): Promise<Record<string, unknown>> {
  return page.evaluate(
    area => (typeof browser === 'undefined' ? chrome : browser).storage[area].get(null),
    area,
  );
}

/** Stores these values as they are. */
export function store(page: Page, values: object, area: AreaName = 'local'): Promise<void> {
  return page.evaluate(
    (values, area) => (typeof browser === 'undefined' ? chrome : browser).storage[area].set(values),
    values,
    area,
  );
}

export function removeStored(page: Page, key: string): Promise<void> {
  return page.evaluate(
    key => (typeof browser === 'undefined' ? chrome : browser).storage.local.remove(key),
    key,
  );
}

/** Makes these the accounts, as the settings page stores them. */
export function storeAccounts(page: Page, accounts: readonly Account[]): Promise<void> {
  return store(page, { accounts: { version: 1, data: accounts } });
}

/** The settings as they are stored; what was never changed is not among them. */
export async function storedSettings(page: Page): Promise<Partial<Settings>> {
  const { settings } = await readStored(page, 'sync');
  return (settings as { data: Settings } | undefined)?.data ?? {};
}

/** What is stored of each account's mail, by the account's id. */
export async function storedMailboxes(page: Page): Promise<Record<string, Mailbox>> {
  const stored = Object.entries(await readStored(page)).filter(([key]) => key.startsWith(MAILBOX));
  return Object.fromEntries(
    stored.map(([key, value]) => [key.slice(MAILBOX.length), (value as { data: Mailbox }).data]),
  );
}

/** What has been announced, as it was noted at first: later answers have its words forgotten. */
export interface Told {
  accountId: string;
  /** The notification's id. */
  id: string;
  title: string;
  /** The beginnings of the listed mails that it announced. */
  beginnings: string[];
}

/** Notes from now on all that is announced, for as long as the page is open. Gives what tells it, each as often as it was announced. */
export async function noteAnnounced(page: Page): Promise<() => Promise<Told[]>> {
  const notes = await page.evaluateHandle(prefix => {
    const { storage } = typeof browser === 'undefined' ? chrome : browser;
    const told = new Map<string, Told>();
    const note = (key: string, value: unknown) => {
      if (!key.startsWith(prefix) || !value) return;
      const { announced, messages } = (value as { data: Mailbox }).data;
      const beginningOf = (id: string) =>
        (Array.isArray(messages) && messages.find(message => message.id === id)?.beginning) ||
        `none with ${id}`;
      for (const { id, at, title, messageIds } of announced) {
        const key = `${id} ${at}`;
        const accountId = id.slice(0, id.indexOf('|'));
        if (!told.has(key)) told.set(key, { accountId, id, title, beginnings: messageIds.map(beginningOf) });
      }
    };
    storage.onChanged.addListener(changes => {
      for (const [key, { newValue }] of Object.entries(changes)) note(key, newValue);
    });
    return async () => {
      for (const [key, value] of Object.entries(await storage.local.get(null))) note(key, value);
      return [...told.values()];
    };
  }, MAILBOX);
  return () => notes.evaluate(read => read());
}

/**
 * Changes what is stored of an account's mail, unless the background has just forgotten the account. That waits for
 * nobody: what it stores in this moment is lost, and so it had better have nothing to do.
 */
export function changeMailbox(page: Page, accountId: string, change: Partial<Mailbox>): Promise<void> {
  return page.evaluate(
    async (key, change) => {
      const { local } = (typeof browser === 'undefined' ? chrome : browser).storage;
      const stored = (await local.get(null))[key] as { data: object } | undefined;
      if (stored) await local.set({ [key]: { ...stored, data: { ...stored.data, ...change } } });
    },
    MAILBOX + accountId,
    change,
  );
}

export function alarms(page: Page): Promise<Alarm[]> {
  return page.evaluate(() => (typeof browser === 'undefined' ? chrome : browser).alarms.getAll());
}

/**
 * Lets the time until the next checks pass, of all accounts or of these, and waits until one has begun. What ends just
 * then may set the alarm once more, to a time still ahead; so it is brought forward again until it has gone off.
 */
export async function letTimePass(page: Page, accountIds?: readonly string[]): Promise<void> {
  const attempts = async () =>
    String(Object.values(await storedMailboxes(page)).map(({ attemptedAt }) => attemptedAt));
  const before = await attempts();
  const hasBegun = async () => {
    if (accountIds) await ringAlarmFor(page, accountIds);
    else await ringAlarm(page);
    return waitFor(attempts, now => now !== before, ALARM).then(
      () => true,
      () => false,
    );
  };
  await waitFor(hasBegun, begun => begun);
}

/** Has the alarm go off at once, with every account due. */
async function ringAlarm(page: Page): Promise<void> {
  for (const id of Object.keys(await storedMailboxes(page))) await changeMailbox(page, id, { retryAt: 1 });
  await page.evaluate(async () => {
    const { alarms } = typeof browser === 'undefined' ? chrome : browser;
    const alarm = (await alarms.getAll()).find(({ name }) => name === 'check-mail');
    await alarms.create('check-mail', { when: Date.now(), periodInMinutes: alarm?.periodInMinutes ?? 1 });
  });
}

/** Has what comes up by itself come up now: quiet hours that end, a reminder. */
export async function ringPresentAlarm(page: Page): Promise<void> {
  await page.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).alarms.create('present', { when: Date.now() }),
  );
}

/** Has the alarm go off in so many ms, with nothing due but these accounts. */
export async function ringAlarmFor(page: Page, accountIds: readonly string[], wait = 0): Promise<void> {
  for (const id of accountIds) await changeMailbox(page, id, { retryAt: 1 });
  await page.evaluate(
    wait =>
      (typeof browser === 'undefined' ? chrome : browser).alarms.create('check-mail', {
        when: Date.now() + wait,
        periodInMinutes: 5,
      }),
    wait,
  );
}

/** Any message wakes the background, whether or not it is one that it answers. */
export async function wake(page: Page): Promise<void> {
  await page.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).runtime.sendMessage({ to: 'nobody' }).catch(() => {}),
  );
}

/** Has every account checked, and waits until that is done. */
export async function checkNow(page: Page): Promise<void> {
  await page.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).runtime.sendMessage({
      to: 'background',
      intent: 'checkNow',
    }),
  );
}

/** What the end of a browser session does: badge and session storage are gone; the rest is not. */
export async function forgetSession(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    // In this order: that the storage changes wakes the background, which draws the badge.
    await api.action.setBadgeText({ text: '' });
    await api.storage.session.clear();
  });
}

/** What an update of the extension does, or that it is disabled and enabled. */
export async function forgetAlarms(page: Page): Promise<void> {
  await page.evaluate(() => (typeof browser === 'undefined' ? chrome : browser).alarms.clearAll());
}

/** What the toolbar button shows, whichever version of Facteur has drawn it. */
export function toolbar(page: Page): Promise<{ badge: string; title: string }> {
  return page.evaluate(async () => {
    const { action } = typeof browser === 'undefined' ? chrome : browser;
    const [badge, title] = await Promise.all([action.getBadgeText({}), action.getTitle({})]);
    return { badge, title };
  });
}

/** Ids of the notifications that show. */
export function showing(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    Object.keys(await (typeof browser === 'undefined' ? chrome : browser).notifications.getAll()),
  );
}

/** Closes all notifications as a person does, so that one shown again is seen again, and tells their ids. */
export function dismissAll(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { notifications } = typeof browser === 'undefined' ? chrome : browser;
    const ids = Object.keys(await notifications.getAll());
    for (const id of ids) await notifications.clear(id);
    return ids;
  });
}

/** Has Facteur keep quiet until then (ms since 1970), or no longer with 0, as the popup does. */
export function snooze(page: Page, until: number): Promise<void> {
  return store(page, { 'snoozed-until': { version: 1, data: until } });
}

/** Makes these the user's settings, in place of all that they chose. */
export function storeSettings(page: Page, settings: Partial<Settings>): Promise<void> {
  return store(page, { settings: { version: 2, data: settings } }, 'sync');
}

/** Whether the toolbar button's menu has an entry with this id. */
export function hasMenuEntry(page: Page, id: string): Promise<boolean> {
  return page.evaluate(
    id =>
      (typeof browser === 'undefined' ? chrome : browser).contextMenus.update(id, {}).then(
        () => true,
        () => false,
      ),
    id,
  );
}

/** The contexts that the extension runs in. */
export function contexts(page: Page): Promise<Context[]> {
  return page.evaluate(() => (typeof browser === 'undefined' ? chrome : browser).runtime.getContexts({}));
}

/**
 * Kills the background, and waits until it is gone, whether or not the next one is there already. One that is killed
 * while it opens the page that it parses in is long gone when Chromium says so: when that page has closed.
 */
export async function kill({ session, settings }: Pick<World, 'session' | 'settings'>): Promise<void> {
  const running = async () =>
    (await contexts(settings)).find(it => it.contextType === 'BACKGROUND')?.contextId;
  const former = await running();
  const end = session.killBackground().catch(() => {});
  if (former === undefined) return end;
  await waitFor(running, id => id !== former);
}

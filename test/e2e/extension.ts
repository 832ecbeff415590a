import type { Page } from 'puppeteer-core';
import type { Account } from '../../src/core/account/account';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import type { Settings } from '../../src/core/settings/settings';
import { waitFor } from '../../src/launcher/wait-for';
import type { World } from './world';

/** Calls the extension API from one of Facteur's pages, to read and set state that no page shows. */

export interface Alarm {
  name: string;
  periodInMinutes: number;
  scheduledTime: number;
}

interface Context {
  contextId: string;
  contextType: string;
  documentUrl?: string;
}

interface Area {
  get(key: null): Promise<Record<string, unknown>>;
  set(values: object): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

/** `chrome` in Chromium, `browser` in Firefox. */
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

/** How late a due alarm may fire, in ms. Chromium leaves a second between two alarms. */
const ALARM = 3_000;

const MAILBOX = 'mailbox:';

export async function readStored(page: Page, area: AreaName = 'local'): Promise<Record<string, unknown>> {
  // As text: WebDriver BiDi leaves out an object that stands in the result a second time.
  const text = await page.evaluate(
    async area =>
      JSON.stringify(await (typeof browser === 'undefined' ? chrome : browser).storage[area].get(null)),
    area,
  );
  return JSON.parse(text);
}

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

export function storeAccounts(page: Page, accounts: readonly Account[]): Promise<void> {
  return store(page, { accounts: { version: 1, data: accounts } });
}

/** The stored settings. A setting that was never changed is absent. */
export async function storedSettings(page: Page): Promise<Partial<Settings>> {
  const { settings } = await readStored(page, 'sync');
  return (settings as { data: Settings } | undefined)?.data ?? {};
}

export async function storedMailboxes(page: Page): Promise<Record<string, Mailbox>> {
  const stored = Object.entries(await readStored(page)).filter(([key]) => key.startsWith(MAILBOX));
  return Object.fromEntries(
    stored.map(([key, value]) => [key.slice(MAILBOX.length), (value as { data: Mailbox }).data]),
  );
}

/** An announcement as it was first stored. Later answers remove its texts from storage. */
export interface Told {
  accountId: string;
  id: string;
  title: string;
  beginnings: string[];
}

/** Records announcements while the page is open. Returns a reader of all of them, with one entry per announcement. */
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
 * Merges `change` into an account's stored mailbox, if there is one. It takes no lock: a write that the background
 * makes at the same moment is lost, so call it while the background is idle.
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
 * Brings forward the next check of all accounts, or of these, and waits until it has begun. A check that ends at that
 * moment may set the alarm to a later time, so this retries until a check begins.
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

async function ringAlarm(page: Page): Promise<void> {
  for (const id of Object.keys(await storedMailboxes(page))) await changeMailbox(page, id, { retryAt: 1 });
  await page.evaluate(async () => {
    const { alarms } = typeof browser === 'undefined' ? chrome : browser;
    const alarm = (await alarms.getAll()).find(({ name }) => name === 'check-mail');
    await alarms.create('check-mail', { when: Date.now(), periodInMinutes: alarm?.periodInMinutes ?? 1 });
  });
}

/** Fires now the alarm for reminders and for the end of quiet hours or a snooze. */
export async function ringPresentAlarm(page: Page): Promise<void> {
  await page.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).alarms.create('present', { when: Date.now() }),
  );
}

/** Makes these accounts due, and fires the alarm in `wait` ms. */
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

/** Wakes the background: any message does, even one that it does not answer. */
export async function wake(page: Page): Promise<void> {
  await page.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).runtime.sendMessage({ to: 'nobody' }).catch(() => {}),
  );
}

export async function checkNow(page: Page): Promise<void> {
  await page.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).runtime.sendMessage({
      to: 'background',
      intent: 'checkNow',
    }),
  );
}

/** Clears badge, alarms and session storage, as an update of the extension does, or turning it off and on. */
export async function forgetSession(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const api = typeof browser === 'undefined' ? chrome : browser;
    // Last the storage: clearing it wakes the background, which draws the badge and sets the alarm again.
    await api.action.setBadgeText({ text: '' });
    await api.alarms.clearAll();
    await api.storage.session.clear();
  });
}

export function toolbar(page: Page): Promise<{ badge: string; title: string }> {
  return page.evaluate(async () => {
    const { action } = typeof browser === 'undefined' ? chrome : browser;
    const [badge, title] = await Promise.all([action.getBadgeText({}), action.getTitle({})]);
    return { badge, title };
  });
}

/** The ids of the notifications on the screen. */
export function showing(page: Page): Promise<string[]> {
  return page.evaluate(async () =>
    Object.keys(await (typeof browser === 'undefined' ? chrome : browser).notifications.getAll()),
  );
}

/** Clears all notifications, so that one shown again counts again. Returns their ids. */
export function dismissAll(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { notifications } = typeof browser === 'undefined' ? chrome : browser;
    const ids = Object.keys(await notifications.getAll());
    for (const id of ids) await notifications.clear(id);
    return ids;
  });
}

/** Snoozes until this time (ms since 1970), or ends the snooze with 0, as the popup does. */
export function snooze(page: Page, until: number): Promise<void> {
  return store(page, { 'snoozed-until': { version: 1, data: until } });
}

export function storeSettings(page: Page, settings: Partial<Settings>): Promise<void> {
  return store(page, { settings: { version: 2, data: settings } }, 'sync');
}

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

export function contexts(page: Page): Promise<Context[]> {
  return page.evaluate(() => (typeof browser === 'undefined' ? chrome : browser).runtime.getContexts({}));
}

/**
 * Kills the background, and waits until it has gone. A new one may have started by then. `killBackground` alone takes
 * too long: if the background dies while it opens its offscreen page, Chromium confirms that only once the page closes.
 */
export async function kill({ session, settings }: Pick<World, 'session' | 'settings'>): Promise<void> {
  const running = async () =>
    (await contexts(settings)).find(it => it.contextType === 'BACKGROUND')?.contextId;
  const former = await running();
  const end = session.killBackground().catch(() => {});
  if (former === undefined) return end;
  await waitFor(running, id => id !== former);
}

import { rm } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoMail } from '../../src/gateway/mailbox/demo/demo-mailbox';
import { OPTIONS_PAGE, POPUP_PAGE } from '../../src/launcher/browsers/session';
import { readRows } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { identityOf } from '../identity-of';
import {
  alarms,
  checkNow,
  contexts,
  dismissAll,
  hasMenuEntry,
  readStored,
  showing,
  store,
  toolbar,
} from './extension';
import { makeReleaseFolder, type Release, unpackRelease } from './releases';
import { fill, find, press, textOf, tick } from './user';
import { BROWSERS, createWorld, type World } from './world';

interface StoredAccount {
  id: string;
  notify?: boolean;
}

/** As the page itself knows it: puppeteer isn't told of each one that Firefox closes. */
const isOpen = (page: Page) => page.evaluate(() => true).catch(() => false);

/** What the packages before this one stored is what the present one finds: each is installed over the one before it. */
describe.each(BROWSERS)('an update in %s', name => {
  let world: World;
  let popup: Page;
  let folder: string;
  let accountId: string;

  beforeAll(async () => {
    folder = await makeReleaseFolder();
    world = await createWorld(name, { extension: await unpackRelease('first', name, folder) });
    // An update closes the extension's pages; a window that loses its last page closes, too, and Firefox with it.
    await world.session.newPage();
  });
  afterAll(async () => {
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Installs a release over the present one while its popup and its settings are open, and opens its popup. */
  async function update(release: Release): Promise<void> {
    const before = [world.settings, popup];
    // What is announced again shows again.
    await dismissAll(popup);
    await world.session.install(await unpackRelease(release, name, folder));
    await waitFor(
      () => Promise.all(before.map(isOpen)),
      open => !open.includes(true),
    );
    popup = await world.openPopup();
  }

  const badge = (text: string) =>
    waitFor(
      () => toolbar(popup),
      ({ badge }) => badge === text,
    );
  const openPages = async () =>
    (await contexts(popup))
      .filter(({ contextType }) => contextType === 'TAB')
      .map(({ documentUrl }) => documentUrl?.replace(`${world.session.extensionOrigin}/`, ''));
  const subjects = async () => (await readRows(popup)).map(({ subject }) => subject);
  /** The subjects of the rows that the popup marks as not seen before. */
  const unseen = () =>
    popup.$$eval('.messages li', rows =>
      rows.filter(row => row.querySelector('.dot')).map(row => row.querySelector('.subject')?.textContent),
    );
  const isTicked = async (checkbox: string) =>
    (await find(world.settings, 'checkbox', checkbox)).evaluate(box => (box as HTMLInputElement).checked);
  const checkEvery = async () =>
    (await find(world.settings, 'spinbutton', 'Check every')).evaluate(
      field => (field as HTMLInputElement).value,
    );

  async function openSettings(): Promise<void> {
    world.settings = await world.session.openExtensionPage(OPTIONS_PAGE);
  }

  /** Opens the popup anew where it is seen, and waits until it remembers all that it lists. */
  async function lookAtPopup(): Promise<void> {
    await popup.close();
    popup = await world.openPopup();
    await popup.bringToFront();
    const [newest] = await world.mailbox.unread(1);
    await waitFor(
      async () => JSON.stringify((await readStored(popup))['popup-seen']),
      seen => newest !== undefined && [newest.id, identityOf(newest)].some(id => seen.includes(id)),
    );
  }

  /** Whichever version has stored them. */
  async function storedAccounts(): Promise<StoredAccount[]> {
    const { accounts } = await readStored(popup);
    return (Array.isArray(accounts) ? accounts : (accounts as { data: object }).data) as StoredAccount[];
  }

  /** Has all that is stored shown and then checked, and gives the ids of what was announced by either. */
  async function announcedAfterUpdate(): Promise<string[]> {
    await waitFor(
      () => readStored(popup, 'session'),
      ({ shown }) => (shown as { data?: boolean } | undefined)?.data === true,
    );
    const before = await showing(popup);
    await checkNow(popup);
    return [...before, ...(await showing(popup))];
  }

  /** Has a mail come, and shows that one check announces it and the next one doesn't. */
  async function expectAnnouncedOnce(noticeId = (mail: DemoMail) => `${accountId}|mail|${identityOf(mail)}`) {
    const mail = world.mailbox.deliver();
    await checkNow(popup);
    expect(await dismissAll(popup)).toEqual([noticeId(mail)]);
    await checkNow(popup);
    expect(await showing(popup)).toEqual([]);
    return mail;
  }

  describe('from the first format', () => {
    let accounts: StoredAccount[];

    it('finds an account, settings and announced mail', async () => {
      await world.addAccount('Home');
      popup = await world.openPopup();
      await badge('6');
      accounts = await storedAccounts();
      accountId = accounts[0]?.id ?? '';
      await expectAnnouncedOnce(({ id }) => `${accountId}|${id}`);
      await fill(world.settings, 'Check every', '10', 'spinbutton');
      await world.settings.keyboard.press('Tab');
      await tick(world.settings, 'Count SMS');
      await badge('6');
    });

    it('shows and announces nothing again, and opens nothing', async () => {
      await update('present');
      expect((await badge('6')).title).toBe('Home: 6 unread e-mails, 1 SMS');
      expect(await announcedAfterUpdate()).toEqual([]);
      expect(await storedAccounts()).toMatchObject(accounts);
      expect(await alarms(popup)).toMatchObject([{ name: 'check-mail', periodInMinutes: 10 }]);
      expect(await hasMenuEntry(popup, 'check')).toBe(true);
      expect(await subjects()).toEqual((await world.mailbox.unread(20)).map(({ subject }) => subject));
      expect(await textOf(popup, 'status')).toBe('6 unread e-mails, 1 SMS');
      expect(await openPages()).toEqual([POPUP_PAGE]);
    });

    it('leaves the settings as they were', async () => {
      await openSettings();
      expect(await checkEvery()).toBe('10');
      expect(await isTicked('Count SMS')).toBe(false);
    });

    it('announces what comes then, once', async () => {
      await expectAnnouncedOnce();
      await badge('7');
      await lookAtPopup();
    });
  });

  describe('undone, to a release that knows fewer settings', () => {
    const SINCE = 'Open in the background';
    let meanwhile: DemoMail;

    it('leaves it account and mail', async () => {
      await tick(world.settings, SINCE);
      await waitFor(
        async () => JSON.stringify(await readStored(world.settings, 'sync')),
        stored => stored.includes('"openBehind":true'),
      );
      await update('fewSettings');
      await badge('7');
      await openSettings();
      // It knows mails by other ids, and so takes the next list for a first one.
      await checkNow(popup);
      expect(await showing(popup)).toEqual([]);
      meanwhile = await expectAnnouncedOnce(({ id }) => `${accountId}|mail|${id}`);
      await badge('8');
      await waitFor(subjects, list => list.includes(meanwhile.subject));
      expect(await checkEvery()).toBe('10');
    });

    it('and done again finds all settings, and announces nothing again', async () => {
      await update('present');
      expect(await unseen()).toEqual([meanwhile.subject]);
      await badge('8');
      expect(await announcedAfterUpdate()).toEqual([]);
      expect(await openPages()).toEqual([POPUP_PAGE]);
      await openSettings();
      expect(await checkEvery()).toBe('10');
      expect(await isTicked('Count SMS')).toBe(false);
      expect(await isTicked(SINCE)).toBe(true);
      await expectAnnouncedOnce();
      await lookAtPopup();
    });
  });

  describe('from the last release, amid a snooze', () => {
    let waiting: DemoMail[];

    it('finds mail that waits to be announced', async () => {
      await update('last');
      await badge('9');
      await openSettings();
      // Its first check is silent, for it knows mails by other ids.
      await checkNow(popup);
      await press(popup, 'Snooze');
      await press(popup, '1 hour');
      await waitFor(
        () => toolbar(popup),
        ({ title }) => title.startsWith('Snoozed until '),
      );
      // Nobody sees in the popup what comes now.
      await world.settings.bringToFront();
      waiting = [world.mailbox.deliver(), world.mailbox.deliver()];
      await checkNow(popup);
      await badge('11');
      expect(await showing(popup)).toEqual([]);
    });

    it('goes on with the snooze', async () => {
      const before = await alarms(popup);
      expect(before.map(({ name }) => name).sort()).toEqual(['check-mail', 'present']);
      await update('present');
      expect((await unseen()).sort()).toEqual(waiting.map(({ subject }) => subject).sort());
      expect(await announcedAfterUpdate()).toEqual([]);
      expect((await badge('11')).title).toMatch(/^Snoozed until /);
      const ofSnooze = ({ name }: { name: string }) => name === 'present';
      const after = await alarms(popup);
      expect(after.find(ofSnooze)).toEqual(before.find(ofSnooze));
      expect(after).toHaveLength(2);
      expect(await openPages()).toEqual([POPUP_PAGE]);
    });

    it('sums up what came meanwhile, once, when the snooze is ended', async () => {
      await press(popup, 'Snooze');
      await press(popup, 'End snooze');
      await waitFor(
        () => showing(popup),
        ids => ids.length > 0,
      );
      expect(await dismissAll(popup)).toEqual([expect.stringContaining(`${accountId}|`)]);
      await checkNow(popup);
      expect(await showing(popup)).toEqual([]);
      await expectAnnouncedOnce();
      await badge('12');
    });
  });

  describe('from this version to a newer one, undone', () => {
    /** What only the newer one knows: a setting, a value of one, a part of an account, an account of another kind. */
    const SETTINGS = { theme: 'dark', sound: 'harp' };
    const PART = { folder: 'Lists' };
    const OTHER = { id: 'other', server: 'mail.example', password: 'secret' };

    it('leaves the newer one all that it has stored', async () => {
      const { settings } = (await readStored(popup, 'sync')) as { settings: { data: object } };
      const [account] = await storedAccounts();
      await store(popup, { settings: { version: 3, data: { ...settings.data, ...SETTINGS } } }, 'sync');
      await store(popup, {
        accounts: { version: 1, data: [{ ...account, ...PART }, OTHER] },
        [`mailbox:${OTHER.id}`]: { version: 3, data: { unread: 7 } },
        // Of no account at all, and so removed.
        'mailbox:removed': { version: 2, data: {} },
      });
      await openSettings();
      await tick(world.settings, 'Count SMS');
      await badge('13');
      await tick(world.settings, 'Notify me about this account');
      const after = await waitFor(storedAccounts, ([account]) => account?.notify === false);
      const stored = await waitFor(
        () => readStored(popup),
        it => !('mailbox:removed' in it),
      );

      expect(after).toEqual([{ ...account, ...PART, notify: false, revision: expect.any(Number) }, OTHER]);
      const { settings: chosen } = (await readStored(popup, 'sync')) as { settings: { data: object } };
      expect(chosen.data).toEqual({ ...settings.data, ...SETTINGS, countSms: true });
      expect(stored).toHaveProperty([`mailbox:${OTHER.id}`]);
    });
  });
});

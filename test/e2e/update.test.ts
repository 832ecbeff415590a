import { rm } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_DEFAULTS } from '../../src/core/account/account';
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

/** Asks the page itself: Firefox does not report every closed page to Puppeteer. */
const isOpen = (page: Page) => page.evaluate(() => true).catch(() => false);

/** Installs former packages and the present build over one another, so that each finds the storage of the one before. */
describe.each(BROWSERS)('an update in %s', name => {
  let world: World;
  let popup: Page;
  let folder: string;
  let accountId: string;

  beforeAll(async () => {
    folder = await makeReleaseFolder();
    world = await createWorld(name, { extension: await unpackRelease('first', name, folder) });
    // An update closes the extension's pages. Without another page the window would close, and Firefox with it.
    await world.session.newPage();
  });
  afterAll(async () => {
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function update(release: Release): Promise<void> {
    const before = [world.settings, popup];
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

  /** Opens the popup again in the front tab, and waits until it has stored its list as seen. */
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

  async function storedAccounts(): Promise<StoredAccount[]> {
    const { accounts } = await readStored(popup);
    return (Array.isArray(accounts) ? accounts : (accounts as { data: object }).data) as StoredAccount[];
  }

  /** Waits until the new version has started, then checks. Returns the ids of all notifications. */
  async function announcedAfterUpdate(): Promise<string[]> {
    await waitFor(
      () => readStored(popup, 'session'),
      ({ shown }) => (shown as { data?: boolean } | undefined)?.data === true,
    );
    const before = await showing(popup);
    await checkNow(popup);
    return [...before, ...(await showing(popup))];
  }

  /** Delivers a mail, and expects one check to announce it and the next one not to. Returns the mail. */
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

    it('keeps accounts, list and alarm, announces nothing again, and opens no page', async () => {
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

    it('keeps the settings', async () => {
      await openSettings();
      expect(await checkEvery()).toBe('10');
      expect(await isTicked('Count SMS')).toBe(false);
    });

    it('announces new mail once', async () => {
      await expectAnnouncedOnce();
      await badge('7');
      await lookAtPopup();
    });
  });

  describe('undone by a downgrade to a release with fewer settings', () => {
    const SINCE = 'Open in the background';
    let meanwhile: DemoMail;

    it('keeps account and mail', async () => {
      await tick(world.settings, SINCE);
      await waitFor(
        async () => JSON.stringify(await readStored(world.settings, 'sync')),
        stored => stored.includes('"openBehind":true'),
      );
      await update('fewSettings');
      await badge('7');
      await openSettings();
      // It uses other mail ids, so it handles the next list like a first one.
      await checkNow(popup);
      expect(await showing(popup)).toEqual([]);
      meanwhile = await expectAnnouncedOnce(({ id }) => `${accountId}|mail|${id}`);
      await badge('8');
      await waitFor(subjects, list => list.includes(meanwhile.subject));
      expect(await checkEvery()).toBe('10');
    });

    it('and done again keeps all settings, and announces nothing again', async () => {
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

  describe('from the last release during a snooze', () => {
    let waiting: DemoMail[];

    it('finds pending mail', async () => {
      await update('last');
      await badge('9');
      await openSettings();
      // Its first check is silent, because it uses other mail ids.
      await checkNow(popup);
      await press(popup, 'Snooze');
      await press(popup, '1 hour');
      await waitFor(
        () => toolbar(popup),
        ({ title }) => title.startsWith('Snoozed until '),
      );
      await world.settings.bringToFront();
      waiting = [world.mailbox.deliver(), world.mailbox.deliver()];
      await checkNow(popup);
      await badge('11');
      expect(await showing(popup)).toEqual([]);
    });

    it('continues the snooze', async () => {
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

    it('shows one summary when the user ends the snooze', async () => {
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

  describe('to a newer version, undone by a downgrade to this one', () => {
    /** Known to the newer version only: a setting, a value of a setting, a field of an account, a kind of account. */
    const SETTINGS = { harps: 'two', sound: 'harp' };
    const PART = { nickname: 'Lists' };
    const OTHER = { id: 'other', server: 'mail.example', password: 'secret' };

    it('keeps all values that only the newer version knows', async () => {
      const { settings } = (await readStored(popup, 'sync')) as { settings: { data: object } };
      const [account] = await storedAccounts();
      await store(popup, { settings: { version: 3, data: { ...settings.data, ...SETTINGS } } }, 'sync');
      await store(popup, {
        accounts: { version: 1, data: [{ ...account, ...PART }, OTHER] },
        [`mailbox:${OTHER.id}`]: { version: 3, data: { unread: 7 } },
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

      expect(after).toEqual([
        { ...ACCOUNT_DEFAULTS, ...account, ...PART, notify: false, revision: expect.any(Number) },
        OTHER,
      ]);
      const { settings: chosen } = (await readStored(popup, 'sync')) as { settings: { data: object } };
      expect(chosen.data).toEqual({ ...settings.data, ...SETTINGS, countSms: true });
      expect(stored).toHaveProperty([`mailbox:${OTHER.id}`]);
    });
  });
});

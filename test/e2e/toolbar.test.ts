import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/core/mailbox/mailbox';
import { waitFor } from '../../src/launcher/wait-for';
import { t } from '../translate';
import type { Desktop } from './desktop';
import { createDesktopWorld, type DesktopWorld } from './desktop-world';
import {
  changeMailbox,
  checkNow,
  contexts,
  dismissAll,
  hasMenuEntry,
  letTimePass,
  readStored,
  ringPresentAlarm,
  snooze,
  storedMailboxes,
  storeSettings,
} from './extension';
import { BROWSERS } from './world';

/** `chrome` in Chromium, `browser` in Firefox. */
interface ExtensionApi {
  extension: { getViews(filter: { type: 'popup' }): Window[] };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

function focusInPopup(): string {
  const { extension } = typeof browser === 'undefined' ? chrome : browser;
  const [popup] = extension.getViews({ type: 'popup' });
  return popup?.document.activeElement?.className ?? '';
}

describe.each(BROWSERS)('the toolbar button and the keyboard on a real desktop, in %s', name => {
  let world: DesktopWorld;
  let desktop: Desktop;

  beforeAll(async () => {
    world = await createDesktopWorld(name);
    desktop = world.desktop;
    await world.addAccount('Home');
    await world.badge('6');
  });
  afterAll(() => world?.close());

  const webmailTabs = async () =>
    (await world.session.pages()).filter(page => page.url() === world.gateway.webmailAddress);
  const snoozedUntil = async () => {
    const { 'snoozed-until': stored } = (await readStored(world.settings)) as Record<
      string,
      { data: number }
    >;
    return stored?.data ?? 0;
  };
  const press = (keys: string) => desktop.xdotool('key', '--clearmodifiers', keys);

  it('the shortcut checks', async () => {
    const attempts = async () =>
      Object.values(await storedMailboxes(world.settings)).map(({ attemptedAt }) => attemptedAt);
    const before = String(await attempts());
    await press('alt+shift+k');
    await waitFor(attempts, now => String(now) !== before);
  });

  it('the shortcut opens the popup, and keys move in it', async () => {
    await press('alt+shift+m');
    await waitFor(
      () => contexts(world.settings),
      all => all.some(({ contextType }) => contextType === 'POPUP'),
    );
    // The popup gets the keyboard only once it is drawn.
    const walking = async () => {
      await press('j');
      return world.settings.evaluate(focusInPopup);
    };
    await waitFor(walking, focused => focused.includes('message'));
    const closing = async () => {
      await press('Escape');
      return contexts(world.settings);
    };
    await waitFor(closing, all => all.every(({ contextType }) => contextType !== 'POPUP'));
  });

  it('the shortcut opens the webmail, and the next time brings its tab to the front', async () => {
    await press('alt+shift+o');
    await waitFor(webmailTabs, tabs => tabs.length === 1);
    await world.settings.bringToFront();
    await press('alt+shift+o');
    const inFront = async () =>
      world.settings.evaluate(() => document.visibilityState).then(state => state === 'hidden');
    await waitFor(inFront, hidden => hidden);
    expect(await webmailTabs()).toHaveLength(1);
  });

  it('no mail is announced while the webmail is in front', async () => {
    const seen = world.mailbox.deliver();
    await letTimePass(world.settings);
    await world.badge('7');
    await waitFor(
      async () => Object.values(await storedMailboxes(world.settings))[0]?.pending.mails.length,
      length => length === 0,
    );
    await world.settings.bringToFront();
    const told = world.mailbox.deliver();
    await letTimePass(world.settings);
    await waitFor(desktop.displayed, count => count === 1);
    await waitFor(
      async () => desktop.printed(),
      text => text.includes(told.subject),
    );
    expect(desktop.printed()).not.toContain(seen.subject);
    await dismissAll(world.settings);
    await waitFor(desktop.displayed, count => count === 0);
  });

  it('the webmail opens in a new tab in the background if set', async () => {
    await storeSettings(world.settings, { openIn: 'new', openBehind: true });
    await world.settings.bringToFront();
    await press('alt+shift+o');
    await waitFor(webmailTabs, tabs => tabs.length === 2);
    expect(await world.settings.evaluate(() => document.visibilityState)).toBe('visible');
    await storeSettings(world.settings, {});
    for (const tab of await webmailTabs()) await tab.close();
  });

  it('the badge shortens a long number, and keeps the mark', async () => {
    const [id = ''] = Object.keys(await storedMailboxes(world.settings));
    const offline: Partial<Mailbox> = { failure: { kind: 'offline' } };
    // Without a digest, the next check parses the answer again.
    await changeMailbox(world.settings, id, { unread: 123_456, digest: '' });
    await ringPresentAlarm(world.settings);
    await world.badge('9k⁺');
    await changeMailbox(world.settings, id, { unread: 122, ...offline });
    await ringPresentAlarm(world.settings);
    await world.badge('9⁺?');
    await checkNow(world.settings);
    await world.badge('8');
  });

  it('the menu offers to end a snooze only during one', async () => {
    const entries = ['check', 'webmail', 'snooze', 'snooze|half-hour', 'snooze|tomorrow', 'settings'];
    for (const id of entries) expect(await hasMenuEntry(world.settings, id), id).toBe(true);
    expect(await hasMenuEntry(world.settings, 'snooze|end')).toBe(false);
    await snooze(world.settings, Date.now() + 60_000);
    await waitFor(
      () => hasMenuEntry(world.settings, 'snooze|end'),
      is => is,
    );
    await snooze(world.settings, 0);
    await waitFor(
      () => hasMenuEntry(world.settings, 'snooze|end'),
      is => !is,
    );
  });

  if (name === 'firefox') {
    it('a middle click opens the webmail', async () => {
      await world.settings.bringToFront();
      await clickButton('2');
      await waitFor(webmailTabs, tabs => tabs.length === 1);
      for (const tab of await webmailTabs()) await tab.close();
    });

    it('the menu snoozes for an hour', async () => {
      await world.settings.bringToFront();
      await clickButton('3');
      for (const key of ['Down', 'Down', 'Down', 'Right', 'Down', 'Return']) await press(key);
      const until = await waitFor(snoozedUntil, time => time > 0);
      expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
      await snooze(world.settings, 0);
    });
  } else {
    it('the buttons of a notification open its mail, or mark it as read though the background was asleep', async () => {
      await world.settings.bringToFront();
      const pages = async () => (await world.session.pages()).map(page => page.url());
      const mail = await notify();
      await desktop.pressInNotification(t('openMail'));
      await waitFor(pages, urls => urls.some(url => url.includes(`/message/${mail.id}?`)));

      const { id } = await notify();
      const before = await pages();
      await world.session.killBackground();
      await desktop.pressInNotification(t('markRead'));
      await waitFor(
        () => world.mailbox.message(id),
        message => message?.read === true,
      );
      await waitFor(desktop.displayed, count => count === 0);
      expect(await pages()).toEqual(before);
    });

    it('the buttons of a notification are those that the user has chosen', async () => {
      await storeSettings(world.settings, { noticeButtons: ['delete', 'archive'] });
      for (const action of ['archive', 'delete'] as const) {
        const { id } = await notify();
        await desktop.pressInNotification(t(action));
        await waitFor(
          () => world.mailbox.message(id),
          message => message === undefined,
        );
        await waitFor(desktop.displayed, count => count === 0);
      }

      await storeSettings(world.settings, { noticeButtons: ['snooze', 'open'] });
      await notify();
      await desktop.pressInNotification(t('snoozeHour'));
      const until = await waitFor(snoozedUntil, time => time > 0);
      expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
      await snooze(world.settings, 0);
    });
  }

  async function notify() {
    const mail = world.mailbox.deliver();
    await letTimePass(world.settings);
    await waitFor(desktop.displayed, count => count === 1);
    return mail;
  }

  async function clickButton(button: '2' | '3'): Promise<void> {
    const { x = 0, y = 0 } = (await world.session.toolbarButton()) ?? {};
    await desktop.xdotool('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', button);
  }
});

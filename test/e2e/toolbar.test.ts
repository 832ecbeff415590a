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

/** `chrome` in one browser, `browser` in the other. */
interface ExtensionApi {
  extension: { getViews(filter: { type: 'popup' }): Window[] };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** The class of what has the focus in the popup; runs in another page of the extension. */
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

  it('checks, at a key', async () => {
    const attempts = async () =>
      Object.values(await storedMailboxes(world.settings)).map(({ attemptedAt }) => attemptedAt);
    const before = String(await attempts());
    await press('alt+shift+k');
    await waitFor(attempts, now => String(now) !== before);
  });

  it('opens the popup, at a key, and walks through it', async () => {
    await press('alt+shift+m');
    await waitFor(
      () => contexts(world.settings),
      all => all.some(({ contextType }) => contextType === 'POPUP'),
    );
    // A popup that is still being drawn hasn't got the keyboard yet.
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

  it('opens the webmail, at a key, and takes the tab that is there the next time', async () => {
    await press('alt+shift+o');
    await waitFor(webmailTabs, tabs => tabs.length === 1);
    await world.settings.bringToFront();
    await press('alt+shift+o');
    const inFront = async () =>
      world.settings.evaluate(() => document.visibilityState).then(state => state === 'hidden');
    await waitFor(inFront, hidden => hidden);
    expect(await webmailTabs()).toHaveLength(1);
  });

  it('announces nothing while the webmail is in front, and goes on once it isn’t', async () => {
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

  it('opens a new tab, or stays behind, as set', async () => {
    await storeSettings(world.settings, { openIn: 'new', openBehind: true });
    await world.settings.bringToFront();
    await press('alt+shift+o');
    await waitFor(webmailTabs, tabs => tabs.length === 2);
    expect(await world.settings.evaluate(() => document.visibilityState)).toBe('visible');
    await storeSettings(world.settings, {});
    for (const tab of await webmailTabs()) await tab.close();
  });

  it('shortens what its badge has no room for, and keeps the mark', async () => {
    const [id = ''] = Object.keys(await storedMailboxes(world.settings));
    const offline: Partial<Mailbox> = { failure: { kind: 'offline' } };
    // Without a digest, the next check reads the answer again.
    await changeMailbox(world.settings, id, { unread: 123_456, digest: '' });
    await ringPresentAlarm(world.settings);
    await world.badge(name === 'firefox' ? '9k⁺' : '123k');
    await changeMailbox(world.settings, id, { unread: 122, ...offline });
    await ringPresentAlarm(world.settings);
    await world.badge(name === 'firefox' ? '9⁺?' : '123?');
    await checkNow(world.settings);
    await world.badge('8');
  });

  it('has a menu that offers to end a snooze while there is one', async () => {
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
    it('opens the webmail at a middle click', async () => {
      await world.settings.bringToFront();
      await clickButton('2');
      await waitFor(webmailTabs, tabs => tabs.length === 1);
      for (const tab of await webmailTabs()) await tab.close();
    });

    it('snoozes for an hour from its menu', async () => {
      await world.settings.bringToFront();
      await clickButton('3');
      // The third entry, its submenu, and that one's second entry.
      for (const key of ['Down', 'Down', 'Down', 'Right', 'Down', 'Return']) await press(key);
      const until = await waitFor(snoozedUntil, time => time > 0);
      expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
      await snooze(world.settings, 0);
    });
  } else {
    it('snoozes from a notification, and opens from it', async () => {
      await world.settings.bringToFront();
      world.mailbox.deliver();
      await letTimePass(world.settings);
      await waitFor(desktop.displayed, count => count === 1);
      await desktop.pressInNotification(t('snoozeHour'));
      const until = await waitFor(snoozedUntil, time => time > 0);
      expect(Math.abs(until - Date.now() - 3_600_000)).toBeLessThan(60_000);
      await waitFor(desktop.displayed, count => count === 0);
      await snooze(world.settings, 0);

      const mail = world.mailbox.deliver();
      await letTimePass(world.settings);
      await waitFor(desktop.displayed, count => count === 1);
      await desktop.pressInNotification(t('openMail'));
      await waitFor(
        async () => (await world.session.pages()).map(page => page.url()),
        urls => urls.some(url => url.includes(`/message/${mail.id}?`)),
      );
    });
  }

  async function clickButton(button: '2' | '3'): Promise<void> {
    const { x = 0, y = 0 } = (await world.session.toolbarButton()) ?? {};
    await desktop.xdotool('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', button);
  }
});

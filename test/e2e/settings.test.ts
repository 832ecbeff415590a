import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/core/settings/settings';
import { waitFor } from '../../src/launcher/wait-for';
import { readStored, showing, store, storedSettings } from './extension';
import { fill, find, press, textOf, tick } from './user';
import { BROWSERS, createWorld, type World } from './world';

const NIGHTS = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '22:00', to: '07:00' };

describe.each(BROWSERS)('the settings in %s', name => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(name);
    await world.addAccount('Home');
    await world.badge('6');
  });
  afterAll(() => world?.close());

  const choose = async (role: string, label: string) => (await find(world.settings, role, label)).click();
  const select = async (label: string, value: string) => {
    const list = await find(world.settings, 'combobox', label);
    await list.select(value);
  };
  const isStored = (wanted: Partial<Settings>) =>
    waitFor(
      () => storedSettings(world.settings),
      stored => expect.objectContaining(wanted).asymmetricMatch(stored),
    );

  it.each<[string, () => Promise<void>, Partial<Settings>]>([
    [
      'the interval, while it is typed',
      () => fill(world.settings, 'Check every', '12', 'spinbutton'),
      { checkEvery: 12 },
    ],
    ['SMS', () => tick(world.settings, 'Count SMS'), { countSms: false }],
    ['a summary always', () => choose('radio', 'Always one summary'), { notificationsAtOnce: 0 }],
    [
      'one notification for each',
      () => choose('radio', 'One notification for each'),
      { notificationsAtOnce: 3 },
    ],
    ['up to how many', () => fill(world.settings, 'Up to', '8', 'spinbutton'), { notificationsAtOnce: 8 }],
    ['what notifications show', () => choose('radio', 'Sender only'), { notificationPrivacy: 'sender' }],
    [
      'whether they show while the webmail is in front',
      () => tick(world.settings, 'while I am looking at the account’s webmail'),
      { notifyInWebmail: true },
    ],
    ['the reminder', () => select('Remind me about mail that stays unread', '30'), { remindAfter: 30 }],
    ['the sound', () => choose('radio', 'Knock'), { sound: 'knock' }],
    [
      'the badge in quiet hours',
      () => tick(world.settings, 'Hide the badge during quiet time'),
      { hideBadgeWhenQuiet: true },
    ],
    ['where webmail opens', () => choose('radio', 'always in a new tab'), { openIn: 'new' }],
    [
      'whether it opens in the background',
      () => tick(world.settings, 'Open in the background'),
      { openBehind: true },
    ],
    ['notifications', () => tick(world.settings, 'Desktop notifications'), { notifications: false }],
    ['notifications again', () => tick(world.settings, 'Desktop notifications'), { notifications: true }],
  ])('store %s', async (_what, change, stored) => {
    await change();
    await isStored(stored);
    await waitFor(
      () => textOf(world.settings, 'status'),
      text => text === 'Saved',
    );
  });

  it('store the volume when keys move the slider', async () => {
    const slider = await find(world.settings, 'slider', 'Volume');
    await slider.focus();
    await world.settings.keyboard.press('ArrowLeft');
    await isStored({ volume: 65 });
  });

  it('can keep notifications on the screen in Chromium, and explain Firefox’s rule', async () => {
    const { settings } = world;
    if (name === 'chromium') {
      await tick(settings, 'Keep notifications on the screen until I close them');
      await isStored({ notificationsStay: true });
    } else
      expect(await settings.evaluate(() => document.body.textContent)).toContain(
        'In Firefox, your system decides',
      );
  });

  it('add and remove senders', async () => {
    const { settings } = world;
    await (await find(settings, 'textbox', 'Add a VIP sender')).type(
      'anna@example.com\nBob\n@family.example\nbob\n',
    );
    const three = [{ sender: 'anna@example.com' }, { sender: 'Bob' }, { sender: '@family.example' }];
    await isStored({ vips: three });
    expect(await settings.evaluate(() => document.body.textContent)).toContain(
      'This sender is already in the list.',
    );
    await select('Sound for Bob', 'bell');
    await isStored({ vips: [three[0], { sender: 'Bob', sound: 'bell' }, three[2]] as Settings['vips'] });
    await press(settings, 'Remove: anna@example.com');
    await isStored({ vips: [{ sender: 'Bob', sound: 'bell' }, { sender: '@family.example' }] });
    await waitFor(
      () => settings.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      label => label === 'Remove: Bob',
    );
    await (await find(settings, 'textbox', 'Add a muted sender')).type('news@shop.example\n');
    await isStored({ mutedSenders: ['news@shop.example'] });
  });

  it('edit the quiet hours', async () => {
    const { settings } = world;
    await press(settings, 'Nights');
    await isStored({ quietHours: [NIGHTS] as Settings['quietHours'] });
    await press(settings, 'Saturday');
    await press(settings, 'Sunday');
    const from = await settings.waitForSelector('#quiet-0-from');
    await from?.evaluate(input => {
      (input as HTMLInputElement).value = '23:30';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    const work = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '23:30', to: '07:00' };
    await isStored({ quietHours: [work] as Settings['quietHours'] });
    expect(await settings.$eval('#quiet-0-words', words => words.textContent)).toBe('the next day');
    await press(settings, 'Remove: Quiet time 1');
    await isStored({ quietHours: [] });
  });

  it('start a snooze, show its end, and end it', async () => {
    const { settings } = world;
    const button = await settings.waitForSelector('section[aria-labelledby=quiet] .choices button');
    expect(await button?.evaluate(it => it.textContent)).toMatch(/^30 minutesuntil .*\d/);
    await button?.click();
    await find(settings, 'button', 'End snooze');
    const { data } = (await readStored(settings))['snoozed-until'] as { data: number };
    expect(data - Date.now()).toBeGreaterThan(29 * 60_000);
    await press(settings, 'End snooze');
    await settings.waitForSelector('section[aria-labelledby=quiet] .choices button');
    expect((await readStored(settings))['snoozed-until']).toBeUndefined();
  });

  it('turn the notifications of an account off and on', async () => {
    const { settings } = world;
    const notify = async () => {
      const { data } = (await readStored(settings)).accounts as { data: { notify: boolean }[] };
      return data[0]?.notify;
    };
    await tick(settings, 'Notify me about this account');
    await waitFor(notify, on => on === false);
    await tick(settings, 'Notify me about this account');
    await waitFor(notify, on => on === true);
  });

  it('show a test notification', async () => {
    const { settings } = world;
    await press(settings, 'Test notification');
    await waitFor(
      () => showing(settings),
      ids => ids.some(id => id.includes('sample')),
    );
    await waitFor(
      () => textOf(settings, 'status'),
      text => text.startsWith('Sent.'),
    );
  });

  it('take over changes from elsewhere, except in the field that the user is editing', async () => {
    const { settings } = world;
    const field = await find(settings, 'spinbutton', 'Check every');
    await field.click();
    await settings.keyboard.type('.');
    const { settings: before } = await readStored(settings, 'sync');
    const { version, data } = before as { version: number; data: Partial<Settings> };
    await store(
      settings,
      { settings: { version, data: { ...data, sound: 'rise', checkEvery: 44 } } },
      'sync',
    );
    const isChosen = () => settings.$eval('#sound-rise', element => (element as HTMLInputElement).checked);
    await waitFor(isChosen, chosen => chosen);
    expect(await field.evaluate(element => (element as HTMLInputElement).value)).not.toBe('44');
  });

  it.each([
    ['a narrow window', { width: 360, height: 640 }],
    ['a window at 200 %', { width: 640, height: 400, deviceScaleFactor: 2 }],
    ['a wide window', { width: 1280, height: 800 }],
  ])('fit into %s, with targets that can be hit', async (_what, viewport) => {
    const { settings } = world;
    await settings.setViewport(viewport);
    const { sideways, small } = await settings.evaluate(() => {
      const page = document.documentElement;
      const targets = document.querySelectorAll<HTMLElement>('button, select, a, input:not([type=file])');
      const small = [...targets]
        .filter(it => {
          const { width, height } = it.getBoundingClientRect();
          const label = (it as HTMLInputElement).labels?.[0]?.getBoundingClientRect().height ?? 0;
          return width > 0 && (Math.max(height, label) < 24 || (width < 24 && label < 24));
        })
        .map(it => it.outerHTML);
      return { sideways: page.scrollWidth - page.clientWidth, small };
    });
    expect(sideways).toBeLessThanOrEqual(0);
    expect(small).toEqual([]);
  });

  it('mark the current section in the table of contents', async () => {
    const { settings } = world;
    await settings.setViewport({ width: 1280, height: 800 });
    const current = () => settings.$eval('nav [aria-current]', link => link.textContent);
    await (await find(settings, 'link', 'Quiet time')).click();
    await waitFor(current, text => text === 'Quiet time');
    await settings.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    await waitFor(current, text => text === 'Accounts');
  });
});

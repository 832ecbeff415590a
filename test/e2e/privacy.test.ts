import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { t } from '../translate';
import { checkNow } from './extension';
import { clickIn, flowWindow, windowClosed } from './flow-window';
import { press, problemIn, textOf } from './user';
import { BROWSERS, createWorld, type World } from './world';

const SAVE = 'button[value=save]';
const REFUSE = 'button[value=refuse]';
const selectOf = (info: string) => `select[name=${info}]`;
const LIST = selectOf('EmailsLastNDetailed');

describe.each(BROWSERS)('information that the user withholds in %s', name => {
  let world: World;
  let popup: Page;
  let dashboard: Page;

  beforeAll(async () => {
    world = await createWorld(name);
    await world.addAccount('Home');
    await world.badge('6');
    popup = await world.openPopup();
    dashboard = await world.session.newPage();
    await dashboard.goto(`${world.gateway.origin}/sign-in?next=/privacy`);
    await clickIn(dashboard, 'main form button.main');
    await dashboard.waitForSelector(LIST);
  });
  afterAll(() => world?.close());

  /** Hides these items in the user's own tab, presses the button, and checks. */
  async function choose(infos: string[], button: string): Promise<void> {
    await dashboard.bringToFront();
    for (const info of infos) await dashboard.select(selectOf(info), 'withheld');
    await Promise.all([dashboard.waitForNavigation(), dashboard.click(button)]);
    await checkNow(world.settings);
  }

  async function openFromPopup(): Promise<Page> {
    await press(popup, 'Open privacy page');
    const window = await flowWindow(world, `${world.gateway.origin}/privacy`);
    await window.waitForSelector(SAVE);
    return window;
  }

  const popupShows = (words: string) =>
    waitFor(
      () => popup.evaluate(() => document.body.textContent ?? ''),
      text => text.includes(words),
    );
  const listed = async (count: number) => {
    await waitFor(
      async () => (await popup.$$('.messages li')).length,
      length => length === count,
    );
  };
  /** Waits until the popup's privacy window has closed by itself. Its address has a query; the tab's has none. */
  const closedByItself = () => windowClosed(world, `${world.gateway.origin}/privacy?`);

  it('such as the list: the popup says so, and shows it once it is allowed there', async () => {
    await listed(5);
    await choose(['EmailsLastNDetailed'], SAVE);
    await popupShows(t('listWithheld'));
    expect(await textOf(popup, 'status')).toBe('5 unread e-mails, 1 SMS');
    await dashboard.goto('about:blank');

    const window = await openFromPopup();
    await window.select(LIST, 'allowed');
    await clickIn(window, SAVE);
    await listed(5);
    await closedByItself();
  });

  it('stays withheld when the user closes the window', async () => {
    await dashboard.goto(`${world.gateway.origin}/privacy`);
    await choose(['EmailsLastNDetailed'], SAVE);
    await popupShows(t('listWithheld'));
    await dashboard.goto('about:blank');
    await (await openFromPopup()).close();
    await popup.waitForSelector('::-p-aria([name="Open privacy page"][role="button"])');
    await popupShows(t('listWithheld'));
  });

  it('such as every count never shows as 0 unread', async () => {
    await dashboard.goto(`${world.gateway.origin}/privacy`);
    await choose(['NoUnReadMails', 'NoSMS'], SAVE);
    const { title } = await world.badge('!');
    expect(title).toContain('Home: counts kept private');
    expect(await textOf(popup, 'status')).toBe(`counts kept private${t('countsWithheldHelp')}`);
    expect(await problemIn(popup)).toContain(t('countsWithheldHelp'));
    await dashboard.goto('about:blank');

    const window = await openFromPopup();
    for (const info of ['NoUnReadMails', 'NoSMS', 'EmailsLastNDetailed'])
      await window.select(selectOf(info), 'allowed');
    await clickIn(window, SAVE);
    await world.badge('6');
    await listed(5);
    await closedByItself();
  });

  it('such as everything (error −3) can be allowed from the popup', async () => {
    await dashboard.goto(`${world.gateway.origin}/privacy`);
    await choose([], REFUSE);
    const { title } = await world.badge('!');
    expect(title).toContain('counts kept private');
    expect(await problemIn(popup)).toContain(t('failurePrivacy'));
    await listed(0);
    await dashboard.goto('about:blank');

    const window = await openFromPopup();
    await clickIn(window, SAVE);
    await world.badge('6');
    await listed(5);
    await waitFor(
      () => problemIn(popup),
      text => text === '',
    );
    await closedByItself();
  });
});

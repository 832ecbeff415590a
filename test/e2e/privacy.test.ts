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
const LIST = 'input[value=EmailsLastNDetailed]';

describe.each(BROWSERS)('what the user keeps private, in %s', name => {
  let world: World;
  let popup: Page;
  /** The privacy page, open in a tab of the user's own. */
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

  /** Makes a choice in the user's own tab, and has Facteur check. */
  async function choose(infos: string[], button: string): Promise<void> {
    await dashboard.bringToFront();
    for (const info of infos) await dashboard.click(`input[value=${info}]`);
    await Promise.all([dashboard.waitForNavigation(), dashboard.click(button)]);
    await checkNow(world.settings);
  }

  /** Opens the privacy page from the popup, and gives its window. */
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
  /** The window has closed by itself; the tab stays where it is. */
  const closedByItself = () => windowClosed(world, `${world.gateway.origin}/privacy?user`);

  it('is said of a list withheld, and the list appears once it is allowed from the popup', async () => {
    await listed(5);
    await choose(['EmailsLastNDetailed'], SAVE);
    await popupShows(t('listWithheld'));
    expect(await textOf(popup, 'status')).toBe('5 unread e-mails, 1 SMS');
    await dashboard.goto('about:blank');

    const window = await openFromPopup();
    await clickIn(window, LIST);
    await clickIn(window, SAVE);
    await listed(5);
    await closedByItself();
  });

  it('stays as it is when the window is closed', async () => {
    await dashboard.goto(`${world.gateway.origin}/privacy`);
    await choose(['EmailsLastNDetailed'], SAVE);
    await popupShows(t('listWithheld'));
    await dashboard.goto('about:blank');
    await (await openFromPopup()).close();
    await popup.waitForSelector('::-p-aria([name="Open privacy page"][role="button"])');
    await popupShows(t('listWithheld'));
  });

  it('is never called 0 unread where it is every count', async () => {
    await dashboard.goto(`${world.gateway.origin}/privacy`);
    await choose(['NoUnReadMails', 'NoSMS'], SAVE);
    const { title } = await world.badge('!');
    expect(title).toContain('Home: counts kept private');
    expect(await textOf(popup, 'status')).toBe(`counts kept private${t('countsWithheldHelp')}`);
    expect(await problemIn(popup)).toContain(t('countsWithheldHelp'));
    await dashboard.goto('about:blank');

    const window = await openFromPopup();
    for (const info of ['NoUnReadMails', 'NoSMS', 'EmailsLastNDetailed'])
      await clickIn(window, `input[value=${info}]`);
    await clickIn(window, SAVE);
    await world.badge('6');
    await listed(5);
    await closedByItself();
  });

  it('may be the whole service (error −3), which is let in from the popup', async () => {
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

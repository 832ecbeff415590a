import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { look } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { fill } from './user';
import { BROWSERS, createWorld, type World } from './world';

interface Alarm {
  name: string;
  periodInMinutes: number;
  scheduledTime: number;
}

interface ExtensionApi {
  alarms: { getAll(): Promise<Alarm[]> };
  action: { setBadgeText(details: { text: string }): Promise<void> };
  storage: { session: { clear(): Promise<void> } };
  runtime: {
    sendMessage(message: object): Promise<unknown>;
    getContexts(filter: object): Promise<{ contextType: string }[]>;
  };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

function alarms(settings: Page): Promise<Alarm[]> {
  return settings.evaluate(() => (typeof browser === 'undefined' ? chrome : browser).alarms.getAll());
}

/** Any message wakes the background, whether or not it is one that it answers. */
async function wake(settings: Page): Promise<void> {
  await settings.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).runtime.sendMessage({ to: 'nobody' }).catch(() => {}),
  );
}

async function checkNow(settings: Page): Promise<void> {
  await settings.evaluate(() =>
    (typeof browser === 'undefined' ? chrome : browser).runtime.sendMessage({
      to: 'background',
      intent: 'checkNow',
    }),
  );
}

describe.each(BROWSERS)('the background in %s', name => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(name);
  });
  afterAll(() => world?.close());

  it('has one alarm from the first start, every five minutes', async () => {
    const found = await waitFor(
      () => alarms(world.settings),
      list => list.length > 0,
      5_000,
    );
    expect(found).toMatchObject([{ periodInMinutes: 5 }]);
  });

  it('follows the interval that the user sets', async () => {
    await fill(world.settings, 'Check every', '10', 'spinbutton');
    await world.settings.keyboard.press('Tab');
    const found = await waitFor(
      () => alarms(world.settings),
      ([alarm]) => alarm?.periodInMinutes === 10,
      5_000,
    );
    expect(found).toHaveLength(1);
  });

  it('does not put the alarm off when it starts again', async () => {
    const before = await alarms(world.settings);
    await world.session.killBackground();
    await wake(world.settings);
    await waitFor(world.session.isBackgroundRunning, running => running, 5_000);
    expect(await alarms(world.settings)).toEqual(before);
  });

  it('draws the toolbar again in a browser session that has forgotten it', async () => {
    await world.addAccount('Home');
    await world.badge('6');
    await world.session.killBackground();
    // What the end of a browser session does: badge and session storage are gone, the rest is not.
    await world.settings.evaluate(async () => {
      const api = typeof browser === 'undefined' ? chrome : browser;
      await api.storage.session.clear();
      await api.action.setBadgeText({ text: '' });
    });
    expect((await look(world.settings)).badge).toBe('');
    await wake(world.settings);
    await world.badge('6');
  });

  it('leaves no page behind that it parsed in', async () => {
    // The first joins the check that the start above began, which may have asked the server already.
    await checkNow(world.settings);
    world.mailbox.deliver();
    await checkNow(world.settings);
    await world.badge('7');
    const contexts = await world.settings.evaluate(() =>
      (typeof browser === 'undefined' ? chrome : browser).runtime.getContexts({}),
    );
    expect(contexts.map(({ contextType }) => contextType)).not.toContain('OFFSCREEN_DOCUMENT');
  });
});

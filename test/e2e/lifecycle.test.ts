import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { alarms, checkNow, contexts, forgetSession, wake } from './extension';
import { fill } from './user';
import { BROWSERS, createWorld, type World } from './world';

describe.each(BROWSERS)('the background in %s', name => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(name);
  });
  afterAll(() => world?.close());

  it('has one alarm from the first start, every two minutes', async () => {
    const found = await waitFor(
      () => alarms(world.settings),
      list => list.length > 0,
    );
    expect(found).toMatchObject([{ periodInMinutes: 2 }]);
  });

  it('follows the interval that the user sets', async () => {
    await fill(world.settings, 'Check every', '10', 'spinbutton');
    await world.settings.keyboard.press('Tab');
    const found = await waitFor(
      () => alarms(world.settings),
      ([alarm]) => alarm?.periodInMinutes === 10,
    );
    expect(found).toHaveLength(1);
  });

  it('keeps the alarm when it restarts', async () => {
    const before = await alarms(world.settings);
    await world.session.killBackground();
    await wake(world.settings);
    await waitFor(world.session.isBackgroundRunning, running => running);
    expect(await alarms(world.settings)).toEqual(before);
  });

  it('draws the toolbar again in a new browser session', async () => {
    await world.addAccount('Home');
    await world.badge('6');
    await world.session.killBackground();
    await forgetSession(world.settings);
    await wake(world.settings);
    await world.badge('6');
  });

  it('closes its offscreen page after parsing', async () => {
    // This call may share the check of the restart above, which may have sent its request already.
    await checkNow(world.settings);
    world.mailbox.deliver();
    await checkNow(world.settings);
    await world.badge('7');
    const open = await contexts(world.settings);
    expect(open.map(({ contextType }) => contextType)).not.toContain('OFFSCREEN_DOCUMENT');
  });
});

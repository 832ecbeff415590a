import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoMailbox } from '../../src/gateway/mailbox/demo/demo-mailbox';
import { startGateway } from '../../src/gateway/server/server';
import { readRows } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { identityOf } from '../identity-of';
import { layCable } from './cable';
import { kill, letTimePass, storedSettings } from './extension';
import { press, problemIn, textOf, tick } from './user';
import { BROWSERS, createWorld, type World } from './world';

describe.each(BROWSERS)('the main job in %s', name => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(name);
  });
  afterAll(() => world?.close());

  it('asks for an account first', async () => {
    await world.badge('+');
    const popup = await world.openPopup();
    expect(await popup.evaluate(() => document.body.textContent)).toContain('Welcome to Facteur');
    await popup.close();
  });

  it('shows the unread e-mails and SMS of an account added on the settings page', async () => {
    await world.addAccount('Home');
    const { unread, sms = 0 } = await world.mailbox.counts();
    const { title, notifications } = await world.badge(String(unread + sms));
    expect(title).toBe('Home: 5 unread e-mails, 1 SMS');
    expect(notifications).toEqual([]);
  });

  it('lists them in the popup, each with its link', async () => {
    const popup = await world.openPopup();
    expect(await textOf(popup, 'status')).toBe('5 unread e-mails, 1 SMS');
    const listed = await world.mailbox.unread(20);
    const rows = await readRows(popup);
    expect(rows.map(({ subject }) => subject)).toEqual(listed.map(({ subject }) => subject));
    expect(rows.map(({ from }) => from)).toEqual(listed.map(({ from }) => from.name || from.address));
    for (const [index, { url }] of rows.entries())
      expect(url).toContain(`${world.gateway.origin}/message/${listed[index]?.id}?`);
    await popup.close();
  });

  it('announces a mail that arrives, at the next alarm', async () => {
    const mail = world.mailbox.deliver();
    await letTimePass(world.settings);
    const { badge, notifications } = await world.seen(({ notifications }) => notifications.length > 0);
    expect(badge).toBe('7');
    expect(notifications.map(({ title, message }) => ({ title, message }))).toEqual([
      { title: mail.from.name, message: expect.stringContaining(mail.subject) },
    ]);
  });

  it('announces a mail when the alarm has to restart a killed background', async () => {
    await kill(world);
    const mail = world.mailbox.deliver();
    await letTimePass(world.settings);
    const { notifications } = await world.seen(
      ({ badge, notifications }) => badge === '8' && notifications.length === 2,
    );
    expect(notifications.at(-1)?.message).toContain(mail.subject);
  });

  it('announces more than three at once with one notification that says how many', async () => {
    for (let count = 0; count < 4; count += 1) world.mailbox.deliver();
    await letTimePass(world.settings);
    const { badge, notifications } = await world.seen(({ notifications }) => notifications.length === 3);
    expect(badge).toBe('12');
    expect(notifications.at(-1)?.title).toBe('4 new e-mails');
  });

  it('counts down when mail has been read, and clears its notification', async () => {
    for (const { id } of await world.mailbox.unread(6)) await world.mailbox.act('markRead', [id]);
    const popup = await world.openPopup();
    await press(popup, 'Check now');
    await world.seen(({ badge, notifications }) => badge === '6' && notifications.length === 0);
    await waitFor(
      () => textOf(popup, 'status'),
      text => text === '5 unread e-mails, 1 SMS',
    );
    await popup.close();
  });

  it('leaves SMS out of the badge if the user turns that off', async () => {
    await tick(world.settings, 'Count SMS');
    await world.badge('5');
    await tick(world.settings, 'Count SMS');
    await world.badge('6');
  });

  it('counts mail while notifications are off, and never announces that mail later', async () => {
    await tick(world.settings, 'Desktop notifications');
    await waitFor(
      () => storedSettings(world.settings),
      ({ notifications }) => notifications === false,
    );
    const quiet = world.mailbox.deliver();
    await letTimePass(world.settings);
    await world.badge('7');
    await tick(world.settings, 'Desktop notifications');
    await waitFor(
      () => storedSettings(world.settings),
      ({ notifications }) => notifications === true,
    );
    const loud = world.mailbox.deliver();
    await letTimePass(world.settings);
    const { notifications } = await world.seen(
      ({ badge, notifications }) =>
        badge === '8' && notifications.some(({ id }) => id.endsWith(identityOf(loud))),
    );
    expect(notifications.filter(({ id }) => id.endsWith(identityOf(quiet)))).toEqual([]);
    expect(notifications).toHaveLength(1);
  });

  it('keeps the list while the server is down, shows the problem, and recovers', async () => {
    const mailbox = createDemoMailbox();
    const gateway = await startGateway({ port: 0, mailbox });
    const cable = await layCable(gateway.origin);
    try {
      await world.addAccount('Work', {
        ...gateway,
        apiAddress: gateway.apiAddress.replace(gateway.origin, cable.origin),
      });
      await world.badge('14');

      await cable.cut();
      await letTimePass(world.settings);
      const { badge } = await world.seen(({ title }) =>
        title.includes('Work: Facteur can’t reach the server.'),
      );
      expect(badge).toBe('14');
      const popup = await world.openPopup();
      expect(await problemIn(popup)).toContain('Facteur can’t reach the server.');
      const links = await popup.$$('section[aria-label="Work"] ul[aria-label="Unread e-mails"] a');
      expect(links).toHaveLength(5);
      await popup.close();

      await cable.mend();
      const mail = mailbox.deliver();
      await letTimePass(world.settings);
      const { notifications } = await world.seen(
        ({ badge, notifications }) =>
          badge === '15' && notifications.some(({ id }) => id.endsWith(identityOf(mail))),
      );
      expect(notifications.filter(({ id }) => id.endsWith(identityOf(mail)))).toHaveLength(1);
    } finally {
      await cable.cut();
      await gateway.close();
    }
  });
});

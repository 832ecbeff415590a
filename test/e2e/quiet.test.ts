import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account/account';
import { DAYS } from '../../src/core/settings/quiet-hours';
import { waitFor } from '../../src/launcher/wait-for';
import {
  alarms,
  changeMailbox,
  checkNow,
  dismissAll,
  letTimePass,
  readStored,
  ringPresentAlarm,
  snooze,
  storeAccounts,
  storedMailboxes,
  storeSettings,
} from './extension';
import { BROWSERS, createWorld, type World } from './world';

const HOUR = 3_600_000;

function clock(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toTimeString().slice(0, 5);
}

describe.each(BROWSERS)('snooze, quiet hours and other notification settings in %s', name => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(name);
    await world.addAccount('Home');
    await world.badge('6');
  });
  afterAll(() => world?.close());
  beforeEach(async () => {
    await storeSettings(world.settings, {});
    await snooze(world.settings, 0);
    await dismissAll(world.settings);
    for (const { id } of await world.mailbox.unread(50)) await world.mailbox.act('markRead', [id]);
    await checkNow(world.settings);
    await world.badge('1');
  });

  const titles = (look: { notifications: { title: string }[] }) =>
    look.notifications.map(({ title }) => title);
  /** The alarm for reminders and for the end of quiet hours or a snooze. It is set after the toolbar is drawn. */
  const presentAlarm = () =>
    waitFor(
      async () => (await alarms(world.settings)).find(({ name }) => name === 'present'),
      alarm => alarm !== undefined,
    );
  const pending = async () => Object.values(await storedMailboxes(world.settings))[0]?.pending;

  it('a snooze has its end, and one summary when the user ends it', async () => {
    await snooze(world.settings, Date.now() + HOUR);
    const { title } = await world.seen(look => look.title.startsWith('Snoozed until '));
    expect(title).toContain('Home: ');
    const { scheduledTime = 0 } = (await presentAlarm()) ?? {};
    expect(Math.abs(scheduledTime - Date.now() - HOUR)).toBeLessThan(60_000);

    world.mailbox.deliver();
    world.mailbox.deliver();
    await letTimePass(world.settings);
    expect(titles(await world.badge('3'))).toEqual([]);
    await waitFor(pending, it => it?.held === true);

    await snooze(world.settings, 0);
    expect(titles(await world.seen(look => look.notifications.length > 0))).toEqual(['2 new e-mails']);
    await checkNow(world.settings);
    expect(titles(await world.badge('3'))).toEqual(['2 new e-mails']);
  });

  it('a snooze ends by itself, though the background was killed', async () => {
    await snooze(world.settings, Date.now() + 8_000);
    await world.seen(look => look.title.startsWith('Snoozed'));
    world.mailbox.deliver();
    world.mailbox.deliver();
    await checkNow(world.settings);
    await waitFor(pending, it => it?.held === true);
    await world.session.killBackground();
    expect(titles(await world.seen(look => look.notifications.length > 0))).toEqual(['2 new e-mails']);
    await world.seen(look => !look.title.startsWith('Snoozed'));
  });

  it('quiet hours announce nothing, and hide the badge if set', async () => {
    const quietHours = [{ days: [...DAYS], from: clock(-30), to: clock(30) }];
    await storeSettings(world.settings, { quietHours });
    expect((await world.seen(look => look.title.startsWith('Quiet hours until '))).badge).toBe('1');
    await storeSettings(world.settings, { quietHours, hideBadgeWhenQuiet: true });
    await world.badge('');
    const mail = world.mailbox.deliver();
    await checkNow(world.settings);
    await waitFor(pending, it => it?.held === true);

    await storeSettings(world.settings, {});
    expect(
      titles(await world.badge('2').then(() => world.seen(look => look.notifications.length > 0))),
    ).toEqual([mail.from.name]);
  });

  it('VIPs notify during a snooze, muted senders never do, and a summary replaces all others if set', async () => {
    const vip = world.mailbox.deliver();
    await storeSettings(world.settings, { vips: [{ sender: vip.from.address }] });
    await snooze(world.settings, Date.now() + HOUR);
    await checkNow(world.settings);
    expect(titles(await world.seen(look => look.notifications.length > 0))).toEqual([vip.from.name]);
    await dismissAll(world.settings);
    await snooze(world.settings, 0);

    const muted = world.mailbox.deliver();
    await storeSettings(world.settings, { mutedSenders: [muted.from.address], notificationsAtOnce: 0 });
    const told = world.mailbox.deliver();
    await checkNow(world.settings);
    const { notifications } = await world.seen(look => look.notifications.length > 0);
    expect(notifications).toMatchObject([
      { title: '1 new e-mail', message: expect.stringContaining(told.subject) },
    ]);
    await waitFor(pending, it => it?.mails.length === 0);
  });

  it('no notification comes while notifications are off, for all or for one account', async () => {
    await storeSettings(world.settings, { notifications: false });
    world.mailbox.deliver();
    await checkNow(world.settings);
    await world.badge('2');
    await waitFor(pending, it => it?.mails.length === 0);
    await storeSettings(world.settings, {});

    const { accounts } = (await readStored(world.settings)) as { accounts: { data: Account[] } };
    await storeAccounts(
      world.settings,
      accounts.data.map(account => ({ ...account, notify: false })),
    );
    world.mailbox.deliver();
    await checkNow(world.settings);
    await world.badge('3');
    await waitFor(pending, it => it?.mails.length === 0);
    expect(titles(await world.badge('3'))).toEqual([]);
    await storeAccounts(world.settings, accounts.data);
  });

  it('a reminder comes once for mail that stays unread', async () => {
    await storeSettings(world.settings, { remindAfter: 30 });
    const mail = world.mailbox.deliver();
    await checkNow(world.settings);
    await world.seen(look => look.notifications.length === 1);
    expect((await presentAlarm())?.scheduledTime).toBeGreaterThan(Date.now() + 25 * 60_000);

    const [[id, { announced }] = ['', { announced: [] }]] = Object.entries(
      await storedMailboxes(world.settings),
    );
    await changeMailbox(world.settings, id, {
      announced: announced.map(entry => ({
        ...entry,
        ...(entry.at !== undefined && { at: entry.at - 31 * 60_000 }),
      })),
    });
    await ringPresentAlarm(world.settings);
    const { notifications } = await world.seen(look => look.notifications.length === 2);
    expect(notifications.at(-1)).toMatchObject({
      title: '1 e-mail still unread',
      message: expect.stringContaining(mail.subject),
    });
    await dismissAll(world.settings);
    await checkNow(world.settings);
    expect(titles(await world.badge('2'))).toEqual([]);
  });
});

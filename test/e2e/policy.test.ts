import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { identityOf } from '../identity-of';
import { alarms, letTimePass, readStored } from './extension';
import { clickIn, flowWindow } from './flow-window';
import { type PolicyFile, policyFile } from './policy-file';
import { find, press, tick } from './user';
import { BROWSERS, createWorld, type World } from './world';

/** How long Chromium may take to see that a policy has changed, in ms: it lets a file settle for five seconds. */
const POLICY = 30_000;

describe.each(BROWSERS)('a policy in %s', name => {
  let world: World;
  let file: PolicyFile;
  let preset: object;

  beforeAll(async () => {
    file = policyFile(name);
    world = await createWorld(name, {
      prepare({ apiAddress, signInPage, webmailAddress }) {
        preset = { name: 'Work', apiAddress, signInPage, webmail: webmailAddress };
        file.write({
          accounts: [preset, { name: 'Typo', apiAddress: 'http://mail.corp.example/' }],
          checkEvery: 7,
          notificationPrivacy: 'count',
          countSms: false,
          locked: ['accounts', 'checkEvery', 'notificationPrivacy'],
        });
      },
    });
    await world.settings.waitForSelector('[aria-labelledby=managed]', { timeout: POLICY });
  });
  afterAll(async () => {
    file?.remove();
    await world?.close();
  });

  /** A field's value, whether it can be changed, and the words that describe it. */
  async function fieldOf(role: string, label: string) {
    const field = await find(world.settings, role, label);
    return field.evaluate(element => {
      const { value, disabled } = element as HTMLInputElement;
      const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
      return { value, disabled, note: ids.map(id => document.getElementById(id)?.textContent).join(' ') };
    });
  }

  it('is shown in the settings, with what it locks and what is wrong with it', async () => {
    const { settings } = world;
    const managed = await settings.$eval('[aria-labelledby=managed]', element => element.textContent);
    expect(managed).toContain('Managed by your organisation');
    expect(managed).toContain('accounts[1].apiAddress');

    const cards = await settings.$$eval('.accounts li', items => items.map(item => item.textContent ?? ''));
    expect(cards).toHaveLength(1);
    expect(cards[0]).toContain('Work');
    expect(cards[0]).toContain('Set up by your organisation');
    expect(cards[0]).not.toContain('Remove');

    const locked = expect.stringContaining('Set by your organisation.');
    expect(await fieldOf('spinbutton', 'Check every')).toEqual({ value: '7', disabled: true, note: locked });
    expect(await fieldOf('radio', 'Number of new e-mails only')).toMatchObject({ disabled: true });
    const shows = await settings.$eval('#notificationPrivacy-count', element => {
      const { checked } = element as HTMLInputElement;
      return { checked, text: element.closest('fieldset')?.textContent };
    });
    expect(shows).toEqual({ checked: true, text: locked });
    expect(await fieldOf('checkbox', 'Desktop notifications')).toMatchObject({ disabled: false });
    expect(await fieldOf('button', 'Add account')).toMatchObject({
      disabled: true,
      note: expect.stringContaining('Your organisation decides which accounts Facteur uses.'),
    });
  });

  it('sets the interval of the checks', async () => {
    const [alarm] = await waitFor(
      () => alarms(world.settings),
      ([alarm]) => alarm?.periodInMinutes === 7,
      POLICY,
    );
    expect(alarm?.name).toBe('check-mail');
  });

  it('sets up an account that lacks but the sign-in', async () => {
    const { gateway } = world;
    const { title } = await world.badge('!');
    expect(title).toContain('Work: Not signed in yet.');
    const popup = await world.openPopup();
    await press(popup, 'Sign in');
    await clickIn(await flowWindow(world, gateway.signInPage), 'main form button.main');
    // Without the SMS, as the policy suggests.
    await world.badge('5');
    await popup.close();
    const { accounts } = await readStored(world.settings);
    expect(JSON.stringify(accounts)).not.toContain('Work');
  });

  it('keeps senders and subjects out of notifications', async () => {
    const mail = world.mailbox.deliver();
    await letTimePass(world.settings);
    const { notifications } = await world.seen(({ notifications }) =>
      notifications.some(({ id }) => id.endsWith(identityOf(mail))),
    );
    expect(notifications).toMatchObject([{ title: '1 new e-mail', message: '' }]);
  });

  it('leaves to the user what it does not lock', async () => {
    expect((await fieldOf('checkbox', 'Count SMS')).note).toContain('Suggested by your organisation.');
    await tick(world.settings, 'Count SMS');
    await world.badge('7');
    expect((await fieldOf('checkbox', 'Count SMS')).note).not.toContain('organisation');
  });

  // Firefox reads its policies when it starts.
  if (name === 'chromium')
    it('is followed as it changes, and its account’s token is forgotten with the account', async () => {
      const { settings } = world;
      file.write({ accounts: [], checkEvery: 9, locked: ['checkEvery'] });
      await settings.waitForSelector('.accounts', { hidden: true, timeout: POLICY });
      await waitFor(
        () => alarms(settings),
        ([alarm]) => alarm?.periodInMinutes === 9,
        POLICY,
      );
      expect(await fieldOf('spinbutton', 'Check every')).toMatchObject({ value: '9', disabled: true });
      expect(await fieldOf('button', 'Add account')).toMatchObject({ disabled: false });
      await world.badge('+');
      await waitFor(
        () => readStored(settings),
        stored =>
          JSON.stringify((stored.accounts as { data: unknown }).data) === '[]' &&
          !Object.keys(stored).some(key => key.startsWith('mailbox:')),
        POLICY,
      );
    });
});

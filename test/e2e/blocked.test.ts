import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { identityOf } from '../identity-of';
import { t } from '../translate';
import { checkNow, letTimePass, storedMailboxes, toolbar } from './extension';
import { press, textOf } from './user';
import { createWorld, type World } from './world';

/** As the key of the manifest makes it. */
const EXTENSION = 'cdekmilnjkjibhogdacgoiiajfnnnjfd';

// Firefox has no such switch.
describe('where the user has blocked notifications in chromium', () => {
  let world: World;

  beforeAll(async () => {
    const preferences = { message_center: { disabled_extension_ids: [EXTENSION] } };
    world = await createWorld('chromium', { preferences });
    expect(world.session.extensionOrigin).toContain(EXTENSION);
    await world.addAccount('Home');
    await waitFor(
      () => toolbar(world.settings),
      ({ badge }) => badge === '6',
    );
  });
  afterAll(() => world?.close());

  it('new mail is counted, and stays to be announced', async () => {
    const mail = world.mailbox.deliver();
    await letTimePass(world.settings);
    await waitFor(
      () => toolbar(world.settings),
      ({ badge }) => badge === '7',
    );
    // This check tries once more to announce it, and ends after that.
    await checkNow(world.settings);
    const [mailbox] = Object.values(await storedMailboxes(world.settings));
    expect(mailbox?.pending.mails).toEqual([identityOf(mail)]);
    expect(mailbox?.announced).toEqual([]);
  });

  it('the settings and the diagnostics say so, and so does a test', async () => {
    const { settings } = world;
    const section = (name: string) =>
      settings.$eval(`[aria-labelledby=${name}]`, element => element.textContent ?? '');
    expect(await section('notifications')).toContain(
      t('notificationsBlocked') + t('notificationsBlockedHelp'),
    );
    expect(await section('diagnostics')).toContain(t('notificationsBlocked'));
    await press(settings, t('testNotification'));
    await waitFor(
      () => textOf(settings, 'status'),
      text => text === t('notificationsBlocked'),
    );
  });
});

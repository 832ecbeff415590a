import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../src/core/account/account';
import { waitFor } from '../../src/launcher/wait-for';
import { t } from '../translate';
import type { Desktop } from './desktop';
import { createDesktopWorld, type DesktopWorld } from './desktop-world';
import { letTimePass, readStored, storeAccounts } from './extension';
import { clickIn, flowWindow } from './flow-window';
import { BROWSERS } from './world';

describe.each(BROWSERS)('on a real desktop, %s', name => {
  let world: DesktopWorld;
  let desktop: Desktop;

  beforeAll(async () => {
    world = await createDesktopWorld(name);
    desktop = world.desktop;
    await world.addAccount('Home');
    await world.badge('6');
  });
  afterAll(() => world?.close());

  it('shows a notification that opens its e-mail when clicked, by a background that was asleep', async () => {
    const mail = world.mailbox.deliver();
    await letTimePass(world.settings);
    await waitFor(desktop.displayed, count => count === 1);
    await waitFor(
      async () => desktop.printed(),
      text => text.includes(mail.subject),
    );
    expect(desktop.printed()).toContain(mail.from.name);

    await world.session.killBackground();
    await desktop.clickNotification();
    const opened = await waitFor(
      async () => (await world.session.pages()).map(page => page.url()),
      urls => urls.some(url => url.includes('/message/')),
    );
    expect(opened).toContainEqual(expect.stringContaining(`/message/${mail.id}?`));
    // Opening an e-mail reads it, and so the mailbox tells that it was really opened.
    await waitFor(world.mailbox.counts, ({ unread }) => unread === 5);
    await waitFor(desktop.displayed, count => count === 0);
  });

  it('shows that a token is refused, and a click on that signs in again', async () => {
    const { settings, session, gateway } = world;
    const { accounts } = (await readStored(settings)) as { accounts: { data: Account[] } };
    await storeAccounts(
      settings,
      accounts.data.map(account => ({ ...account, token: 'no-such-token', revision: account.revision + 1 })),
    );
    await waitFor(desktop.displayed, count => count === 1);
    await waitFor(
      async () => desktop.printed(),
      text => text.includes(t('clickToSignIn')),
    );
    await session.killBackground();
    await desktop.clickNotification();
    await clickIn(await flowWindow(world, gateway.signInPage), 'main form button.main');
    await world.badge('6');
    await waitFor(desktop.displayed, count => count === 0);
  });
});

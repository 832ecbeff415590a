import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { fill, openMoreSettings, press, textOf } from './user';
import { BROWSERS, createWorld, type World } from './world';

describe.each(BROWSERS)('signing in with %s', name => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld(name);
  });
  afterAll(() => world?.close());

  it('gets the token from the sign-in page, and checks with it', async () => {
    const { session, settings, gateway } = world;
    await press(settings, 'Add account');
    await fill(settings, 'Account name', 'Home');
    await fill(settings, 'API address', gateway.apiAddress);
    await openMoreSettings(settings);
    await fill(settings, 'Sign-in page', gateway.signInPage);
    await press(settings, 'Save account');
    const { title } = await world.badge('!');
    expect(title).toContain('Home: You are signed out.');

    const popup = await world.openPopup();
    expect(await textOf(popup, 'alert')).toContain('You are signed out.');
    await press(popup, 'Sign in');
    const pages = await waitFor(
      () => session.pages(),
      pages => pages.some(page => page.url().startsWith(gateway.signInPage)),
      15_000,
    );
    const window = pages.find(page => page.url().startsWith(gateway.signInPage));
    const submit = await window?.waitForSelector('main form button');
    await submit?.click();
    await world.badge('6');
    await waitFor(
      () => textOf(popup, 'status'),
      text => text === '5 unread e-mails, 1 SMS',
      5_000,
    );
  });
});

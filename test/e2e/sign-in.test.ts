import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { getToken } from '../../src/launcher/pages';
import { waitFor } from '../../src/launcher/wait-for';
import { DAY } from '../make';
import { t } from '../translate';
import { checkNow, readStored, showing } from './extension';
import { clickIn, flowWindow, windowClosed } from './flow-window';
import { startSignInPage } from './sign-in-page';
import { fill, find, openAdvanced, press, problemIn, textOf } from './user';
import { BROWSERS, createWorld, type World } from './world';

const SUBMIT = 'main form button.main';
const CANCEL = 'main form a.button';

describe.each(BROWSERS)('signing in with %s', name => {
  let world: World;
  let gateway: RunningGateway;
  let popup: Page;
  let ahead = 0;

  beforeAll(async () => {
    world = await createWorld(name);
    gateway = await startGateway({ port: 0, mailbox: world.mailbox, now: () => Date.now() + ahead });
  });
  afterAll(async () => {
    await world?.close();
    await gateway?.close();
  });

  const storedToken = async (): Promise<string> => {
    const { accounts } = (await readStored(world.settings)) as { accounts: { data: { token: string }[] } };
    return accounts.data[0]?.token ?? '';
  };
  const says = (read: () => Promise<string>, words: string) => waitFor(read, text => text.includes(words));
  const popupWarns = (words: string) => says(() => problemIn(popup), words);

  it('gets the token from the sign-in page, and checks with it', async () => {
    const { settings } = world;
    await press(settings, 'Add account');
    await openAdvanced(settings);
    await fill(settings, 'Account name', 'Home');
    await fill(settings, 'API address', gateway.apiAddress);
    await fill(settings, 'Sign-in page', gateway.signInPage);
    await press(settings, 'Save account');
    const { title } = await world.badge('!');
    expect(title).toContain('Home: Not signed in yet.');

    await press(settings, 'Sign in');
    await clickIn(await flowWindow(world, gateway.signInPage), SUBMIT);
    await world.badge('6');
    popup = await world.openPopup();
    await says(() => textOf(popup, 'status'), '5 unread e-mails, 1 SMS');
  });

  it('notifies once about an expired token, and signs in again from the popup', async () => {
    const former = await storedToken();
    ahead = 31 * DAY;
    await checkNow(world.settings);
    await world.seen(({ badge, title }) => badge === '6!' && title.includes('code 103'));
    await waitFor(
      () => showing(world.settings),
      ids => ids.length === 1,
    );
    expect(await problemIn(popup)).toContain(t('signInHelp'));

    await press(popup, 'Sign in');
    await clickIn(await flowWindow(world, gateway.signInPage), SUBMIT);
    await world.badge('6');
    expect(await storedToken()).not.toBe(former);
    await waitFor(
      () => showing(world.settings),
      ids => ids.length === 0,
    );
    await waitFor(
      () => problemIn(popup),
      text => text === '',
    );
  });

  it('changes nothing when the user cancels or closes the window, and says so', async () => {
    const former = await storedToken();
    ahead += 31 * DAY;
    // The first call may share a check that already has its answer.
    await checkNow(world.settings);
    await checkNow(world.settings);
    await popupWarns('code 103');
    for (const leave of [(window: Page) => clickIn(window, CANCEL), (window: Page) => window.close()]) {
      await press(popup, 'Sign in');
      const window = await flowWindow(world, gateway.signInPage);
      await window.waitForSelector(CANCEL);
      // The message of the previous attempt goes when the new window opens.
      await waitFor(
        () => problemIn(popup),
        text => !text.includes(t('signInCancelled')),
      );
      await leave(window);
      await popupWarns(t('signInCancelled'));
    }
    expect(await storedToken()).toBe(former);
  });

  it('takes no token from an answer without its own `state`', async () => {
    const { settings } = world;
    const former = await storedToken();
    const page = await startSignInPage();
    await press(settings, 'Edit');
    await fill(settings, 'Sign-in page', page.address);
    await press(settings, 'Save account');
    const answers: [Partial<Pick<URL, 'search' | 'hash'>>, string][] = [
      [{ search: '?token=stolen&state=guessed' }, t('signInMismatch')],
      [{ search: '?token=stolen' }, t('signInMismatch')],
      [{ search: '', hash: '#token=stolen&state=guessed' }, t('signInMismatch')],
      [{ hash: '#token=stolen&state=guessed' }, t('signInNoToken')],
      [{ search: '?error=server_error&state=guessed' }, t('signInMismatch')],
    ];
    for (const [answer, words] of answers) {
      page.answer = back => void Object.assign(back, answer);
      await popupWarns('code 103');
      await press(popup, 'Sign in');
      await popupWarns(words);
      expect(await storedToken()).toBe(former);
    }
    page.answer = back => back.searchParams.set('error', 'server_error');
    await press(popup, 'Sign in');
    await popupWarns(t({ key: 'signInRefused', args: ['server_error'] }));
    page.answer = back => {
      back.hash = new URLSearchParams({
        token: 'from+the=fragment',
        state: back.searchParams.get('state') ?? '',
      })
        .toString()
        .replace('+', '%2B');
      back.search = '';
    };
    await press(popup, 'Sign in');
    await waitFor(storedToken, token => token === 'from+the=fragment');
    page.close();
  });

  it('checks a pasted token before it replaces the stored one', async () => {
    const { settings } = world;
    const page = await world.session.newPage();
    const fresh = await getToken(page, gateway.signInPage);
    await page.close();
    const paste = async (token: string) => {
      await settings.bringToFront();
      await press(settings, 'Edit');
      await fill(settings, 'Token', token);
      await press(settings, 'Save account');
    };
    await paste(fresh);
    await world.badge('6');
    expect(await storedToken()).toBe(fresh);

    await paste('B64wrong|token=');
    await waitFor(
      () => textOf(settings, 'status'),
      text => text.includes('code 102') && text.includes('Nothing was saved'),
    );
    expect(await storedToken()).toBe(fresh);
    await press(settings, 'Cancel');
    await press(settings, 'Edit');
    const field = await find(settings, 'textbox', 'Token');
    expect(await field.evaluate(element => (element as HTMLInputElement).value)).toBe('');
    expect(await settings.$eval('.account-form', form => form.textContent)).toContain(`“${fresh.slice(-4)}”`);
    expect(await settings.evaluate(() => document.documentElement.outerHTML)).not.toContain(fresh.slice(-12));
    await press(settings, 'Cancel');
    await checkNow(settings);
    await world.badge('6');
  });

  it('signing out removes the token and the mail, and keeps the account', async () => {
    const { settings } = world;
    await press(settings, 'Sign out');
    await world.badge('!');
    await popupWarns('You are signed out.');
    const stored = await readStored(settings);
    expect(JSON.stringify(stored)).not.toMatch(/Lina|subject":"./);
    expect(await storedToken()).toBe('');
    expect(await popup.$$('.messages li')).toEqual([]);
    expect(await showing(settings)).toEqual([]);
    await windowClosed(world, gateway.signInPage);
  });
});

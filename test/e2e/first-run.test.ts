import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATEWAY_PORT } from '../../src/core/account/gateway-address';
import { createDemoMailbox, type DemoMailbox } from '../../src/gateway/mailbox/demo/demo-mailbox';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { findBrowser } from '../../src/launcher/browsers/find';
import { buildFolder, launchBrowser } from '../../src/launcher/browsers/launch';
import { type BrowserSession, OPTIONS_PAGE } from '../../src/launcher/browsers/session';
import { look } from '../../src/launcher/look';
import { waitFor } from '../../src/launcher/wait-for';
import { t } from '../translate';
import { readStored, showing } from './extension';
import { clickIn, flowWindow } from './flow-window';
import { press, textOf } from './user';
import { BROWSERS, countTabsWith, openSettingsAfterInstallation } from './world';

describe.each(BROWSERS)('the first steps in %s', name => {
  let session: BrowserSession;
  let settings: Page;
  let mailbox: DemoMailbox;
  let gateway: RunningGateway | undefined;

  beforeAll(async () => {
    mailbox = createDemoMailbox();
    session = await launchBrowser(name, {
      extension: resolve('dist', buildFolder(name)),
      executable: findBrowser(name) ?? name,
      headless: true,
      language: 'en-US',
    });
    settings = await openSettingsAfterInstallation(session);
    await settings.waitForSelector('.first-run');
  });
  afterAll(async () => {
    await session?.close();
    await gateway?.close();
    await mailbox?.close();
  });

  const step = () => settings.$eval('[aria-current=step] .step', element => element.textContent);

  it('open in a tab after the installation', async () => {
    expect(await step()).toBe('Connect');
    await waitFor(
      () => countTabsWith('.first-run', settings),
      open => open === 2,
    );
  });

  const asksForMail = () => settings.$eval('.first-run', element => element.textContent ?? '');
  const gatewayButtons = () =>
    settings.$$eval('.gateway button', buttons => buttons.map(button => button.textContent));

  it('say how to start the gateway if it is not running', async () => {
    expect(await asksForMail()).toContain('npm run gateway');
    expect(await gatewayButtons()).toEqual([]);
  });

  it('show the gateway soon after it was started, without a permission', async () => {
    gateway = await startGateway({ port: GATEWAY_PORT, mailbox });
    await waitFor(gatewayButtons, buttons => buttons.length > 0);
    expect(await gatewayButtons()).toEqual(['Try the demo']);
    expect(await asksForMail()).not.toContain('npm run gateway');
    expect((await readStored(settings)).accounts).toBeUndefined();
  });

  it('store nothing if the sign-in is cancelled, and say so', async () => {
    await session.allowHost('http://127.0.0.1/*');
    await press(settings, 'Try the demo');
    const window = await flowWindow({ session }, gateway?.signInPage ?? '');
    await window.close();
    await waitFor(asksForMail, text => text.includes(t('signInCancelled')));
    expect(await step()).toBe('Connect');
    expect((await readStored(settings)).accounts).toBeUndefined();
  });

  it('lead through the demo’s sign-in to its mail', async () => {
    await press(settings, 'Try the demo');
    const window = await flowWindow({ session }, gateway?.signInPage ?? '');
    await clickIn(window, 'main form button.main');
    await waitFor(step, text => text === 'Done');
    const { unread } = await mailbox.counts();
    await waitFor(
      () => settings.$eval('[aria-current=step] .standing', element => element.textContent),
      text => text === `${unread} unread e-mails, 1 SMS. Facteur will notify you about new mail.`,
    );
    expect((await look(settings)).badge).toBe(String(unread + 1));
    // Firefox puts the button on the toolbar by itself.
    expect((await asksForMail()).includes('Pin Facteur')).toBe(name === 'chromium');
    const { accounts } = (await readStored(settings)) as { accounts: { data: { name: string }[] } };
    expect(accounts.data.map(({ name }) => name)).toEqual(['Demo']);
  });

  it('do not go back when the account is signed out', async () => {
    await press(settings, 'Sign out');
    await waitFor(
      () => settings.$eval('.accounts', element => element.textContent),
      text => text?.includes('You are signed out.') ?? false,
    );
    expect(await step()).toBe('Done');
  });

  it('show a test notification', async () => {
    const [button] = await settings.$$('.first-run button');
    await settings.bringToFront();
    await button?.click();
    await waitFor(
      () => showing(settings),
      ids => ids.some(id => id.includes('sample')),
    );
    expect(await textOf(settings, 'status')).toMatch(/^(Sent\.|Done\.)/);
  });

  it('never show again once hidden', async () => {
    await press(settings, 'Hide these steps');
    await settings.waitForSelector('.first-run', { hidden: true });
    const again = await session.openExtensionPage(OPTIONS_PAGE);
    await again.waitForSelector('.accounts');
    expect(await again.$('.first-run')).toBeNull();
    await again.close();
  });
});

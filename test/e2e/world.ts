import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { createDemoMailbox, type DemoMailbox } from '../../src/gateway/mailbox/demo/demo-mailbox';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { findBrowser } from '../../src/launcher/browsers/find';
import { buildFolder, launchBrowser } from '../../src/launcher/browsers/launch';
import {
  type BrowserName,
  type BrowserSession,
  OPTIONS_PAGE,
  POPUP_PAGE,
} from '../../src/launcher/browsers/session';
import { type Look, look } from '../../src/launcher/look';
import { addAccount, getToken } from '../../src/launcher/pages';
import { waitFor } from '../../src/launcher/wait-for';

export const BROWSERS: readonly BrowserName[] = ['chromium', 'firefox'];

export interface World {
  session: BrowserSession;
  mailbox: DemoMailbox;
  gateway: RunningGateway;
  /** The settings page. An update of the extension closes it: then set a new one. */
  settings: Page;
  /** Adds an account on the settings page, with a token from the sign-in page. The gateway is the demo's by default. */
  addAccount(
    name: string,
    gateway?: RunningGateway,
    signIn?: Readonly<Record<string, string>>,
  ): Promise<void>;
  badge(text: string): Promise<Look>;
  seen(willDo: (look: Look) => boolean): Promise<Look>;
  openPopup(): Promise<Page>;
  close(): Promise<void>;
}

export interface WorldOptions {
  headless?: boolean;
  extension?: string;
  onPrinted?(text: string): void;
  env?: NodeJS.ProcessEnv;
  /** Initial preferences of the profile, in Chromium only. */
  preferences?: object;
  prepare?(gateway: RunningGateway): void;
}

/** `chrome` in Chromium, `browser` in Firefox. */
interface ExtensionApi {
  extension: { getViews(filter: { type: 'tab' }): Window[] };
}
declare const browser: ExtensionApi | undefined;
declare const chrome: ExtensionApi;

/** The number of tabs that show a page of the extension with an element that matches this selector. */
export function countTabsWith(selector: string, page: Page): Promise<number> {
  return page.evaluate(selector => {
    const { extension } = typeof browser === 'undefined' ? chrome : browser;
    return extension.getViews({ type: 'tab' }).filter(view => view.document.querySelector(selector)).length;
  }, selector);
}

/** The extension opens its settings once it has been installed. Opened later, that tab would hide this page. */
export async function openSettingsAfterInstallation(session: BrowserSession): Promise<Page> {
  const settings = await session.openExtensionPage(OPTIONS_PAGE);
  await waitFor(
    () => countTabsWith('body', settings),
    tabs => tabs === 2,
  );
  return settings;
}

export async function createWorld(
  name: BrowserName,
  {
    headless = true,
    env = {},
    extension = resolve('dist', buildFolder(name)),
    preferences,
    onPrinted,
    prepare,
  }: WorldOptions = {},
): Promise<World> {
  const mailbox = createDemoMailbox();
  const gateway = await startGateway({ port: 0, mailbox });
  prepare?.(gateway);
  const session = await launchBrowser(name, {
    extension,
    executable: findBrowser(name) ?? name,
    headless,
    env,
    language: 'en-US',
    ...(preferences && { preferences }),
    ...(onPrinted && { onPrinted }),
  });
  await session.allowHost('http://127.0.0.1/*');
  if (!headless) await session.pinToToolbar();
  const world: World = {
    session,
    mailbox,
    gateway,
    settings: await openSettingsAfterInstallation(session),
    async addAccount(account, of = gateway, signIn = {}) {
      const page = await session.newPage();
      const token = await getToken(page, of.signInPage, signIn);
      await page.close();
      await world.settings.bringToFront();
      const { apiAddress: endpoint, signInPage, webmailAddress: webmail } = of;
      await addAccount(world.settings, { name: account, endpoint, token, signInPage, webmail });
    },
    seen: willDo => waitFor(() => look(world.settings), willDo),
    badge: text => world.seen(({ badge }) => badge === text),
    async openPopup() {
      const popup = await session.openExtensionPage(POPUP_PAGE);
      await popup.waitForSelector('footer');
      return popup;
    },
    async close() {
      await session.close();
      await gateway.close();
      await mailbox.close();
    },
  };
  return world;
}

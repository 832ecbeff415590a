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

/** A mailbox, its gateway, and a browser with Facteur that has its settings page open. */
export interface World {
  session: BrowserSession;
  mailbox: DemoMailbox;
  gateway: RunningGateway;
  /** Another one after an update, which closes it. */
  settings: Page;
  /** Adds an account of the gateway through the settings page, the demo's unless told otherwise, with a token from the sign-in page. */
  addAccount(
    name: string,
    gateway?: RunningGateway,
    signIn?: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Waits until the badge shows this, and tells what else is seen then. */
  badge(text: string): Promise<Look>;
  seen(willDo: (look: Look) => boolean): Promise<Look>;
  openPopup(): Promise<Page>;
  close(): Promise<void>;
}

export interface WorldOptions {
  headless?: boolean;
  /** The folder of the built extension; the browser's own build unless given. */
  extension?: string;
  onPrinted?(text: string): void;
  env?: NodeJS.ProcessEnv;
  /** What the profile of Chromium begins with. */
  preferences?: object;
  /** Called before the browser is launched. */
  prepare?(gateway: RunningGateway): void;
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
    settings: await session.openExtensionPage(OPTIONS_PAGE),
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

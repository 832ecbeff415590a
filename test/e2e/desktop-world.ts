import type { BrowserName } from '../../src/launcher/browsers/session';
import { type Desktop, openDesktop } from './desktop';
import { createWorld, type World } from './world';

export interface DesktopWorld extends World {
  desktop: Desktop;
}

/** @param env more variables for the browser, added to the desktop's */
export async function createDesktopWorld(
  name: BrowserName,
  env: NodeJS.ProcessEnv = {},
): Promise<DesktopWorld> {
  const desktop = await openDesktop();
  try {
    const world = await createWorld(name, { headless: false, env: { ...desktop.env, ...env } });
    return { ...world, desktop, close: () => world.close().finally(desktop.close) };
  } catch (error) {
    await desktop.close();
    throw error;
  }
}

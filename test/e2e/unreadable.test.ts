import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFolder } from '../../src/launcher/browsers/launch';
import { type BrowserName, OPTIONS_PAGE, POPUP_PAGE } from '../../src/launcher/browsers/session';
import { t } from '../translate';
import { textOf } from './user';
import { BROWSERS, createWorld, type World } from './world';

const BREAK = `chrome.storage.local.get = () => Promise.reject(new Error('IO error'));`;

/** Copies the built extension, and makes reading `storage.local` fail in its pages, as with a damaged profile. */
async function withoutStorage(name: BrowserName): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'facteur-unreadable-'));
  await cp(join('dist', buildFolder(name)), folder, { recursive: true });
  await writeFile(join(folder, 'break.js'), BREAK);
  for (const page of [OPTIONS_PAGE, POPUP_PAGE]) {
    const html = await readFile(join(folder, page), 'utf8');
    await writeFile(join(folder, page), html.replace('<head>', '<head><script src="/break.js"></script>'));
  }
  return folder;
}

describe.each(BROWSERS)('with unreadable storage in %s', name => {
  let extension: string;
  let world: World;

  beforeAll(async () => {
    extension = await withoutStorage(name);
    world = await createWorld(name, { extension });
  });
  afterAll(async () => {
    await world?.close();
    await rm(extension, { recursive: true, force: true });
  });

  it.each([
    ['popup', POPUP_PAGE],
    ['settings page', OPTIONS_PAGE],
  ])('the %s shows the problem and a solution', async (_page, path) => {
    const page = await world.session.openExtensionPage(path);
    await page.waitForSelector('main');
    expect(await textOf(page, 'alert')).toBe(t('storageUnreadable') + t('storageUnreadableHelp'));
    await page.close();
  });
});

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStored } from './extension';
import { BROWSERS, createWorld, type World } from './world';

const NOTE = `
const api = globalThis.browser ?? chrome;
const note = (name, attempt) => {
  const tell = found => document.documentElement.setAttribute('data-' + name, found);
  Promise.resolve().then(attempt).then(value => tell('got: ' + JSON.stringify(value)), error => tell('refused: ' + error.message));
};
`;

const folders: string[] = [];

function extensionFolder(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'facteur-outsider-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const CONTENT_SCRIPT = { matches: ['http://127.0.0.1/*'], js: ['probe.js'] };

async function noted(page: Page, name: string): Promise<string> {
  await page.waitForSelector(`html[data-${name}]`);
  return page.$eval('html', (html, name) => html.getAttribute(name) ?? '', `data-${name}`);
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(BROWSERS)('access to Facteur in %s:', name => {
  let world: World;
  let page: Page;

  beforeAll(async () => {
    world = await createWorld(name);
    await world.addAccount('Home');
    await world.badge('6');
    page = await world.session.newPage();
    await page.goto(`${world.gateway.origin}/`);
  });
  afterAll(() => world?.close());

  it('a web page can load none of its files, and can’t frame its pages', async () => {
    const { extensionOrigin } = world.session;
    // Not a page of the gateway: its own policy would forbid this too.
    await page.goto('data:text/html,<title>elsewhere</title>');
    for (const path of ['icons/facteur-16.png', 'manifest.json', 'src/popup/index.html']) {
      const loaded = await page.evaluate(
        url =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        `${extensionOrigin}/${path}`,
      );
      expect(loaded, path).toBe(false);
    }
    const before = page.frames().length;
    await page.evaluate(url => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      return new Promise(resolve => {
        frame.onload = resolve;
        frame.onerror = resolve;
        setTimeout(resolve, 2000);
      });
    }, `${extensionOrigin}/src/popup/index.html`);
    const frames = page.frames().slice(before);
    const texts = await Promise.all(
      frames.map(frame => frame.evaluate(() => document.body?.textContent ?? '').catch(() => '')),
    );
    expect(texts.join()).not.toMatch(/unread|Settings/);
  });

  it('a web page can send it no message', async () => {
    await page.goto(`${world.gateway.origin}/`);
    const reachable = await page.evaluate(() => {
      const api = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome;
      return typeof api?.runtime?.sendMessage;
    });
    expect(reachable).toBe('undefined');
  });

  it('another extension gets no answer', async () => {
    const id = name === 'chromium' ? new URL(world.session.extensionOrigin).host : 'facteur@facteur.example';
    const message = JSON.stringify({ to: 'background', intent: 'checkNow' });
    await world.session.install(
      extensionFolder({
        'manifest.json': JSON.stringify({
          manifest_version: 3,
          name: 'Outsider',
          version: '1',
          background: { scripts: ['worker.js'], service_worker: 'worker.js' },
          content_scripts: [CONTENT_SCRIPT],
          browser_specific_settings: { gecko: { id: 'outsider@facteur.example' } },
          host_permissions: ['http://127.0.0.1/*'],
        }),
        'worker.js': `
const api = globalThis.browser ?? chrome;
api.runtime.onMessage.addListener((_message, _sender, reply) => {
  api.runtime.sendMessage('${id}', ${message}).then(value => reply('got: ' + JSON.stringify(value)), error => reply('refused: ' + error.message));
  return true;
});`,
        'probe.js': `${NOTE}note('asked', () => api.runtime.sendMessage('ask'));`,
      }),
    );
    await page.goto(`${world.gateway.origin}/`);
    expect(await noted(page, 'asked')).toMatch(/^got: "refused: .*Could not establish connection/);
  });
});

// Firefox can't close its storage to content scripts. There, the manifest without any is the only protection.
describe('a content script in Chromium', () => {
  it('can’t read the storage', async () => {
    const folder = extensionFolder({});
    cpSync('dist/chrome', folder, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({ ...manifest, content_scripts: [CONTENT_SCRIPT] }),
    );
    const areas = ['local', 'sync', 'session'];
    const attempts = areas.map(area => `note('${area}', () => api.storage.${area}.get(null));`);
    writeFileSync(join(folder, 'probe.js'), NOTE + attempts.join('\n'));

    const world = await createWorld('chromium', { extension: folder });
    try {
      await world.addAccount('Home');
      await world.badge('6');
      expect(Object.keys(await readStored(world.settings))).toContain('accounts');
      const page = await world.session.newPage();
      await page.goto(`${world.gateway.origin}/`);
      for (const area of areas) expect(await noted(page, area), area).toMatch(/^refused: .*not allowed/);
    } finally {
      await world.close();
    }
  });
});

import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckEntry } from '../../src/core/mailbox/check-log';
import { waitFor } from '../../src/launcher/wait-for';
import { pasted } from './clipboard';
import { catchDownloads, type Downloads } from './downloads';
import { checkNow, readStored } from './extension';
import { press, tick } from './user';
import { BROWSERS, createWorld, type World } from './world';

async function choose(page: Page, path: string): Promise<void> {
  // The settings may not be drawn yet.
  const input = await page.waitForSelector('[aria-labelledby=backup] input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
}

describe.each(BROWSERS)('backup, reset and diagnostics in %s', name => {
  let world: World;
  let settings: Page;
  let downloads: Downloads;
  let token: string;
  let exported: string;

  beforeAll(async () => {
    world = await createWorld(name);
    ({ settings } = world);
    downloads = await catchDownloads(name, settings);
    await world.addAccount('Home');
    await world.badge('6');
    await tick(settings, 'Count SMS');
    await world.badge('5');
    const { accounts } = await readStored(settings);
    token = (accounts as { data: { token: string }[] }).data[0]?.token ?? '';
    expect(token).not.toBe('');
  });
  afterAll(async () => {
    await world?.close();
    await downloads?.remove();
  });

  const says = (page: Page, words: string) =>
    waitFor(
      () => page.evaluate(() => document.body.textContent ?? ''),
      text => text.includes(words),
    );
  const choicesIn = async (area: 'local' | 'sync') =>
    ((await readStored(settings, area)).settings as { data: object } | undefined)?.data;

  it('the export has no secrets unless the user includes them', async () => {
    await press(settings, 'Export to a file');
    const open = await downloads.take();
    expect(open.name).toMatch(/^facteur-\d{4}-\d\d-\d\d\.json$/);
    expect(JSON.parse(open.text)).toMatchObject({
      facteur: 1,
      settings: { countSms: false },
      accounts: [{ name: 'Home', apiAddress: world.gateway.apiAddress }],
    });
    expect(open.text).not.toContain(token);

    await tick(settings, 'Include tokens and passwords');
    await press(settings, 'Export to a file');
    await says(settings, 'it contains your tokens and passwords');
    const whole = await downloads.take();
    expect(whole.text).toContain(token);
    exported = whole.path;
  });

  it('an import into a new profile adds the settings and the accounts', async () => {
    const fresh = await createWorld(name);
    try {
      await choose(fresh.settings, exported);
      await says(fresh.settings, 'To import: 1 account, 1 setting.');
      await press(fresh.settings, 'Import now');
      await says(fresh.settings, 'Imported: 1 account, 1 setting.');
      await fresh.badge('!');
      await press(await fresh.openPopup(), 'Allow access');
      await fresh.badge('5');
    } finally {
      await fresh.close();
    }
  });

  it('the import rejects a file of another program, and changes nothing', async () => {
    const before = await readStored(settings);
    await choose(settings, 'package.json');
    await says(settings, 'This file is not a Facteur backup.');
    expect(await readStored(settings)).toEqual(before);
  });

  it('settings stay on this computer while sync is off', async () => {
    await tick(settings, 'Sync settings');
    await says(settings, 'Sync is off.');
    expect(await choicesIn('local')).toEqual({ countSms: false });
    await tick(settings, 'Count SMS');
    await world.badge('6');
    expect(await choicesIn('local')).toEqual({ countSms: true });
    expect(await choicesIn('sync')).toEqual({ countSms: false });

    await tick(settings, 'Sync settings');
    await says(settings, 'Sync is on.');
    expect(await choicesIn('sync')).toEqual({ countSms: true });
    await tick(settings, 'Count SMS');
    await world.badge('5');
    expect(await choicesIn('sync')).toEqual({ countSms: false });
  });

  it('a reset restores the defaults, and keeps the accounts', async () => {
    await press(settings, 'Reset settings');
    await settings.waitForSelector('[role=alertdialog]');
    await press(settings, 'Reset settings');
    await says(settings, 'All settings are back to their defaults.');
    await world.badge('6');
    expect(await choicesIn('sync')).toEqual({});
    expect(JSON.stringify(await readStored(settings))).toContain(token);
  });

  it('the check log stores each check, and the page shows it at once', async () => {
    const noted = async () => ((await readStored(settings)).checks as { data: CheckEntry[] }).data;
    const before = (await noted()).length;
    await checkNow(settings);
    await waitFor(noted, log => log.length === before + 1);
    const log = await noted();
    expect(log[0]).toMatchObject({ outcome: 'ok' });
    expect(log.at(-1)).toMatchObject({ outcome: 'unchanged' });
    expect(log.every(({ duration }) => duration > 0 && duration < 15_000)).toBe(true);
    await says(settings, `Last checks (${before + 1})`);
    const [shown] = await settings.$$eval('details tbody tr', rows => rows.map(row => row.textContent));
    expect(shown).toContain('Same answer as before');
  });

  it('copied diagnostics contain no account name and no token', async () => {
    await press(settings, 'Copy diagnostics');
    await says(settings, 'Copied');
    const text = await pasted(settings);
    expect(text).toContain('# Facteur diagnostics');
    expect(text).toContain(name === 'chromium' ? 'Chromium' : 'Firefox');
    expect(text).toContain(`- Hosts allowed: ${new URL(world.gateway.apiAddress).protocol}//127.0.0.1/*`);
    expect(text).toMatch(/- Alarm check-mail: \S+, every 1 min/);
    expect(text).toMatch(/\| 1 \| 127\.0\.0\.1:\d+ \| fine \|/);
    expect(text).toMatch(/\| 1 \| ok \| \d+ ms \|/);
    expect(text).not.toContain('Home');
    expect(text).not.toContain(token);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../gateway/folder';
import { freePort } from '../gateway/send';
import { catchDownloads, type Downloads } from './downloads';
import { checkNow } from './extension';
import { clickIn } from './flow-window';
import { fill } from './user';
import { BROWSERS, createWorld, type World } from './world';

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#2b6777" d="M0 0h8v8H0z"/></svg>';

describe.each(BROWSERS)('a service beside Facteur in %s', name => {
  let world: World;
  let downloads: Downloads;
  let page: Page;
  let program: ChildProcess;
  let password: string;
  let ownPage: string;

  beforeAll(async () => {
    world = await createWorld(name);
    await world.addAccount('Home');
    await world.badge('6');
    ownPage = `http://127.0.0.1:${await freePort()}/`;
    page = await world.session.newPage();
    downloads = await catchDownloads(name, page);
  });
  afterAll(async () => {
    program?.kill();
    await world?.close();
    await downloads?.remove();
  });

  const text = () => page.$eval('body', body => body.textContent ?? '');
  const leave = async (selector: string) => {
    await Promise.all([page.waitForNavigation(), clickIn(page, selector)]);
  };

  it('is registered and approved by the operator', async () => {
    await page.goto(world.gateway.managerLink());
    await leave('a[href="/manager/new"]');
    await fill(page, 'Website name', 'Mail statistics');
    await fill(page, 'Website URL', 'https://stats.example.org/');
    await fill(page, 'Return addresses', ownPage);
    const logo = join(await temporaryFolder(), 'logo.svg');
    await writeFile(logo, LOGO);
    await ((await page.$('#logo')) as ElementHandle<HTMLInputElement>).uploadFile(logo);
    await leave('button.main');
    expect(await text()).toContain('Waiting for your decision');
    await leave('button[value=approve]');
    password = await page.$eval('#service-password', field => (field as HTMLInputElement).value);
  });

  it('asks with the sample program of its ZIP, and waits for the user’s choice', async () => {
    await clickIn(page, 'a[href$="samples.zip"]');
    const { path } = await downloads.take('.zip');
    const files = unzipSync(await readFile(path));
    const sample = Object.keys(files).find(file => file.endsWith('messages.mjs')) ?? '';
    const file = join(await temporaryFolder(), 'messages.mjs');
    await writeFile(file, strFromU8(files[sample] ?? new Uint8Array()));
    program = spawn(process.execPath, [file], { env: { ...process.env, SERVICE_PWD: password } });
    await once(program.stdout ?? program, 'data');

    // To Firefox’s driver, the download’s navigation never ends.
    page = await world.session.newPage();
    await page.goto(ownPage);
    expect(await page.$eval('.service strong', element => element.textContent)).toBe('Mail statistics');
    const logo = await page.$eval('.service img', image => (image as HTMLImageElement).naturalWidth);
    expect(logo).toBeGreaterThan(0);
    await leave('button.main');
    expect(await text()).toContain('Choose what this service may see');
  });

  it('gets what the user allows, and sees that the overview is withheld', async () => {
    await leave('a');
    await page.select('select[name=EmailsLastNDetailed]', 'withheld');
    await leave('button[value=save]');
    expect(page.url()).toBe(ownPage);
    expect(await text()).toContain('NoUnReadMails: 5');
    expect(await text()).toContain('EmailsLastNDetailed: withheld');
  });

  it('gets the privacy error once the user refuses, and Facteur goes on', async () => {
    await leave('a');
    await leave('button[value=refuse]');
    await page.goto(ownPage);
    expect(await text()).toContain('Choose what this service may see');
    expect(await text()).not.toContain('NoUnReadMails');

    await checkNow(world.settings);
    const { badge, title } = await world.badge('6');
    expect(`${badge} ${title}`).toContain('Home: 5 unread e-mails, 1 SMS');
  });
});

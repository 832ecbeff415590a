import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { makeAccount } from '../make';
import { pasted } from './clipboard';
import { catchDownloads, type Downloads } from './downloads';
import {
  checkNow,
  dismissAll,
  letTimePass,
  readStored,
  showing,
  storeAccounts,
  storedMailboxes,
} from './extension';
import { type FaultServer, reply, startFaultServer } from './fault-server';
import { FAULTS } from './faults';
import { answerWith, errorDocument } from './mails';
import { type SignInPage, startSignInPage } from './sign-in-page';
import { fill, press, tick } from './user';
import { BROWSERS, createWorld, type World } from './world';

/** Secrets to search for. None has a character that URLs, HTML or JSON would encode. */
const TOKEN = 'canary-token-7Q2xVd9LmZ';
const PASTED = 'canary-pasted-4KfWb8RtYc';
const REFUSED = 'canary-refused-9HsGj3PnXq';
const SIGNED_IN = 'canary-signed-in-6TzDu5EwMa';
const PASSWORD = 'canary-password-2BvNk7CrLo';
/** The first characters of each secret, and of its Basic credentials: the settings page may show a token's last four. */
const TRACES = [TOKEN, PASTED, REFUSED, SIGNED_IN, PASSWORD].flatMap(secret => [
  secret.slice(0, 15),
  Buffer.from(`facteur:${secret}`).toString('base64').slice(0, 24),
]);

const CODES = [102, 103, 203, 204, 501, 503, 504, 505, 900];
const PRIVACY =
  '<error><code>-3</code><detail>PrivacyAccessDeniedException</detail><url>http://127.0.0.1:9/p?x=1</url></error>';

describe.each(BROWSERS)('secrets that Facteur has used in %s', name => {
  let world: World;
  let server: FaultServer;
  let signInPage: SignInPage;
  let printed = '';
  let popup: Page;
  let downloads: Downloads;
  const seen: string[] = [];

  beforeAll(async () => {
    server = await startFaultServer();
    signInPage = await startSignInPage();
    signInPage.answer = back => back.searchParams.set('token', SIGNED_IN);
    world = await createWorld(name, {
      onPrinted: text => {
        printed += text;
      },
    });
    await world.addAccount('First');
    await world.badge('6');
    popup = await world.openPopup();
    downloads = await catchDownloads(name, world.settings);
  });
  afterAll(async () => {
    await world?.close();
    await downloads?.remove();
    await server?.close();
    signInPage?.close();
  });

  const html = (page: Page) => page.evaluate(() => document.documentElement.outerHTML);
  async function look(): Promise<void> {
    const { settings, session } = world;
    const { title, notifications } = await world.seen(() => true);
    seen.push(title, JSON.stringify(notifications), String(await showing(settings)));
    seen.push(await html(settings), await html(popup));
    for (const page of await session.pages()) seen.push(page.url(), await page.title().catch(() => ''));
  }
  const says = (page: Page, words: string) =>
    waitFor(
      () => page.evaluate(() => document.body.textContent ?? ''),
      text => text.includes(words),
    );

  it('go through a check with every kind of error', async () => {
    const replies = [
      ...FAULTS.map(({ name, reply }) => ({ name, answer: reply(answerWith('canary', 3)) })),
      ...CODES.map(code => ({ name: `code ${code}`, answer: reply('200 OK', errorDocument(code)) })),
      { name: 'error −3', answer: reply('500 Internal Server Error', PRIVACY) },
      { name: 'HTTP 401', answer: reply('401 Unauthorized') },
      { name: 'mail', answer: reply('200 OK', answerWith('canary', 3)) },
    ];
    for (const [index, { answer }] of replies.entries()) server.turn(`/canary${index}`, answer);
    const accounts = replies.map(({ name }, index) =>
      makeAccount({
        id: `canary${index}`,
        name,
        endpoint: `${server.origin}/canary${index}`,
        token: TOKEN,
        serviceId: 'facteur',
        servicePassword: PASSWORD,
      }),
    );
    await storeAccounts(world.settings, [
      ...accounts,
      makeAccount({ id: 'out', name: 'Signed out', token: '', servicePassword: PASSWORD }),
      makeAccount({ id: 'elsewhere', name: 'Elsewhere', token: TOKEN, servicePassword: PASSWORD }),
    ]);
    const mailboxes = await waitFor(
      () => storedMailboxes(world.settings),
      all =>
        Object.values(all).filter(({ failure, checkedAt }) => failure || checkedAt > 0).length >=
        replies.length + 2,
      60_000,
    );
    const kinds = new Set(Object.values(mailboxes).map(({ failure }) => failure?.kind ?? 'none'));
    for (const kind of [
      'account',
      'internal',
      'privacy',
      'signed-out',
      'permission',
      'network',
      'timeout',
      'none',
    ])
      expect(kinds).toContain(kind);
    server.turn(`/canary${replies.length - 1}`, reply('200 OK', answerWith('canary', 4)));
    await letTimePass(world.settings, [`canary${replies.length - 1}`]);
    await waitFor(
      () => showing(world.settings),
      ids => ids.some(id => id.includes('|mail|')),
    );
    await look();
    await dismissAll(world.settings);
  });

  it('are in an export only if the user includes them, and never in the diagnostics', async () => {
    const { settings } = world;
    await press(settings, 'Export to a file');
    const { text } = await downloads.take();
    expect(text).toContain(`${server.origin}/canary0`);
    await press(settings, 'Copy diagnostics');
    await says(settings, 'Copied');
    const copied = await pasted(settings);
    expect(copied).toContain('| 1 | 127.0.0.1:');
    seen.push(text, copied);
    await look();

    await tick(settings, 'Include tokens and passwords');
    await press(settings, 'Export to a file');
    const whole = await downloads.take();
    expect(whole.text).toContain(TOKEN);
    expect(whole.text).toContain(PASSWORD);
    await look();
  });

  it('go through paste, connection test, refusal, sign-in and sign-out', async () => {
    const { settings } = world;
    server.turn('/home', reply('200 OK', answerWith('home', 3)));
    await storeAccounts(settings, [
      makeAccount({ id: 'home', name: 'Home', endpoint: `${server.origin}/home`, token: TOKEN }),
    ]);
    await world.badge('3');
    await press(settings, 'Edit');
    await fill(settings, 'Token', PASTED);
    await fill(settings, 'Service ID', 'facteur');
    // Firefox gives a password field no textbox role.
    await settings.type('input[name=servicePassword]', PASSWORD);
    await fill(settings, 'Sign-in page', signInPage.address);
    await press(settings, 'Save account');
    await says(settings, 'Sign out');
    await look();

    await press(settings, 'Test connection');
    await says(settings, 'It works: 3 unread e-mails.');
    server.turn('/home', reply('200 OK', errorDocument(103)));
    await press(settings, 'Test connection');
    await says(settings, 'Test: This sign-in is no longer accepted (code 103).');
    await press(settings, 'Edit');
    await fill(settings, 'Token', REFUSED);
    await press(settings, 'Save account');
    await says(settings, 'Nothing was saved');
    await press(settings, 'Cancel');
    await checkNow(settings);
    await world.seen(({ title }) => title.includes('code 103'));
    await look();

    server.turn('/home', reply('200 OK', answerWith('home', 3)));
    await press(popup, 'Sign in');
    await waitFor(
      async () => JSON.stringify(await readStored(settings)),
      text => text.includes(SIGNED_IN),
    );
    await world.badge('3');
    await look();
    await press(settings, 'Sign out');
    await says(popup, 'You are signed out.');
    await look();
  });

  it('are in no page, title, notification, export or diagnostics', () => {
    expect(seen.join().length).toBeGreaterThan(10_000);
    const found = TRACES.filter(trace => seen.some(text => text.includes(trace)));
    expect(found).toEqual([]);
  });

  it('are stored in the accounts of local storage only', async () => {
    const { settings } = world;
    await storeAccounts(settings, [makeAccount({ endpoint: `${server.origin}/home`, token: TOKEN })]);
    await world.badge('3');
    const { accounts, ...rest } = await readStored(settings);
    expect(JSON.stringify(accounts)).toContain(TOKEN);
    const others = [rest, await readStored(settings, 'sync'), await readStored(settings, 'session')];
    const found = TRACES.filter(trace => JSON.stringify(others).includes(trace));
    expect(found).toEqual([]);
  });

  it('are in no console', async () => {
    // biome-ignore lint/suspicious/noConsole: proves that the test reads the console
    await world.settings.evaluate(() => console.log('control line of the settings page'));
    await waitFor(
      async () => printed,
      text => text.includes('control line of the settings page'),
    );
    const lines = printed.split('\n');
    const found = lines.filter(line => TRACES.some(trace => line.includes(trace)));
    expect(found).toEqual([]);
  });
});

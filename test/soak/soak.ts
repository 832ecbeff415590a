import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { type RunningGateway, startGateway } from '../../src/gateway/server/server';
import { findBrowser } from '../../src/launcher/browsers/find';
import { buildFolder, launchBrowser } from '../../src/launcher/browsers/launch';
import { type BrowserName, type BrowserSession, OPTIONS_PAGE } from '../../src/launcher/browsers/session';
import { askForCheck, look } from '../../src/launcher/look';
import { addAccount, getToken } from '../../src/launcher/pages';
import { waitFor } from '../../src/launcher/wait-for';
import { openDesktop } from '../e2e/desktop';
import { storedMailboxes } from '../e2e/extension';
import { balance, isBalanced, type Ledger, readPrinted } from './ledger';
import { createSoakMailbox, type SoakMailbox } from './mailbox';
import { memoryOf } from './memory';
import { type RoughNetwork, startRoughNetwork } from './rough-network';

export interface SoakOptions {
  /** How long mail keeps coming, in ms. */
  duration: number;
  /** Draws from [0, 1). */
  random(): number;
  log(line: string): void;
}

/** What became of a soak in one browser. */
export interface SoakReport {
  browser: string;
  ledger: Ledger;
  requests: RoughNetwork['met'];
  /** How often the background was killed. */
  kills: number;
  /** Memory of the browser, in bytes, one a minute or so. */
  memory: number[];
}

/** What is read once it was announced, so that the list and the tray stay as full as a person's. */
const MAX_UNREAD = 12;

/** How often memory is measured, in ms. */
const MEMORY_EVERY = 60_000;

/** How long all may take to come right once nothing fails any more, in ms. */
const PEACE = 60_000;

/** Lets a real browser on a real desktop live through random mail, a rough network and random deaths of its background. */
export async function soak(name: BrowserName, { duration, random, log }: SoakOptions): Promise<SoakReport> {
  const desktop = await openDesktop();
  const mailbox = createSoakMailbox();
  const gateway = await startGateway({ port: 0, mailbox, listLength: 200 });
  const network = await startRoughNetwork(gateway.origin, random);
  const session = await launchBrowser(name, {
    extension: resolve('dist', buildFolder(name)),
    executable: findBrowser(name) ?? name,
    headless: false,
    env: desktop.env,
    language: 'en-US',
  });
  try {
    await session.allowHost('http://127.0.0.1/*');
    const settings = await connect(session, gateway, network.origin);
    log(`${session.version} is connected.`);

    const record = createRecord(settings, mailbox);
    const popups = () => readPrinted(desktop.printed());
    const memory: number[] = [];
    const end = Date.now() + duration;
    let kills = 0;
    for (let measuredAt = 0; Date.now() < end; ) {
      if (Date.now() - measuredAt >= MEMORY_EVERY) {
        measuredAt = Date.now();
        memory.push(await memoryOf(session.pid ?? 0));
        log(`${name}: ${mailbox.arrived} e-mails, ${popups().length} notifications, ${kills} kills so far`);
      }
      letMailCome(mailbox, balance(mailbox.arrived, 0, popups(), await record.summaries()), random);
      await askForCheck(settings);
      // Most often soon, while the check is under way.
      await pause(random() ** 3 * 2500);
      if (random() < 0.4) {
        await session.killBackground();
        kills += 1;
      }
    }
    network.calm();
    await comeRight(settings, mailbox);
    // The desktop may be a moment behind the browser that asks it to show something.
    const balanced = async () =>
      balance(mailbox.arrived, mailbox.arrivedSms, popups(), await record.summaries());
    await waitFor(balanced, isBalanced, 5_000).catch(() => {});
    memory.push(await memoryOf(session.pid ?? 0));
    return {
      browser: session.version,
      ledger: await balanced(),
      requests: network.met,
      kills,
      memory,
    };
  } finally {
    await session.close();
    await network.close();
    await gateway.close();
    await desktop.close();
  }
}

async function connect(session: BrowserSession, gateway: RunningGateway, origin: string): Promise<Page> {
  const page = await session.newPage();
  const token = await getToken(page, gateway.signInPage);
  await session.openExtensionPage(OPTIONS_PAGE, page);
  await addAccount(page, {
    name: 'Soak',
    endpoint: gateway.apiAddress.replace(gateway.origin, origin),
    token,
    signInPage: '',
    webmail: '',
  });
  // The first answer is silent, and so must have come before there is news.
  const first = async () => {
    await askForCheck(page);
    return Object.values(await storedMailboxes(page));
  };
  await waitFor(first, ([mailbox]) => mailbox?.known !== undefined, PEACE);
  return page;
}

/** What the extension notes of its summaries; it forgets the oldest, and so is asked again and again. */
function createRecord(settings: Page, mailbox: SoakMailbox) {
  const summaries = new Map<string, number[]>();
  return {
    async summaries(): Promise<number[][]> {
      const announced = Object.values(await storedMailboxes(settings)).flatMap(it => it.announced);
      for (const { id, messageIds } of announced)
        if (messageIds.length > 1) summaries.set(id, messageIds.map(mailbox.numberOf));
      return [...summaries.values()];
    },
  };
}

function letMailCome(mailbox: SoakMailbox, { times }: Ledger, random: () => number): void {
  if (random() < 0.5) for (let count = Math.ceil(random() * 5); count > 0; count -= 1) mailbox.deliver();
  if (random() < 0.1) mailbox.addSms();
  // Only what was announced is read: what is read before it could be is neither lost nor announced.
  const unread = [...times.keys()].filter(mailbox.isUnread);
  for (const n of unread.slice(0, Math.max(0, unread.length - MAX_UNREAD))) mailbox.read(n);
}

/** Waits until the extension shows what the mailbox holds. */
async function comeRight(settings: Page, mailbox: SoakMailbox): Promise<void> {
  const state = async () => {
    await askForCheck(settings);
    const [mailboxes, { badge }, counts] = await Promise.all([
      storedMailboxes(settings),
      look(settings),
      mailbox.counts(),
    ]);
    const [stored] = Object.values(mailboxes);
    return { stored, badge, counts };
  };
  await waitFor(
    state,
    ({ stored, badge, counts: { unread, sms = 0 } }) =>
      stored?.failure === undefined &&
      stored?.unread === unread &&
      stored.pending.mails.length + stored.pending.sms === 0 &&
      badge === String(unread + sms),
    PEACE,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

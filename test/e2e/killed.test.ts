import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../src/launcher/wait-for';
import { HOUR } from '../make';
import {
  alarms,
  changeMailbox,
  dismissAll,
  forgetSession,
  kill,
  letTimePass,
  store,
  storedMailboxes,
  wake,
} from './extension';
import { type Held, hold } from './fault-server';
import { createFaultWorld, type FaultWorld, MAILS } from './fault-world';
import { answerWith, mailId } from './mails';
import { textOf } from './user';
import { BROWSERS } from './world';

/** Times of the kill, in ms after the answer: before, while or after it is parsed, stored and announced. */
const DELAYS = [0, 5, 20, 50, 100];
const ROUNDS = 3;

describe.each(BROWSERS)('a background that is killed during a check in %s', browser => {
  let world: FaultWorld;
  let popup: Page;
  let mails = MAILS;
  const appeared = new Map<string, number>();

  beforeAll(async () => {
    world = await createFaultWorld(browser);
    await world.use([{ id: 'home' }]);
    popup = await world.openPopup();
    await world.settings.bringToFront();
  });
  afterAll(() => world?.close());

  /** Starts a check. Its answer has one more mail, and stops after `begun` bytes. */
  async function beginCheck(begun = 0): Promise<Held> {
    mails += 1;
    const held = hold(answerWith('home', mails), begun);
    const before = world.server.asked('/home');
    world.server.turn('/home', held.reply);
    // A changed setting checks due accounts at once. An alarm in Chromium may wait up to a second.
    await changeMailbox(world.settings, 'home', { retryAt: 1 });
    await store(world.settings, { settings: { version: 1, data: { countSms: mails % 2 === 0 } } }, 'sync');
    await waitFor(
      async () => world.server.asked('/home'),
      times => times > before,
    );
    return held;
  }

  /** Waits until the latest answer is stored, then expects badge, popup and list to agree, and one notification per mail. */
  async function expectAllToldOnce(): Promise<void> {
    const { home } = await waitFor(
      () => storedMailboxes(world.settings),
      ({ home }) => home?.unread === mails && home.pending.mails.length === 0 && home.retryAt === undefined,
    );
    const { title } = await world.badge(String(mails));
    expect(title).toContain(`home: ${mails} unread e-mails`);
    await waitFor(
      () => textOf(popup, 'status'),
      text => text === `${mails} unread e-mails`,
    );
    for (const id of await dismissAll(world.settings)) appeared.set(id, (appeared.get(id) ?? 0) + 1);
    const notices = Array.from(
      { length: mails - MAILS },
      (_, n) => `home|mail|${mailId('home', MAILS + 1 + n)}`,
    );
    expect(Object.fromEntries(appeared)).toEqual(Object.fromEntries(notices.map(id => [id, 1])));
    expect(home?.announced.map(({ id }) => id)).toEqual(notices);
  }

  it.each([
    ['before the server has answered', 0],
    ['when half of the answer has arrived', 600],
  ])('%s sends the request again', async (_when, begun) => {
    const before = world.server.asked('/home');
    const held = await beginCheck(begun);
    await kill(world);
    await held.release();
    await letTimePass(world.settings);
    await expectAllToldOnce();
    expect(world.server.asked('/home')).toBe(before + 2);
  });

  it.each(DELAYS)('%i ms after the answer still announces each mail once', async delay => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const held = await beginCheck();
      await held.release();
      await new Promise(resolve => setTimeout(resolve, delay));
      await kill(world);
      if (round > 0) await wake(world.settings);
      await letTimePass(world.settings);
      await expectAllToldOnce();
    }
  });

  it('before a new session announces nothing again, and has a badge and an alarm', async () => {
    const { settings, server } = world;
    await changeMailbox(settings, 'home', { attemptedAt: Date.now() - 2 * HOUR });
    await kill(world);
    const before = server.asked('/home');
    await forgetSession(settings);
    await wake(settings);
    const found = await waitFor(
      () => alarms(settings),
      list => list.length > 0,
    );
    expect(found).toMatchObject([{ periodInMinutes: 1 }]);
    await world.checked('home');
    expect(server.asked('/home')).toBe(before + 1);
    await expectAllToldOnce();
  });
});

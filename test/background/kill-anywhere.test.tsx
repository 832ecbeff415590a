import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { isPending } from '../../src/core/mailbox/mailbox';
import { badgeFor } from '../../src/core/view/badge';
import { totalCountsText } from '../../src/core/view/counts';
import { Popup } from '../../src/popup/Popup';
import { MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { one, show, textOf } from '../page';
import { t } from '../translate';
import { createBackground } from './mortal';
import { createWorld, listing, reading, ringAlarm, type World } from './world';

// Hundreds of runs take longer on a slow machine.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());
afterEach(() => show(null));

const home = makeAccount({ id: 'home', name: 'Home', token: 'home-token' });
const work = makeAccount({ id: 'work', name: 'Work', token: 'work-token' });
const dead = makeAccount({ id: 'dead', name: 'Dead', token: 'dead-token' });

const old = makeMessage('old');
const fresh = (id: string) => makeMessage(id, { date: NOW + MINUTE });
const burst = ['b1', 'b2', 'b3', 'b4', 'b5'].map(fresh);

/** Each account was checked once and now has news: two mails and an SMS, five mails, a rejected sign-in. */
async function worldWithNews(): Promise<World> {
  const world = createWorld([home, work, dead]);
  world.servers.set('home', listing([old], { sms: 1 }));
  world.servers.set('work', listing([]));
  world.servers.set('dead', listing([old]));
  await firstChecks(world);
  world.servers.set('home', listing([fresh('h2'), fresh('h1'), old], { sms: 2 }));
  world.servers.set('work', listing(burst));
  world.servers.set('dead', reading({ kind: 'api-error', code: 103 }));
  return world;
}

async function firstChecks(world: World): Promise<void> {
  const { checks, survives } = createBackground(world);
  await survives(checks.start());
  await survives(checks.checkNow());
  expect(world.shown).toEqual([]);
}

/** Wakes the background and fires the alarm several times, until nothing is left to do. */
async function liveOn(world: World, rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const { checks, survives } = createBackground(world);
    await survives(checks.start());
    ringAlarm(world);
    await survives(checks.onAlarm());
  }
}

/** Expects that badge and popup match the stored state and that nothing is pending. */
async function expectAgreement(world: World, when: string): Promise<void> {
  const state = world.state();
  expect(world.badge, when).toEqual(badgeFor(state, world.now, world.effects.badgeWidth));
  expect(Object.values(state.mailboxes).filter(isPending), when).toEqual([]);
  const actions = {} as Parameters<typeof Popup>[0]['actions'];
  await show(<Popup state={state} now={world.now} locale="en" t={t} actions={actions} />);
  expect(textOf(one('header [role=status] h1')), when).toBe(t(totalCountsText(state)));
}

/** Announced ids and titles of all notifications shown. */
const announced = (world: World) => ({
  mails: world.shown.flatMap(({ messageIds }) => messageIds).sort(),
  sms: world.shown.filter(({ about }) => about === 'sms').map(({ title }) => title),
  stops: world.shown.filter(({ about }) => about === 'stop').map(({ title }) => title),
});

const EVERYTHING = {
  mails: ['b1', 'b2', 'b3', 'b4', 'b5', 'h1', 'h2'],
  sms: ['1 new SMS'],
  stops: ['Dead: Your mail server no longer accepts this sign-in (code 103).'],
};

/** Number of moments at which a background that wakes for the alarm can be killed. */
async function countMoments(): Promise<number> {
  const world = await worldWithNews();
  return killed(world, Number.POSITIVE_INFINITY);
}

async function killed(world: World, at: number): Promise<number> {
  const { checks, survives, moments } = createBackground(world, at);
  ringAlarm(world);
  // The browser evaluates the background first and then fires the event.
  await survives(Promise.all([checks.start(), checks.onAlarm()]).then(() => {}));
  await new Promise(resolve => setImmediate(resolve));
  return moments();
}

describe('a background that is killed during its checks', () => {
  test.each([1, 4])(
    'announces all new mail exactly once, even if it is killed %i times at the same moment',
    async deaths => {
      const moments = await countMoments();
      expect(moments).toBeGreaterThan(100);
      for (let at = 0; at < moments; at += 1) {
        const world = await worldWithNews();
        for (let death = 0; death < deaths; death += 1) await killed(world, at);
        expect(world.alarm).toBeDefined();
        await liveOn(world);
        expect(announced(world), `killed at ${at}`).toEqual(EVERYTHING);
        await expectAgreement(world, `killed at ${at}`);
      }
    },
  );

  test('announces nothing if those were the first checks', async () => {
    const firstLife = async (at: number) => {
      const world = createWorld([home, work]);
      world.noted = false;
      world.servers.set('home', listing([old], { sms: 1 }));
      world.servers.set('work', listing(burst));
      const { checks, survives, moments } = createBackground(world, at);
      await survives(checks.start());
      return { world, moments: moments() };
    };
    const { moments } = await firstLife(Number.POSITIVE_INFINITY);
    for (let at = 0; at < moments; at += 1) {
      const { world } = await firstLife(at);
      await liveOn(world);
      expect(world.shown, `killed at ${at}`).toEqual([]);
      expect(world.badge?.text, `killed at ${at}`).toBe('7');
      await expectAgreement(world, `killed at ${at}`);
    }
  });
});

import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { MAIL_ACTIONS, type PostAction } from '../../src/core/answer/api-vocabulary';
import type { Wish } from '../../src/core/mailbox/apply-outbox';
import { isPending } from '../../src/core/mailbox/mailbox';
import { badgeFor } from '../../src/core/view/badge';
import { totalCountsText } from '../../src/core/view/counts';
import { Popup } from '../../src/popup/Popup';
import { MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { one, show, textOf } from '../page';
import { t } from '../translate';
import { createBackground, type MortalBackground } from './mortal';
import { createWorld, listing, reading, results, ringAlarm, settled, type World } from './world';

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
  stops: ['Dead: This sign-in is no longer accepted (code 103).'],
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

/** A server with three unread mails that notes what changes there. */
function mailServer(world: World) {
  const mails = [fresh('new'), ...['c', 'b', 'a'].map(id => makeMessage(id))].map(it => ({
    ...it,
    messageId: `m-${it.id}`,
  }));
  const unread = new Set(mails.map(({ messageId }) => messageId));
  const changes: string[] = [];
  let hasNew = false;
  world.servers.set('home', () => {
    const listed = mails.filter(({ id, messageId }) => unread.has(messageId) && (id !== 'new' || hasNew));
    return listing(listed, { emails: 40 + unread.size, actions: [...MAIL_ACTIONS] })();
  });
  world.actors.set('home', (action: PostAction, ids: readonly string[]) => {
    const isBack = action === 'markUnread' || action === 'restore';
    for (const id of ids) {
      if (unread.has(id) !== isBack) changes.push(`${action} ${id}`);
      if (isBack) unread.add(id);
      else unread.delete(id);
    }
    return results(ids);
  });
  return {
    changes,
    unread,
    newMail() {
      hasNew = true;
    },
  };
}

const wish = (action: Wish['action'], id: string): Wish => ({
  entryId: `${action} ${id}`,
  action,
  ids: [id],
});

/** What the user does, in order. */
const DEEDS: ((background: MortalBackground) => Promise<void>)[] = [
  ({ acts }) => acts.act('home', wish('markRead', 'c')),
  ({ acts }) => acts.act('home', wish('archive', 'b')),
  ({ acts }) => acts.undo('home', 'archive b'),
  ({ acts }) => acts.act('home', wish('delete', 'a')),
];

describe('a background that is killed while it sends what the user did', () => {
  const begin = async () => {
    const world = createWorld([home]);
    const server = mailServer(world);
    const { checks, survives } = createBackground(world);
    await survives(checks.start());
    await survives(checks.checkNow());
    server.newMail();
    return { world, server };
  };

  /** The deeds in a background that is killed at this moment; the popup asks again for what got no answer. */
  const doAll = async (world: World, at: number, pauses: boolean) => {
    let background = createBackground(world, at);
    for (const deed of DEEDS) {
      while (!(await background.survives(deed(background)))) {
        world.now += 1000;
        background = createBackground(world);
        await background.survives(background.checks.start());
      }
      if (pauses) await settled();
    }
    await settled();
    return background.moments();
  };

  test.each([
    ['one after the other', true],
    ['at once', false],
  ])('does each exactly once at the server, and announces nothing twice: %s', async (_how, pauses) => {
    const moments = await doAll((await begin()).world, Number.POSITIVE_INFINITY, pauses);
    expect(moments).toBeGreaterThan(50);
    for (let at = 0; at < moments; at += 1) {
      const { world, server } = await begin();
      await doAll(world, at, pauses);
      await liveOn(world);
      const when = `killed at ${at}`;
      expect([...server.unread].sort(), when).toEqual(['m-b', 'm-new']);
      expect(new Set(server.changes).size, when).toBe(server.changes.length);
      expect(server.changes, when).toEqual(expect.arrayContaining(['markRead m-c', 'delete m-a']));
      expect(world.mailboxOf('home'), when).not.toHaveProperty('outbox');
      expect(announced(world).mails, when).toEqual(['new']);
      expect(world.badge?.text, when).toBe('2');
      await expectAgreement(world, when);
    }
  });
});

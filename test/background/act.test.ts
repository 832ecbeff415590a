import { beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/api/client';
import { type Acts, createActs } from '../../src/background/act';
import { type Checks, createChecks } from '../../src/background/checks';
import { MAIL_ACTIONS, type PostAction } from '../../src/core/answer/api-vocabulary';
import type { Wish } from '../../src/core/mailbox/apply-outbox';
import { listOf } from '../../src/core/mailbox/mailbox';
import { DAY, MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { t } from '../translate';
import { createWorld, listing, reading, results, ringAlarm, settled, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home' });
const mails = ['c', 'b', 'a'].map((id, n) =>
  makeMessage(id, { messageId: `m-${id}`, date: NOW - (n + 1) * MINUTE }),
);

let world: World;
let checks: Checks;
let acts: Acts;
/** The ids of the unread mails at the server. */
let unread: Set<string>;

/** A new background in the same browser. */
function start(): void {
  checks = createChecks(world.effects);
  let ids = 0;
  acts = createActs({ ...world.effects, checks, newId: () => `${world.now} ${ids++}` });
}

function perform(action: PostAction, ids: readonly string[]): Outcome {
  const isBack = action === 'markUnread' || action === 'restore';
  for (const id of ids) unread[isBack ? 'add' : 'delete'](id);
  return results(ids);
}

beforeEach(async () => {
  world = createWorld([home]);
  unread = new Set(['m-c', 'm-b', 'm-a']);
  world.servers.set('home', () =>
    listing(
      mails.filter(({ messageId = '' }) => unread.has(messageId)),
      { actions: [...MAIL_ACTIONS] },
    )(),
  );
  world.actors.set('home', perform);
  start();
  await checks.checkNow();
  calls();
});

const wish = (action: Wish['action'], ...ids: string[]): Wish => ({
  entryId: `${action} ${ids}`,
  action,
  ids,
});

/** The ids in the list and the badge. */
const seen = () => [
  listOf(world.state().mailboxes.home?.messages ?? [])
    .map(({ id }) => id)
    .join(''),
  world.badge?.text,
];

/** What was sent and how often the server was asked since the last call of this function. */
function calls(): [string[], number] {
  return [world.posted.splice(0), world.called.splice(0).length];
}

/** Makes the server wait with its answer to an action. */
function holdAction(): () => void {
  let go = () => {};
  const gone = new Promise<void>(resolve => {
    go = resolve;
  });
  world.actors.set('home', async (action, ids) => {
    await gone;
    return perform(action, ids);
  });
  return go;
}

describe('an action', () => {
  test('is shown at once, then sent, then the server is asked once', async () => {
    const go = holdAction();
    await acts.act('home', wish('archive', 'b'));
    expect(seen()).toEqual(['ca', '2']);
    await settled();
    expect(calls()).toEqual([['home archive m-b'], 0]);
    go();
    await settled();
    expect(calls()).toEqual([[], 1]);
    expect(seen()).toEqual(['ca', '2']);
    expect(world.mailboxOf('home').outbox).toBeUndefined();
  });

  test('is sent once, even if it is asked for twice', async () => {
    await acts.act('home', wish('archive', 'b'));
    await acts.act('home', wish('archive', 'b'));
    await settled();
    expect(calls()[0]).toEqual(['home archive m-b']);
  });

  test('and more of them are sent in order, with one check behind them', async () => {
    const go = holdAction();
    await acts.act('home', wish('archive', 'b'));
    await acts.act('home', wish('markRead', 'c', 'a'));
    await acts.undo('home', 'markRead c,a');
    await settled();
    await acts.act('home', wish('delete', 'a'));
    go();
    await settled();
    const [sent, asked] = calls();
    expect(sent).toEqual(['home archive m-b', 'home delete m-a']);
    expect(asked).toBeLessThanOrEqual(2);
    expect(seen()).toEqual(['c', '1']);
  });

  test('is undone at the server', async () => {
    await acts.act('home', wish('archive', 'b'));
    await settled();
    await acts.undo('home', 'archive b');
    expect(seen()).toEqual(['cba', '3']);
    await settled();
    expect(calls()[0]).toEqual(['home archive m-b', 'home restore m-b']);
    expect([...unread].sort()).toEqual(['m-a', 'm-b', 'm-c']);
    expect(world.shown).toEqual([]);
  });

  test('isn’t hidden if it can’t be stored', async () => {
    world.effects.updateMailboxOf = () => Promise.reject(new Error('full'));
    start();
    await expect(acts.act('home', wish('archive', 'b'))).rejects.toThrow('full');
    expect(seen()).toEqual(['cba', '3']);
    expect(calls()).toEqual([[], 0]);
  });

  test('of a removed account stores nothing', async () => {
    await acts.act('gone', wish('archive', 'b'));
    expect([...world.stored.keys()]).toEqual(['home']);
  });
});

const waits: [string, () => Outcome][] = [
  ['the network is down', () => ({ kind: 'failed', failure: { kind: 'network' } })],
  ['the server takes too long', () => ({ kind: 'failed', failure: { kind: 'timeout' } })],
  ['the server has a problem', reading({ kind: 'empty' }, 502)],
  ['the server is busy', reading({ kind: 'empty' }, 429)],
  ['the server has an internal error that passes', reading({ kind: 'api-error', code: 203 })],
  ['the user must sign in again', reading({ kind: 'api-error', code: 103 })],
  ['the network has a sign-in page', reading({ kind: 'web-page' })],
];

describe('an action waits', () => {
  test.each(waits)('if %s, and is sent again with the next check', async (_what, outcome) => {
    world.actors.set('home', outcome);
    await acts.act('home', wish('archive', 'b'));
    await settled();
    expect(calls()[0]).toEqual(['home archive m-b']);
    expect(seen()[0]).toBe('ca');
    world.actors.set('home', perform);
    ringAlarm(world);
    await checks.onAlarm();
    expect(calls()[0]).toEqual(['home archive m-b']);
    expect(unread).not.toContain('m-b');
  });

  test.each(waits.filter(([what]) => /down|busy/.test(what)))(
    'without another call if %s',
    async (_what, outcome) => {
      world.actors.set('home', outcome);
      await acts.act('home', wish('archive', 'b'));
      await settled();
      expect(calls()[1]).toBe(0);
      expect(world.mailboxOf('home').failure).toBeDefined();
    },
  );

  test('for as long as the server asks', async () => {
    world.actors.set(
      'home',
      () => ({ ...reading({ kind: 'empty' }, 503)(), retryAfter: 10 * MINUTE }) as Outcome,
    );
    await acts.act('home', wish('archive', 'b'));
    await settled();
    calls();
    await acts.act('home', wish('delete', 'a'));
    await settled();
    expect(calls()).toEqual([[], 0]);
    expect(seen()[0]).toBe('c');
    expect(world.alarm).toBeGreaterThanOrEqual(world.now + 10 * MINUTE);
  });

  test('while the account is paused or Facteur may not contact the server', async () => {
    world.accounts = [{ ...home, pausedUntil: world.now + MINUTE }];
    await acts.act('home', wish('archive', 'b'));
    await settled();
    expect([calls(), seen()[0]]).toEqual([[[], 0], 'ca']);
    world.accounts = [home];
    world.effects.mayContact = async () => false;
    start();
    await acts.act('home', wish('archive', 'a'));
    await settled();
    expect(calls()).toEqual([[], 0]);
    expect(seen()[0]).toBe('c');
  });

  test('a day at most', async () => {
    world.actors.set('home', () => ({ kind: 'failed', failure: { kind: 'timeout' } }));
    await acts.act('home', wish('archive', 'b'));
    await settled();
    world.now += DAY;
    await checks.onAlarm();
    expect(seen()).toEqual(['cba', '3']);
    expect(world.mailboxOf('home').refusals).toMatchObject([{ reason: 'expired', subject: 'Subject b' }]);
  });
});

describe('a refused action', () => {
  test.each([
    ['the user withholds the mails', reading({ kind: 'api-error', code: -3 }, 500), 'withheld'],
    ['the server doesn’t know the action', reading({ kind: 'api-error', code: 501 }), 'other'],
    ['the server has no such method', reading({ kind: 'empty' }, 405), 'other'],
    ['the server answers something else', listing([]), 'other'],
    ['the server refuses', () => results(['m-b'], { status: 'refused', reason: 'quota' }), 'quota'],
  ])('comes back with a word if %s', async (_what, outcome, reason) => {
    world.actors.set('home', outcome);
    await acts.act('home', wish('archive', 'b'));
    await settled();
    expect(seen()).toEqual(['cba', '3']);
    expect(world.mailboxOf('home').refusals).toMatchObject([{ action: 'archive', reason, count: 1 }]);
    expect(calls()).toEqual([['home archive m-b'], 1]);
  });

  test('doesn’t stop the next', async () => {
    world.actors.set('home', (action, ids) =>
      action === 'archive' ? results(ids, { status: 'refused', reason: 'quota' }) : perform(action, ids),
    );
    await Promise.all([acts.act('home', wish('archive', 'b')), acts.act('home', wish('delete', 'a'))]);
    await settled();
    expect(calls()[0]).toEqual(['home archive m-b', 'home delete m-a']);
    expect(seen()).toEqual(['cb', '2']);
  });

  test.each(['everything', 'sender'] as const)(
    'from a notification shows it again with the reason, once: %s',
    async privacy => {
      world.settings = { ...world.settings, notificationPrivacy: privacy };
      world.actors.set('home', (_action, ids) => results(ids, { status: 'refused', reason: 'read-only' }));
      await acts.act('home', { ...wish('markRead', 'b'), noticeId: 'home|mail|b' });
      await settled();
      await checks.checkNow();
      const what = privacy === 'everything' ? 'Not marked as read: Subject b\n' : '';
      expect(world.shown.map(({ id, message }) => [id, message])).toEqual([
        ['home|mail|b', what + t('refusalReadOnly')],
      ]);
    },
  );
});

test('a background that wakes up sends what a killed one left', async () => {
  world.effects.post = () => new Promise(() => {});
  start();
  await acts.act('home', wish('archive', 'b'));
  await settled();
  expect(world.alarm).toBeLessThanOrEqual(NOW + 2 * MINUTE);
  world.effects.post = async (_account, action, ids) => perform(action, ids);
  world.effects.lock = (_name, act) => act();
  start();
  ringAlarm(world);
  await Promise.all([checks.start(), checks.onAlarm()]);
  expect(unread).not.toContain('m-b');
  expect(world.mailboxOf('home').outbox).toBeUndefined();
});

test('a background that is killed before it has set the alarm is followed by one that sends', async () => {
  const { loadPlan } = world.effects;
  world.effects.loadPlan = () => new Promise(() => {});
  start();
  await acts.act('home', wish('archive', 'b'));
  await settled();
  expect(calls()).toEqual([[], 0]);
  world.effects.loadPlan = loadPlan;
  start();
  ringAlarm(world);
  await Promise.all([checks.start(), checks.onAlarm()]);
  expect(calls()).toEqual([['home archive m-b'], 1]);
});

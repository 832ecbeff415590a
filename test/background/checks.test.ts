import { beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/api/client';
import { type Acts, createActs } from '../../src/background/act';
import { type Checks, createChecks } from '../../src/background/checks';
import { withAccount, withToken } from '../../src/core/account/account-form';
import { FLOOR, type Rhythm, regularAfter, rhythmOf } from '../../src/core/mailbox/schedule';
import { HOUR, MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { t } from '../translate';
import { createWorld, listing, passTime, reading, ringAlarm, settled, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home', endpoint: 'https://home.example/' });
const work = makeAccount({ id: 'work', name: 'Work', endpoint: 'https://work.example/' });
const old = makeMessage('old');
const fresh = makeMessage('fresh', { date: NOW + MINUTE });
const refused = reading({ kind: 'api-error', code: 103 });
const down = (): Outcome => ({ kind: 'failed', failure: { kind: 'network' } });
const busy =
  (retryAfter: number): (() => Outcome) =>
  () => ({ kind: 'answered', status: 503, text: JSON.stringify({ kind: 'empty' }), retryAfter });

let world: World;
let checks: Checks;

beforeEach(() => {
  world = createWorld([home, work]);
  world.servers.set('home', listing([old]));
  world.servers.set('work', listing([]));
  checks = createChecks(world.effects);
});

/** Makes the server wait for `answer()`; `asked` resolves when it is called. */
function holdAnswer(accountId: string): { asked: Promise<void>; answer(outcome: Outcome): void } {
  let answer = (_outcome: Outcome) => {};
  const answered = new Promise<Outcome>(resolve => {
    answer = resolve;
  });
  const asked = new Promise<void>(resolve => {
    world.servers.set(accountId, () => {
      resolve();
      return answered;
    });
  });
  return { asked, answer };
}

/** The accounts called since the last call of this function. */
const called = () => world.called.splice(0).sort();

describe('the check alarm', () => {
  test('is set at the first start, before any check', async () => {
    await checks.start();
    expect(world.alarm).toBeGreaterThan(world.now);
    expect(called()).toEqual([]);
  });

  test('is not changed by later starts', async () => {
    await checks.start();
    const { alarm } = world;
    world.now += MINUTE;
    await createChecks(world.effects).start();
    expect(world.alarm).toBe(alarm);
  });

  test('checks all accounts at the same times of the installation’s rhythm', async () => {
    world.pace = { chosen: 5 * MINUTE, phase: 0.5 };
    await checks.onAlarm();
    expect(called()).toEqual(['home', 'work']);
    const rhythm: Rhythm = { interval: 5 * MINUTE, phase: 0.5 };
    ringAlarm(world);
    for (let round = 0; round < 3; round += 1) {
      const before = world.now;
      await checks.onAlarm();
      expect(called()).toEqual(['home', 'work']);
      ringAlarm(world);
      expect(world.now).toBe(regularAfter(before, rhythm));
      expect(world.now - before).toBe(0.95 * 5 * MINUTE);
    }
  });

  test('repeats during a check, so that another check follows one that never ends', async () => {
    world.servers.set('home', () => new Promise(() => {}));
    ringAlarm(world);
    void checks.onAlarm();
    await expect.poll(() => world.called).toContain('home');
    expect(world.alarm).toBeGreaterThan(world.now);
    world.servers.set('home', listing([old]));
    called();
    while (world.mailboxOf('home').checkedAt === 0) {
      ringAlarm(world);
      await createChecks(world.effects).onAlarm();
    }
    expect(world.badge?.text).toBe('1');
  });

  test('fires when the first account is due, and checks only that account', async () => {
    world.servers.set('work', down);
    world.random = () => 0;
    await checks.onAlarm();
    called();
    expect(world.alarm).toBe(NOW + MINUTE / 2);
    ringAlarm(world);
    await checks.onAlarm();
    expect(called()).toEqual(['work']);
  });

  test('backs off after each failure, up to an hour, and returns to the usual interval after an answer', async () => {
    world.accounts = [home];
    world.servers.set('home', down);
    world.random = () => 0.999_999;
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      await checks.onAlarm();
      waits.push(Math.round(((world.alarm ?? 0) - world.now) / MINUTE));
      ringAlarm(world);
    }
    expect(waits).toEqual([1, 10, 20, 40, 60, 60, 60]);
    world.servers.set('home', listing([old]));
    await checks.onAlarm();
    expect((world.alarm ?? 0) - world.now).toBeLessThanOrEqual(5 * MINUTE);
  });

  test('respects Retry-After, up to a day', async () => {
    world.accounts = [home];
    world.servers.set('home', busy(2 * HOUR));
    await checks.onAlarm();
    expect(world.alarm).toBeGreaterThanOrEqual(NOW + 2 * HOUR);
    expect(world.alarm).toBeLessThanOrEqual(NOW + 2 * HOUR + 6 * MINUTE);
    world.servers.set('home', busy(72 * HOUR));
    ringAlarm(world);
    const { now } = world;
    await checks.onAlarm();
    expect(world.alarm).toBeGreaterThanOrEqual(now + 24 * HOUR);
    expect(world.alarm).toBeLessThanOrEqual(now + 24 * HOUR + 6 * MINUTE);
  });

  test('tries again within a minute if this computer is offline', async () => {
    world.servers.set('home', () => ({ kind: 'failed', failure: { kind: 'offline' } }));
    for (let round = 0; round < 5; round += 1) {
      const { now } = world;
      await checks.onAlarm();
      expect(world.alarm).toBeLessThanOrEqual(now + FLOOR);
      ringAlarm(world);
    }
  });

  test('stays set if no account can be checked automatically', async () => {
    world.servers.set('home', refused);
    world.servers.set('work', refused);
    await checks.onAlarm();
    expect(world.alarm).toBeGreaterThan(world.now);
    called();
    ringAlarm(world);
    await checks.onAlarm();
    expect(called()).toEqual([]);
  });

  test('checks at once if it fires after the clock was set back by years', async () => {
    await checks.onAlarm();
    called();
    world.now -= 3 * 365 * 24 * HOUR;
    await checks.onAlarm();
    expect(called()).toEqual(['home', 'work']);
    expect(world.alarm).toBeLessThanOrEqual(world.now + 6 * MINUTE);
  });
});

describe('a hint of new mail', () => {
  beforeEach(async () => {
    await checks.onAlarm();
    called();
  });

  test('starts a check, but never within the minimum interval', async () => {
    world.now += FLOOR - 1;
    await checks.onHint();
    expect(called()).toEqual([]);
    world.now += 1;
    await checks.onHint();
    expect(called()).toEqual(['home', 'work']);
  });

  test('checks a failing account no more often than a healthy one', async () => {
    world.servers.set('home', reading({ kind: 'empty' }, 500));
    await checks.checkNow('home');
    called();
    world.now += 2 * MINUTE;
    await checks.onHint();
    expect(called()).toEqual(['work']);
    world.now += 3 * MINUTE;
    await checks.onHint();
    expect(called()).toEqual(['home', 'work']);
  });

  test('respects Retry-After', async () => {
    world.servers.set('home', busy(HOUR));
    await checks.checkNow('home');
    called();
    world.now += HOUR - 1;
    await checks.onHint();
    expect(called()).toEqual(['work']);
    world.now += 1;
    await checks.onHint();
    expect(called()).toContain('home');
  });

  test('is taken from a start without an alarm, once', async () => {
    world.now += 10 * MINUTE;
    world.noted = false;
    world.badge = undefined;
    world.alarm = undefined;
    await checks.start();
    expect(called()).toEqual(['home', 'work']);
    expect(world.badge).toMatchObject({ text: '1' });
    world.now += 10 * MINUTE;
    await createChecks(world.effects).start();
    expect(called()).toEqual([]);
  });

  test('is not taken from a background that was killed while it showed something, and the alarm stays', async () => {
    world.now += 10 * MINUTE;
    world.noted = false;
    world.badge = undefined;
    world.alarm = world.now + 1_500;
    await checks.start();
    expect(called()).toEqual([]);
    expect(world.badge).toMatchObject({ text: '1' });
    expect(world.alarm).toBe(world.now + 1_500);
  });
});

describe('an account that failed without a network', () => {
  beforeEach(async () => {
    await checks.onAlarm();
    world.now += 5 * MINUTE;
    world.servers.set('home', down);
    world.servers.set('work', reading({ kind: 'empty' }, 503));
    await checks.onAlarm();
    called();
  });

  test.each(['onOnline', 'onUserBack'] as const)(
    'is checked as soon as the network may be back: %s',
    async event => {
      world.now += 10_000;
      world.servers.set('home', listing([fresh, old]));
      await checks[event]();
      expect(called()).toEqual(['home']);
      expect(world.badge?.text).toBe('2');
    },
  );

  test('is not checked again and again on an unstable network', async () => {
    for (let second = 0; second < 60; second += 1) {
      world.now += 1000;
      await checks.onOnline();
    }
    expect(called()).toEqual(Array(6).fill('home'));
  });

  test('is not checked before Retry-After has passed', async () => {
    world.store('home', { ...world.mailboxOf('home'), notBefore: world.now + HOUR });
    world.now += HOUR - 1;
    await checks.onOnline();
    expect(called()).toEqual([]);
    world.now += 1;
    await checks.onOnline();
    expect(called()).toEqual(['home']);
  });
});

describe('opening the popup', () => {
  beforeEach(async () => {
    await checks.onAlarm();
    called();
  });

  test('checks a failing account, at most once a minute', async () => {
    world.servers.set('home', reading({ kind: 'empty' }, 500));
    await checks.checkNow('home');
    called();
    world.now += MINUTE - 1;
    await checks.onLook();
    expect(called()).toEqual([]);
    world.now += 1;
    await checks.onLook();
    await checks.onLook();
    expect(called()).toEqual(['home']);
  });

  test('checks only accounts whose last check is older than their interval', async () => {
    world.now += 5 * MINUTE;
    await checks.onLook();
    expect(called()).toEqual([]);
    await checks.checkNow('work');
    called();
    world.now += 1;
    await checks.onLook();
    expect(called()).toEqual(['home']);
  });

  test('checks no account during Retry-After, and none whose sign-in was rejected', async () => {
    world.servers.set('home', busy(HOUR));
    world.servers.set('work', refused);
    await checks.checkNow();
    called();
    world.now += HOUR - 1;
    await checks.onLook();
    expect(called()).toEqual([]);
    world.now += 1;
    await checks.onLook();
    expect(called()).toEqual(['home']);
  });
});

describe('the automatic check interval', () => {
  const here = makeAccount({ id: 'here', endpoint: 'http://127.0.0.1:8337/api' });

  async function callsInAnHour(): Promise<Record<string, number>> {
    const end = world.now + HOUR;
    for (called(); world.now < end; ringAlarm(world)) await checks.onAlarm();
    const calls = called();
    return Object.fromEntries(world.accounts.map(({ id }) => [id, calls.filter(it => it === id).length]));
  }

  beforeEach(() => {
    world.accounts = [home, here];
    world.servers.set('here', listing([]));
    world.pace = { phase: 0.3 };
  });

  test('is a minute for a server on this computer, otherwise two minutes', async () => {
    const { here: often, home: less } = await callsInAnHour();
    expect([Math.round((often ?? 0) / 3), Math.round((less ?? 0) / 3)]).toEqual([21, 11]);
  });

  test('is the server’s X-Poll-Interval', async () => {
    world.servers.set('home', () => ({ ...listing([old])(), pollInterval: 10 * MINUTE }) as Outcome);
    expect((await callsInAnHour()).home).toBe(6);
    world.servers.set('home', listing([old]));
    await checks.checkNow('home');
    expect((await callsInAnHour()).home).toBeGreaterThan(25);
  });

  test('is not used if the user has chosen a shorter interval', async () => {
    world.servers.set('home', () => ({ ...listing([old])(), pollInterval: MINUTE }) as Outcome);
    world.pace = { chosen: 10 * MINUTE, phase: 0.3 };
    await checks.onChoicesChanged();
    expect((await callsInAnHour()).home).toBeLessThanOrEqual(8);
  });
});

describe('the badge of a failing account', () => {
  const shown = () => world.badge && [world.badge.text, world.badge.icon];

  beforeEach(async () => {
    world.accounts = [home];
    await checks.onAlarm();
    world.servers.set('home', down);
  });

  test('stays normal during a short failure; the title mentions it', async () => {
    await checks.checkNow();
    expect(shown()).toEqual(['1', 'unread']);
    expect(world.badge?.title.map(t).join()).toContain(t('failureNetwork'));
    await checks.checkNow();
    expect(shown()).toEqual(['1', 'unread']);
    world.servers.set('home', listing([old]));
    await checks.checkNow();
    expect(world.badge?.title.map(t).join()).not.toContain(t('failureNetwork'));
  });

  test('changes at the third failure in a row', async () => {
    for (let times = 0; times < 3; times += 1) await checks.checkNow();
    expect(shown()).toEqual(['1?', 'failing']);
  });

  test('changes after ten minutes, without another check', async () => {
    world.servers.set('home', busy(HOUR));
    await checks.checkNow();
    expect(world.moment).toBe(world.now + 10 * MINUTE);
    world.now += 10 * MINUTE - 1;
    await checks.onMoment();
    expect(shown()).toEqual(['1', 'unread']);
    world.now += 1;
    await checks.onMoment();
    expect(shown()).toEqual(['1?', 'failing']);
  });

  test('changes at once if the user must act', async () => {
    world.servers.set('home', refused);
    await checks.checkNow();
    expect(shown()).toEqual(['1!', 'needs-you']);
  });
});

describe('opening a mail', () => {
  let acts: Acts;
  const open = (...ids: string[]) => acts.opened('home', ids);

  beforeEach(async () => {
    world.servers.set('home', listing([fresh, old]));
    await checks.onAlarm();
    called();
    acts = createActs({ ...world.effects, checks, newId: () => `${world.waiting.length} ${world.now}` });
    world.now += MINUTE / 2;
  });

  test('hides it at once, and checks its account two seconds later, then at the usual interval', async () => {
    await open('old');
    expect(world.badge?.text).toBe('1');
    world.servers.set('home', listing([fresh]));
    await passTime(world, 2000);
    expect(called()).toEqual(['home']);
    await passTime(world, MINUTE);
    expect(called()).toEqual([]);
    expect(world.badge?.text).toBe('1');
    expect(world.mailboxOf('home').outbox).toBeUndefined();
    const { attemptedAt, ...mailbox } = world.mailboxOf('home');
    expect(world.alarm).toBe(regularAfter(attemptedAt, rhythmOf(mailbox, world.pace)));
  });

  test('shows it again if it is unread ten seconds later', async () => {
    await open('old');
    await passTime(world, 9999);
    expect(called()).toEqual(['home']);
    expect(world.badge?.text).toBe('1');
    await passTime(world, 1);
    expect(called()).toEqual(['home']);
    expect(world.badge?.text).toBe('2');
  });

  test('and more of them checks twice in all', async () => {
    await open('old');
    await passTime(world, 3000);
    await open('fresh');
    await passTime(world, 9999);
    expect(called()).toEqual(['home']);
    expect(world.badge?.text).toBe('');
    world.servers.set('home', listing([]));
    await passTime(world, MINUTE);
    expect(called()).toEqual(['home']);
  });

  test('during a check of its account queues another check', async () => {
    const { asked, answer } = holdAnswer('home');
    const checking = checks.checkNow('home');
    await asked;
    await open('old');
    await passTime(world, 2000);
    answer(listing([fresh, old])());
    await checking;
    world.servers.set('home', listing([fresh]));
    await settled();
    expect(called()).toEqual(['home', 'home']);
    expect(world.badge?.text).toBe('1');
  });

  test('is followed by the alarm if the background is killed', async () => {
    await open('old');
    await settled();
    const { attemptedAt } = world.mailboxOf('home');
    expect(world.alarm).toBe(attemptedAt + FLOOR);
    checks = createChecks(world.effects);
    ringAlarm(world);
    await checks.onAlarm();
    expect(called()).toEqual(['home']);
    expect(world.badge?.text).toBe('2');
  });

  test('starts no check during Retry-After', async () => {
    world.servers.set('home', busy(10 * MINUTE));
    await checks.checkNow('home');
    called();
    await open('old');
    await passTime(world, MINUTE);
    expect(called()).toEqual([]);
  });

  test('that isn’t listed, or the webmail, checks once', async () => {
    await open();
    await passTime(world, 9999);
    expect(called()).toEqual([]);
    await passTime(world, 1);
    expect(called()).toEqual(['home']);
  });
});

describe('an account whose sign-in the server rejects', () => {
  beforeEach(async () => {
    await checks.onAlarm();
    world.servers.set('home', refused);
    ringAlarm(world);
    await checks.onAlarm();
    called();
  });

  test('is announced once and no longer checked', async () => {
    expect(world.shown.map(({ title }) => title)).toEqual([
      'Home: This sign-in is no longer accepted (code 103).',
    ]);
    for (let round = 0; round < 3; round += 1) {
      ringAlarm(world);
      await checks.onAlarm();
      world.now += HOUR;
      await checks.onHint();
      world.noted = false;
      await createChecks(world.effects).start();
    }
    expect(called()).not.toContain('home');
    expect(world.shown).toHaveLength(1);
  });

  test('is checked when the user asks, and not announced again', async () => {
    await checks.checkNow();
    await checks.checkNow('home');
    expect(called()).toEqual(['home', 'home', 'work']);
    expect(world.shown).toHaveLength(1);
  });

  test('is checked again after the user enters a new token, and its notification disappears', async () => {
    world.servers.set('home', listing([old]));
    world.accounts = withToken(world.accounts, home, 'new-token');
    await checks.onChoicesChanged();
    expect(called()).toEqual(['home']);
    expect(world.badge?.text).toBe('1');
    expect(world.tray.size).toBe(0);
  });

  test('is checked with a new token even if the background was killed before that check', async () => {
    world.accounts = withToken(world.accounts, home, 'new-token');
    world.servers.set('home', listing([old]));
    await createChecks(world.effects).onAlarm();
    expect(called()).toEqual(['home']);
    expect(world.mailboxOf('home').failure).toBeUndefined();
  });

  test('is announced again if the server rejects it again after a success', async () => {
    world.servers.set('home', listing([old]));
    await checks.checkNow('home');
    world.servers.set('home', reading({ kind: 'empty' }, 401));
    await checks.checkNow('home');
    expect(world.shown.map(({ title }) => title)).toEqual([
      'Home: This sign-in is no longer accepted (code 103).',
      'Home: You are signed out.',
    ]);
  });
});

test('an account without a token is not announced', async () => {
  world.accounts = [{ ...home, token: '' }];
  await checks.onAlarm();
  expect(world.badge?.text).toBe('!');
  expect(world.shown).toEqual([]);
  world.accounts = withToken(world.accounts, home, 'dead-token');
  world.servers.set('home', refused);
  await checks.onChoicesChanged();
  expect(world.shown).toHaveLength(1);
});

test('a changed setting takes effect at once and checks only accounts that are due', async () => {
  world.servers.set('home', listing([old], { sms: 2 }));
  await checks.onAlarm();
  called();
  world.settings = { ...world.settings, countSms: false };
  world.now += MINUTE;
  await checks.onChoicesChanged();
  expect(world.badge?.text).toBe('1');
  expect(called()).toEqual([]);
});

test('a shorter interval takes effect at once', async () => {
  world.pace = { chosen: 60 * MINUTE, phase: 0 };
  await checks.onAlarm();
  world.pace = { chosen: MINUTE, phase: 0 };
  await checks.onChoicesChanged();
  expect(world.alarm).toBe(regularAfter(NOW, { interval: MINUTE, phase: 0 }));
});

test('the data of a removed account is deleted, even during its check', async () => {
  await checks.onAlarm();
  let answer = (_outcome: Outcome) => {};
  world.servers.set(
    'home',
    () =>
      new Promise(resolve => {
        answer = resolve;
      }),
  );
  const check = checks.checkNow('home');
  await expect.poll(() => world.called.length).toBe(3);
  world.accounts = [work];
  await checks.onChoicesChanged();
  answer(listing([fresh])());
  await check;
  expect([...world.stored.keys()]).toEqual(['work']);
  expect(world.tray.size).toBe(0);
});

describe('host permissions', () => {
  test('removed by the user are reported as missing, and the server is not called', async () => {
    await checks.onAlarm();
    called();
    world.effects.mayContact = async endpoint => endpoint === work.endpoint;
    await createChecks(world.effects).onPermissionsChanged();
    expect(world.mailboxOf('home').failure).toEqual({ kind: 'permission' });
    expect(called()).toEqual([]);
  });

  test('given again start a check of that account only', async () => {
    const { mayContact } = world.effects;
    world.effects.mayContact = async endpoint => endpoint === work.endpoint;
    await createChecks(world.effects).onAlarm();
    called();
    world.effects.mayContact = mayContact;
    await createChecks(world.effects).onPermissionsChanged();
    expect(called()).toEqual(['home']);
    expect(world.mailboxOf('home').failure).toBeUndefined();
  });
});

test('a notification shown by a killed background is not repeated together with new mail', async () => {
  await checks.onAlarm();
  world.servers.set('home', listing([fresh, old]));
  const { updateMailbox } = world.effects;
  world.effects.updateMailbox = (id, change) =>
    world.shown.length > 0 ? new Promise(() => {}) : updateMailbox(id, change);
  void createChecks(world.effects).checkNow('home');
  await expect.poll(() => world.shown.length).toBe(1);
  world.effects.updateMailbox = updateMailbox;

  const more = ['1', '2', '3'].map(id => makeMessage(id, { date: NOW + 2 * MINUTE }));
  world.servers.set('home', listing([...more, fresh, old]));
  world.now += FLOOR;
  // A killed background releases its locks.
  world.effects.lock = (_name, act) => act();
  await createChecks(world.effects).onHint();
  expect(world.shown.flatMap(({ messageIds }) => messageIds)).toEqual(['fresh', '3', '2', '1']);
});

test('a mailbox that can’t be stored announces nothing, keeps its old value, and doesn’t stop other accounts', async () => {
  await checks.onAlarm();
  world.servers.set('home', listing([fresh, old]));
  world.servers.set('work', listing([fresh]));
  const { updateMailbox } = world.effects;
  world.effects.updateMailbox = async (id, change) => {
    if (id === 'home') throw new Error('no room');
    return updateMailbox(id, change);
  };
  await createChecks(world.effects).checkNow();
  expect(world.shown.map(({ id }) => id)).toEqual(['work|mail|fresh']);
  expect(world.mailboxOf('home').unread).toBe(1);
});

test('no server is called if the result can’t be stored', async () => {
  world.accounts = [home];
  await checks.onAlarm();
  const { updateMailbox } = world.effects;
  world.effects.updateMailbox = () => Promise.reject(new Error('no room'));
  await createChecks(world.effects).checkNow();
  expect(world.called).toEqual(['home']);
  Object.assign(world.effects, { updateMailbox });
  await createChecks(world.effects).checkNow();
  expect(world.called).toEqual(['home', 'home']);
});

test('a full storage is shown on the toolbar', async () => {
  world.accounts = [home];
  await checks.onAlarm();
  const { loadState } = world.effects;
  world.effects.updateMailbox = async () => {
    world.effects.loadState = async () => ({ ...(await loadState()), storageFull: true });
    throw new Error('no room');
  };
  const effects = { ...world.effects, loadState: () => world.effects.loadState() };
  await createChecks(effects).checkNow();
  expect(world.badge?.text).toBe('1?');
});

test('signing out deletes the mail and its notifications, and announces nothing', async () => {
  world.accounts = [home];
  world.servers.set('home', listing([old]));
  await checks.checkNow('home');
  world.servers.set('home', listing([makeMessage('new', { date: NOW + MINUTE }), old]));
  await checks.checkNow('home');
  expect(world.tray.size).toBe(1);
  world.accounts = withToken(world.accounts, home, '');
  await checks.onChoicesChanged();
  expect(world.tray.size).toBe(0);
  expect(JSON.stringify([...world.stored])).not.toContain('Subject new');
  expect(world.badge?.text).toBe('!');
  expect(world.shown).toHaveLength(1);
});

test('signing in after signing out is a first check: it announces nothing', async () => {
  world.accounts = [{ ...home, token: '' }];
  await checks.onAlarm();
  world.servers.set('home', listing([makeMessage('new', { date: NOW + MINUTE }), old]));
  world.accounts = withToken(world.accounts, home, 'new-token');
  await checks.onChoicesChanged();
  expect(world.badge?.text).toBe('2');
  expect(world.shown).toEqual([]);
});

test('checkAfresh queues a check behind the running one', async () => {
  world.accounts = [home];
  const first = holdAnswer('home');
  const under = checks.checkNow('home');
  await first.asked;
  const afresh = checks.checkAfresh('home');
  const joined = checks.checkNow('home');
  world.servers.set('home', listing([old]));
  first.answer(listing([])());
  await Promise.all([under, afresh, joined]);
  expect(called()).toEqual(['home', 'home']);
  expect(world.badge?.text).toBe('1');
});

test('the result of a check with an old token is not stored', async () => {
  world.accounts = [home];
  const slow = holdAnswer('home');
  const former = checks.checkNow('home');
  await slow.asked;
  world.accounts = withToken(world.accounts, home, 'new-token');
  world.servers.set('home', listing([old]));
  await checks.onChoicesChanged();
  slow.answer(listing([fresh, old])());
  await former;
  expect(called()).toEqual(['home', 'home']);
  expect(world.badge?.text).toBe('1');
  expect(world.mailboxOf('home').messages).toHaveLength(1);
});

test('a notification that can’t be shown stops no check', async () => {
  world.accounts = [home];
  await checks.checkNow('home');
  world.effects.showNotice = () => Promise.reject(new Error('no desktop'));
  world.effects.showingNotices = () => Promise.reject(new Error('no desktop'));
  checks = createChecks(world.effects);
  world.servers.set('home', listing([fresh, old]));
  await checks.checkNow('home');
  world.servers.set('home', listing([makeMessage('next', { date: NOW + 2 * MINUTE }), fresh, old]));
  await checks.checkNow('home');
  expect(world.badge?.text).toBe('3');
  expect(world.mailboxOf('home').pending.mails).toEqual(['fresh', 'next']);
});

test('an account that the user saves during its check is not due again at once', async () => {
  world.accounts = [home];
  const slow = holdAnswer('home');
  const check = checks.checkNow('home');
  await slow.asked;
  world.accounts = withAccount(world.accounts, { ...home, name: 'House' });
  slow.answer(listing([old])());
  await check;
  expect(world.mailboxOf('home')).toMatchObject({ attemptedAt: NOW, checkedAt: NOW, revision: 1 });
});

test('a queued check calls no server if the user has signed out meanwhile', async () => {
  world.accounts = [home];
  const slow = holdAnswer('home');
  const first = checks.checkNow('home');
  await slow.asked;
  const second = checks.checkAfresh('home');
  world.accounts = withToken(world.accounts, home, '');
  slow.answer(listing([old])());
  await Promise.all([first, second]);
  expect(called()).toEqual(['home']);
});

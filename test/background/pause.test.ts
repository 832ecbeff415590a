import { beforeEach, describe, expect, test } from 'vitest';
import { type Checks, createChecks } from '../../src/background/checks';
import type { Preferences } from '../../src/core/account/account';
import { withPreferences } from '../../src/core/account/account-form';
import { UNTIL_RESUMED } from '../../src/core/account/pause';
import type { Message } from '../../src/core/answer/answer';
import { DAY, HOUR, MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { createWorld, listing, ringAlarm, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home', endpoint: 'https://home.example/' });
const work = makeAccount({ id: 'work', name: 'Work', endpoint: 'https://work.example/' });
const fresh = (id: string, change: Partial<Message> = {}) =>
  makeMessage(id, { date: NOW + MINUTE, ...change });

let world: World;
let checks: Checks;

beforeEach(async () => {
  world = createWorld([home, work]);
  checks = createChecks(world.effects);
  world.servers.set('home', listing([fresh('old', { date: NOW - HOUR })]));
  world.servers.set('work', listing([]));
  await checks.checkNow();
  world.called = [];
});

/** Changes the account as the settings page does. */
async function change(accountId: string, preferences: Partial<Preferences>): Promise<void> {
  world.accounts = withPreferences(world.accounts, accountId, preferences);
  await checks.onChoicesChanged();
}

const titles = () => world.shown.map(({ title }) => title);

describe('a paused account', () => {
  test('is not checked by the alarm, a hint, a look or “Check now”, and not counted', async () => {
    expect(world.badge?.text).toBe('1');
    await change('home', { pausedUntil: NOW + HOUR });
    expect(world.badge).toMatchObject({ text: '', icon: 'normal' });
    world.now += 30 * MINUTE;
    for (const event of [checks.onAlarm, checks.onHint, checks.onLook, checks.onUserBack]) await event();
    await checks.checkNow();
    expect(world.called).not.toContain('home');
    expect(world.called).toContain('work');
  });

  test('is checked again when the pause is over, and announces in one summary what came', async () => {
    await change('home', { pausedUntil: NOW + HOUR });
    world.servers.set(
      'home',
      listing([fresh('c'), fresh('b'), fresh('a'), fresh('old', { date: NOW - HOUR })]),
    );
    while (!world.called.includes('home')) {
      expect(titles()).toEqual([]);
      ringAlarm(world);
      await checks.onAlarm();
    }
    expect(world.now).toBeGreaterThanOrEqual(NOW + HOUR);
    expect(world.now).toBeLessThanOrEqual(NOW + HOUR + 10 * MINUTE);
    expect(titles()).toEqual(['3 new e-mails']);
    expect(world.badge?.text).toBe('4');
    world.servers.set('home', listing([fresh('d'), fresh('c'), fresh('b'), fresh('a')]));
    await checks.checkNow();
    expect(titles().slice(1)).toEqual(['Sender d']);
  });

  test('is redrawn when the pause is over', async () => {
    await change('home', { pausedUntil: NOW + HOUR });
    expect(world.moment).toBe(NOW + HOUR);
    world.now = NOW + HOUR;
    await checks.onMoment();
    expect(world.badge?.text).toBe('1');
  });

  test('that the user resumes earlier announces a summary, too', async () => {
    await change('home', { pausedUntil: UNTIL_RESUMED });
    world.servers.set('home', listing([fresh('b'), fresh('a')]));
    world.now += 20 * MINUTE;
    await change('home', { pausedUntil: world.now });
    expect(world.called).toContain('home');
    expect(titles()).toEqual(['2 new e-mails']);
  });

  test('shows no notification of mail that was waiting', async () => {
    world.presence = 'locked';
    world.servers.set('home', listing([fresh('a')]));
    await checks.checkNow('home');
    await change('home', { pausedUntil: NOW + HOUR });
    world.presence = 'active';
    await checks.onUserBack();
    expect(titles()).toEqual([]);
  });

  test('without an end sets no alarm of its own, but one a day', async () => {
    await change('work', { pausedUntil: UNTIL_RESUMED });
    await change('home', { pausedUntil: UNTIL_RESUMED });
    expect(world.alarm).toBe(NOW + DAY);
    expect(world.moment).toBeUndefined();
  });
});

test('an account with an interval of its own is checked by it', async () => {
  await change('home', { checkEvery: 30 });
  const timesOfHome: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    ringAlarm(world);
    world.called = [];
    await checks.onAlarm();
    if (world.called.includes('home')) timesOfHome.push(world.now);
    else expect(world.called).toEqual(['work']);
  }
  const waits = timesOfHome.slice(1).map((time, index) => time - (timesOfHome[index] ?? 0));
  expect(waits.length).toBeGreaterThan(0);
  expect(waits.every(wait => wait === 0.95 * 30 * MINUTE)).toBe(true);
});

test('old mail is not new when the server no longer watches a chosen folder', async () => {
  const folder = (name: string) => ({ name, emails: 3, unread: 3 });
  const lists = (names: string[], ...ids: string[]) =>
    world.servers.set(
      'home',
      listing(
        ids.map(id => fresh(id)),
        { folders: names.map(folder) },
      ),
    );
  world.accounts = withPreferences(world.accounts, 'home', { folders: ['Work', 'Lists'] });
  lists(['INBOX', 'Work', 'Lists'], 'a');
  await checks.checkNow('home');
  // Now it lists all folders.
  lists(['INBOX', 'Archive'], 'b', 'c', 'd');
  await checks.checkNow('home');
  expect(titles()).toEqual([]);
  lists(['INBOX', 'Archive'], 'e', 'b', 'c', 'd');
  await checks.checkNow('home');
  lists(['Lists', 'INBOX', 'Work'], 'f', 'a');
  await checks.checkNow('home');
  lists(['INBOX', 'Work', 'Lists', 'New'], 'g', 'f', 'a');
  await checks.checkNow('home');
  expect(titles()).toEqual(['Sender e', 'Sender g']);
});

test('mail of a folder that is watched from now on is not new', async () => {
  world.accounts = withPreferences(world.accounts, 'home', { folders: ['INBOX'] });
  world.servers.set('home', listing([fresh('a'), fresh('b')]));
  await checks.checkNow('home');
  expect(titles()).toEqual([]);
  world.servers.set('home', listing([fresh('c'), fresh('a'), fresh('b')]));
  await checks.checkNow('home');
  expect(titles()).toEqual(['Sender c']);
});

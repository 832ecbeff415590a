import { beforeEach, describe, expect, test } from 'vitest';
import { type Checks, createChecks } from '../../src/background/checks';
import type { Message } from '../../src/core/answer/answer';
import { DAYS } from '../../src/core/settings/quiet-hours';
import { HOUR, MINUTE, makeAccount, makeMessage, NOW } from '../make';
import { createWorld, listing, type World } from './world';

const home = makeAccount({ id: 'home', name: 'Home', webmail: 'https://webmail.example/' });
const fresh = (id: string, change: Partial<Message> = {}) =>
  makeMessage(id, { date: NOW + MINUTE, ...change });
const boss = fresh('boss', { from: { name: 'Boss', address: 'boss@corp.example' } });

let world: World;
let checks: Checks;

/** Makes the server list these mails, newest first, and checks the account. */
async function receive(...messages: Message[]): Promise<void> {
  world.servers.set('home', listing(messages));
  await checks.checkNow();
}

/** Advances the time to the present alarm and presents. */
async function untilMoment(): Promise<void> {
  world.now = world.moment ?? Number.NaN;
  world.moment = undefined;
  await checks.onMoment();
}

const titles = () => world.shown.map(({ title }) => title);

beforeEach(async () => {
  world = createWorld([home]);
  checks = createChecks(world.effects);
  await receive();
});

describe('mail that arrives during a snooze', () => {
  beforeEach(async () => {
    world.snoozedUntil = NOW + HOUR;
    await checks.onChoicesChanged();
  });

  test('is counted, and announced in one summary at the end', async () => {
    await receive(fresh('a'));
    await receive(fresh('b'), fresh('a'));
    expect(world.shown).toEqual([]);
    expect(world.badge).toMatchObject({ text: '2', icon: 'snoozed' });
    expect(world.moment).toBe(NOW + HOUR);

    await untilMoment();
    expect(titles()).toEqual(['2 new e-mails']);
    expect(world.badge).toMatchObject({ text: '2', icon: 'unread' });
    await checks.onMoment();
    await checks.checkNow();
    expect(titles()).toEqual(['2 new e-mails']);
  });

  test('is announced in a summary when the user ends the snooze', async () => {
    await receive(fresh('a'), fresh('b'));
    world.snoozedUntil = 0;
    await checks.onChoicesChanged();
    expect(titles()).toEqual(['2 new e-mails']);
  });

  test('is not announced if it was read meanwhile', async () => {
    await receive(fresh('a'));
    await receive();
    await untilMoment();
    expect(world.shown).toEqual([]);
  });

  test('is announced at once if a VIP sent it, and not again', async () => {
    world.settings = { ...world.settings, vips: [{ sender: '@corp.example' }] };
    await receive(boss, fresh('a'));
    expect(titles()).toEqual(['Boss']);
    await untilMoment();
    expect(titles()).toEqual(['Boss', 'Sender a']);
  });

  test('is announced afterwards even if the background was stopped meanwhile', async () => {
    await receive(fresh('a'), fresh('b'));
    checks = createChecks(world.effects);
    world.now = NOW + HOUR;
    await Promise.all([checks.start(), checks.onMoment()]);
    expect(titles()).toEqual(['2 new e-mails']);
  });
});

describe('quiet hours', () => {
  test('begin and end by themselves', async () => {
    const clock = (time: number) => new Date(time).toTimeString().slice(0, 5);
    const from = clock(NOW + HOUR);
    const to = clock(NOW + 2 * HOUR);
    world.settings = {
      ...world.settings,
      quietHours: [{ days: [...DAYS], from, to }],
      hideBadgeWhenQuiet: true,
    };
    await checks.onChoicesChanged();
    await receive(fresh('a'));
    expect(titles()).toEqual(['Sender a']);
    expect(world.badge?.text).toBe('1');

    await untilMoment();
    expect(world.now).toBe(NOW + HOUR);
    expect(world.badge).toMatchObject({ text: '', icon: 'snoozed' });
    await receive(fresh('c'), fresh('b'), fresh('a'));
    expect(titles()).toEqual(['Sender a']);

    await untilMoment();
    expect(world.now).toBe(NOW + 2 * HOUR);
    expect(world.badge).toMatchObject({ text: '3', icon: 'unread' });
    expect(titles()).toEqual(['Sender a', '2 new e-mails']);
  });
});

describe('while the screen is locked', () => {
  test('mail waits until the user is back, even without new mail then', async () => {
    world.presence = 'locked';
    await receive(fresh('a'), fresh('b'));
    expect(world.shown).toEqual([]);
    world.presence = 'active';
    await checks.onUserBack();
    expect(titles()).toEqual(['2 new e-mails']);
  });

  test('a sound is played if the user wants it, and not again when they are back', async () => {
    world.settings = { ...world.settings, sound: 'bell', soundWhileLocked: true };
    world.presence = 'locked';
    await receive(fresh('a'));
    expect(world.heard).toEqual(['bell']);
    world.presence = 'active';
    await checks.onUserBack();
    expect(titles()).toEqual(['Sender a']);
    expect(world.heard).toEqual(['bell']);
  });
});

describe('sound', () => {
  beforeEach(() => {
    world.settings = {
      ...world.settings,
      sound: 'drops',
      vips: [{ sender: '@corp.example', sound: 'bell' }],
    };
  });

  test('is played once for several mails at once', async () => {
    await receive(fresh('a'), fresh('b'));
    expect(world.heard).toEqual(['drops']);
    await receive(boss, fresh('c'), fresh('a'), fresh('b'));
    expect(world.heard).toEqual(['drops', 'bell']);
  });

  test('is not played if it is off', async () => {
    world.settings = { ...world.settings, volume: 0 };
    await receive(fresh('a'));
    expect(world.heard).toEqual([]);
  });

  test('that can’t be played doesn’t stop the notification', async () => {
    world.effects.playSound = async () => {
      throw new Error('no sound card');
    };
    await receive(fresh('a'));
    expect(titles()).toEqual(['Sender a']);
    expect(world.badge?.text).toBe('1');
  });
});

describe('a reminder', () => {
  beforeEach(() => {
    world.settings = { ...world.settings, remindAfter: 15 };
  });

  test('comes once, after mail has stayed unread for the chosen time', async () => {
    await receive(fresh('a'));
    expect(world.moment).toBe(NOW + 15 * MINUTE);
    await untilMoment();
    expect(titles()).toEqual(['Sender a', '1 e-mail still unread']);
    expect(world.moment).toBeUndefined();
    world.now += 5 * HOUR;
    await checks.checkNow();
    expect(titles()).toHaveLength(2);
  });

  test('disappears when the mail is read, like every notification', async () => {
    await receive(fresh('a'));
    await untilMoment();
    expect([...world.tray.keys()]).toEqual(['home|mail|a', 'home|reminder|a']);
    await receive();
    expect(world.tray.size).toBe(0);
  });

  test('waits for the end of a snooze', async () => {
    await receive(fresh('a'));
    world.snoozedUntil = NOW + HOUR;
    await checks.onChoicesChanged();
    await untilMoment();
    expect(titles()).toEqual(['Sender a']);
    expect(world.moment).toBe(NOW + HOUR);
    await untilMoment();
    expect(titles()).toEqual(['Sender a', '1 e-mail still unread']);
  });
});

test('mail is not announced, now or later, while the user looks at its webmail', async () => {
  world.webmailInFront = home.webmail;
  await receive(fresh('a'));
  world.webmailInFront = '';
  await receive(fresh('b'), fresh('a'));
  expect(titles()).toEqual(['Sender b']);
});

test('mail is announced if the browser can’t tell presence or tabs', async () => {
  world.effects.presence = async () => Promise.reject(new Error('no such thing'));
  world.effects.isInFront = async () => Promise.reject(new Error('no such thing'));
  await receive(fresh('a'));
  expect(titles()).toEqual(['Sender a']);
});

import { describe, expect, test } from 'vitest';
import { hasNews, type Presence } from '../../../src/core/announce/announcement';
import type { Message } from '../../../src/core/answer/answer';
import { applyAnnounced } from '../../../src/core/mailbox/apply-check';
import { isPending, type Mailbox, NOTHING_PENDING, type Pending } from '../../../src/core/mailbox/mailbox';
import { DAYS } from '../../../src/core/settings/quiet-hours';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings/settings';
import { HOUR, MINUTE, makeAccount, makeMailbox, makeMessage, NOW } from '../../make';
import { announce, noticesOf, type Scene } from '../../notices';

const account = makeAccount({ id: 'home', name: 'Home', webmail: 'https://webmail.example/' });
const boss = makeMessage('boss', { from: { name: 'The Boss', address: 'boss@corp.example' } });
const shop = makeMessage('shop', { from: { name: 'Shop', address: 'offers@shop.example' } });
const friend = makeMessage('friend', { from: { name: 'A Friend', address: 'friend@x.example' } });
const other = makeMessage('other', { from: { name: 'Another', address: 'another@x.example' } });

/** A mailbox that lists these messages, all of them pending. */
function pending(messages: Message[], change: Partial<Pending> = {}): Mailbox {
  return makeMailbox({
    messages,
    sms: change.sms ?? 'unreported',
    pending: { ...NOTHING_PENDING, mails: messages.map(({ id }) => id), ...change },
  });
}

const always: Settings['quietHours'] = [{ days: [...DAYS], from: '00:00', to: '00:00' }];
const vips: Settings['vips'] = [{ sender: '@corp.example', sound: 'bell' }];

const told = (mailbox: Mailbox, scene: Scene = {}) =>
  noticesOf(account, mailbox, scene).flatMap(({ messageIds, about }) =>
    messageIds.length > 0 ? messageIds.join('+') : about,
  );
const left = (mailbox: Mailbox, scene: Scene = {}) =>
  announce(account, mailbox, scene).settle(mailbox).pending;
const sound = (mailbox: Mailbox, scene: Scene = {}) => announce(account, mailbox, scene).sound;

/** The mailbox once all that is to be told now has been. */
function onceTold(mailbox: Mailbox, scene: Scene = {}): Mailbox {
  const { settle, notices } = announce(account, mailbox, scene);
  return notices.reduce(
    (now, { context: _context, counted, ...notice }) => applyAnnounced(now, notice, counted),
    settle(mailbox),
  );
}

test('is all told, and nothing else changes, where nothing stands against it', () => {
  const mailbox = pending([friend, other], { sms: 1 });
  expect(told(mailbox)).toEqual(['sms', 'other', 'friend']);
  expect(announce(account, mailbox).settle(mailbox)).toBe(mailbox);
  expect(isPending(onceTold(mailbox))).toBe(false);
});

describe('how many at once', () => {
  const mails = Array.from({ length: 5 }, (_, n) => makeMessage(`m${n}`, { date: NOW - n * HOUR }));

  test.each([
    [3, 3, ['m2', 'm1', 'm0']],
    [3, 4, ['m0+m1+m2+m3']],
    [5, 5, ['m4', 'm3', 'm2', 'm1', 'm0']],
    [1, 1, ['m0']],
    [1, 2, ['m0+m1']],
    [0, 1, ['m0']],
    [0, 2, ['m0+m1']],
  ])('up to %i: of %i there are %j', (notificationsAtOnce, count, expected) => {
    expect(told(pending(mails.slice(0, count)), { settings: { notificationsAtOnce } })).toEqual(expected);
  });

  test('always a summary: one mail makes one that names it and leads to it', () => {
    expect(noticesOf(account, pending([friend]), { settings: { notificationsAtOnce: 0 } })).toEqual([
      {
        id: 'home|mails|friend',
        about: 'mail',
        title: '1 new e-mail',
        message: 'A Friend: Subject friend',
        link: 'https://mail.example/friend',
        messageIds: ['friend'],
      },
    ]);
  });
});

describe('while Facteur is quiet', () => {
  const scenes: [string, Scene][] = [
    ['by a snooze', { snoozedUntil: NOW + HOUR }],
    ['by quiet hours', { settings: { quietHours: always } }],
    ['for nobody is there', { presence: 'idle', settings: { notifyWhileIdle: false } }],
    ['for the screen is locked', { presence: 'locked' }],
  ];

  test.each(scenes)('%s, all waits, and is marked as waiting', (_what, scene) => {
    const mailbox = pending([friend, other], { sms: 1, unlisted: 2 });
    expect(told(mailbox, scene)).toEqual([]);
    expect(left(mailbox, scene)).toEqual({ ...mailbox.pending, held: true });
  });

  test.each(scenes)('%s, it is summed up afterwards, once', (_what, scene) => {
    const held = onceTold(pending([friend, other], { sms: 1 }), scene);
    expect(told(held)).toEqual(['sms', 'friend+other']);
    const done = onceTold(held);
    expect(isPending(done)).toBe(false);
    expect(done.pending).toEqual(NOTHING_PENDING);
    expect(told(done)).toEqual([]);
  });

  test.each(scenes)('%s, a single mail is told as such afterwards', (_what, scene) => {
    const held = onceTold(pending([friend]), scene);
    expect(noticesOf(account, held)).toMatchObject([{ id: 'home|mail|friend', title: 'A Friend' }]);
  });

  test.each(scenes)('%s, VIPs come through', (_what, scene) => {
    const mailbox = pending([friend, boss, other]);
    const settings = { ...scene.settings, vips };
    expect(told(mailbox, { ...scene, settings })).toEqual(['boss']);
    expect(onceTold(mailbox, { ...scene, settings }).pending).toMatchObject({
      mails: ['friend', 'other'],
      held: true,
    });
  });

  test('that mail was read meanwhile leaves nothing to sum up', () => {
    const held = onceTold(pending([friend]), { snoozedUntil: NOW + HOUR });
    expect(told({ ...held, messages: [], pending: { ...held.pending, mails: [] } })).toEqual([]);
  });

  test('a dead token waits, too', () => {
    const stopped = makeMailbox({
      failure: { kind: 'account', code: 103 },
      pending: { ...NOTHING_PENDING, stop: true },
    });
    const held = onceTold(stopped, { snoozedUntil: NOW + HOUR });
    expect(held.pending).toEqual({ ...NOTHING_PENDING, stop: true, held: true });
    expect(held.toldOfStop).toBeUndefined();
    expect(told(held)).toEqual(['stop']);
  });
});

describe('who isn’t announced', () => {
  test.each<[string, Scene]>([
    ['all, while notifications are off', { settings: { notifications: false } }],
    ['mail of the webmail that is being looked at', { webmailInFront: true }],
  ])('%s', (_what, scene) => {
    const mailbox = pending([friend, other]);
    expect(told(mailbox, scene)).toEqual([]);
    expect(left(mailbox, scene)).toEqual(NOTHING_PENDING);
  });

  test('an account that the user has turned off, whatever it is', () => {
    const quiet = { ...account, notify: false };
    const mailbox = {
      ...pending([friend], { sms: 1, stop: true }),
      failure: { kind: 'account', code: 103 } as const,
    };
    expect(noticesOf(quiet, mailbox)).toEqual([]);
    const settled = announce(quiet, mailbox).settle(mailbox);
    expect(settled.pending).toEqual(NOTHING_PENDING);
    expect(settled.toldOfStop).toBe(true);
  });

  test('muted senders, while others are', () => {
    const mailbox = pending([shop, friend]);
    const scene: Scene = { settings: { mutedSenders: ['@shop.example'] } };
    expect(told(mailbox, scene)).toEqual(['friend']);
    expect(left(mailbox, scene)).toEqual({ ...NOTHING_PENDING, mails: ['friend'] });
  });

  test('muted senders, not among what waits either', () => {
    const scene: Scene = { snoozedUntil: NOW + HOUR, settings: { mutedSenders: ['Shop'] } };
    expect(left(pending([shop]), scene)).toEqual(NOTHING_PENDING);
    expect(left(pending([shop, friend]), scene)).toEqual({
      ...NOTHING_PENDING,
      mails: ['friend'],
      held: true,
    });
  });

  test('SMS that don’t count', () => {
    const mailbox = pending([friend], { sms: 2 });
    expect(told(mailbox, { settings: { countSms: false } })).toEqual(['friend']);
    expect(left(mailbox, { settings: { countSms: false } }).sms).toBe(0);
  });

  test('the webmail that is in front of nobody, or wanted all the same', () => {
    const mailbox = pending([friend]);
    expect(told(mailbox, { webmailInFront: true, presence: 'idle' })).toEqual(['friend']);
    expect(told(mailbox, { webmailInFront: true, settings: { notifyInWebmail: true } })).toEqual(['friend']);
  });
});

describe('mail that is only counted', () => {
  const mutedSenders = ['Shop'];

  test.each<[string, Message[], Scene, number]>([
    ['waits through a snooze', [], { snoozedUntil: NOW + HOUR }, 3],
    ['is let go while notifications are off', [], { settings: { notifications: false } }, 0],
    ['is let go where the webmail is in front', [], { webmailInFront: true }, 0],
    ['is let go where all that is listed is of muted senders', [shop], { settings: { mutedSenders } }, 0],
    ['stays beside mail of others', [shop, friend], { settings: { mutedSenders } }, 3],
    ['stays beside mail of a VIP', [shop, boss], { settings: { mutedSenders, vips } }, 3],
  ])('%s', (_what, mails, scene, unlisted) => {
    expect(left(pending(mails, { unlisted: 3 }), scene).unlisted).toBe(unlisted);
  });
});

test('who is there is told of new mail, and hears it, though not while they are away', () => {
  const scene: Scene = { settings: { sound: 'drops', notifyWhileIdle: false, soundWhileIdle: false } };
  expect(told(pending([friend]), scene)).toEqual(['friend']);
  expect(sound(pending([friend]), scene)).toBe('drops');
});

test('that checks have stopped is let go with an account that is off', () => {
  const quiet = { ...account, notify: false };
  const mailbox = pending([], { stop: true });
  expect(announce(quiet, mailbox).settle(mailbox).pending).toEqual(NOTHING_PENDING);
});

test('there is news while something is pending or a reminder is due', () => {
  const settings = { ...DEFAULT_SETTINGS, remindAfter: 30 };
  const done = onceTold(pending([friend]));
  expect(hasNews(pending([friend]), settings, NOW)).toBe(true);
  expect(hasNews(done, settings, NOW)).toBe(false);
  expect(hasNews(done, settings, NOW + 30 * MINUTE)).toBe(true);
});

describe('a VIP', () => {
  test.each<[string, Scene, string[]]>([
    ['is told apart from the others', {}, ['boss', 'friend']],
    [
      'has a notice of their own where all is summed up',
      { settings: { notificationsAtOnce: 0 } },
      ['boss', 'friend'],
    ],
    ['comes through though the webmail is in front', { webmailInFront: true }, ['boss']],
    [
      'comes through though they are muted as well',
      { settings: { mutedSenders: ['The Boss'] } },
      ['boss', 'friend'],
    ],
    ['doesn’t while notifications are off', { settings: { notifications: false } }, []],
  ])('%s', (_what, scene, expected) => {
    expect(told(pending([boss, friend]), { ...scene, settings: { ...scene.settings, vips } })).toEqual(
      expected,
    );
  });

  test('comes through though the account is off', () => {
    const quiet = { ...account, notify: false };
    expect(noticesOf(quiet, pending([boss, friend]), { settings: { vips } })).toMatchObject([
      { messageIds: ['boss'] },
    ]);
  });

  test('leaves alone how many more came than are listed', () => {
    const mailbox = pending([boss, friend], { unlisted: 7 });
    const scene: Scene = { settings: { vips } };
    expect(noticesOf(account, mailbox, scene).map(({ title }) => title)).toEqual([
      'The Boss',
      '8 new e-mails',
    ]);
    expect(onceTold(mailbox, scene).pending).toEqual(NOTHING_PENDING);
  });

  test('is told by itself where more came than are listed, and the rest is summed up', () => {
    const mailbox = pending([boss], { unlisted: 7 });
    const scene: Scene = { settings: { vips } };
    expect(noticesOf(account, mailbox, scene).map(({ title }) => title)).toEqual([
      'The Boss',
      '7 new e-mails',
    ]);
    expect(onceTold(mailbox, scene).pending).toEqual(NOTHING_PENDING);
  });

  test.each([
    [3, 2, ['boss0', 'boss1']],
    [3, 4, ['boss3+boss2+boss1+boss0']],
    [0, 2, ['boss1+boss0']],
  ])(
    'is told as any other is: up to %i at once, of %i VIPs there are %j',
    (notificationsAtOnce, count, expected) => {
      const mails = Array.from({ length: count }, (_, n) => ({ ...boss, id: `boss${n}` })).toReversed();
      expect(told(pending(mails), { settings: { vips, notificationsAtOnce } })).toEqual(expected);
    },
  );

  test('is told by itself where the user wants a summary of all others', () => {
    const scene: Scene = { settings: { vips, notificationsAtOnce: 0 } };
    expect(noticesOf(account, pending([friend, boss]), scene).map(({ title }) => title)).toEqual([
      'The Boss',
      '1 new e-mail',
    ]);
  });
});

describe('the sound', () => {
  const bell: Partial<Settings> = { sound: 'drops', vips };

  test.each<[string, Message[], Scene, string]>([
    ['is the one that the user chose', [friend], {}, 'drops'],
    ['is the VIP’s own', [friend, boss], {}, 'bell'],
    ['is none for muted senders', [shop], { settings: { mutedSenders: ['Shop'] } }, 'none'],
    ['is none during a snooze', [friend], { snoozedUntil: NOW + HOUR }, 'none'],
    ['is the VIP’s even then', [friend, boss], { snoozedUntil: NOW + HOUR }, 'bell'],
    ['plays while nobody is there', [friend], { presence: 'idle' }, 'drops'],
    [
      'doesn’t where that isn’t wanted',
      [friend],
      { presence: 'idle', settings: { soundWhileIdle: false } },
      'none',
    ],
    ['doesn’t while the screen is locked', [friend], { presence: 'locked' }, 'none'],
    [
      'does where that is wanted, though nothing shows',
      [friend],
      { presence: 'locked', settings: { soundWhileLocked: true } },
      'drops',
    ],
    ['doesn’t for the webmail in front', [friend], { webmailInFront: true }, 'none'],
    ['plays though notifications are off', [friend], { settings: { notifications: false } }, 'drops'],
    ['is none where none is chosen', [friend], { settings: { sound: 'none' } }, 'none'],
  ])('%s', (_what, mails, scene, expected) => {
    expect(sound(pending(mails), { ...scene, settings: { ...bell, ...scene.settings } })).toBe(expected);
  });

  test.each<[string, Presence, Partial<Settings>]>([
    ['locked', 'locked', { ...bell, soundWhileLocked: true }],
    ['idle', 'idle', { ...bell, notifyWhileIdle: false }],
  ])('is heard once though the notification waits: %s', (_what, presence, settings) => {
    const held = onceTold(pending([friend]), { presence, settings });
    expect(held.pending).toEqual({ ...NOTHING_PENDING, mails: ['friend'], held: true, heard: ['friend'] });
    expect(sound(held, { presence, settings })).toBe('none');
    expect(announce(account, held, { settings })).toMatchObject({ sound: 'none', isHeardOnce: false });
    expect(told(held, { settings })).toEqual(['friend']);
  });

  test('that was heard of mail that is held already is not heard again', () => {
    const held = pending([friend], { held: true });
    const scene: Scene = { presence: 'locked', settings: { ...bell, soundWhileLocked: true } };
    expect(left(held, scene)).toEqual({ ...held.pending, heard: ['friend'] });
  });

  test('of mail whose sender was muted since is forgotten', () => {
    const heard = pending([shop, friend], { heard: ['shop'] });
    expect(left(heard, { snoozedUntil: NOW + HOUR, settings: { mutedSenders: ['Shop'] } })).toEqual({
      ...NOTHING_PENDING,
      mails: ['friend'],
      held: true,
    });
  });

  test('goes with the summary of what came during a snooze', () => {
    const held = onceTold(pending([friend, other]), { snoozedUntil: NOW + HOUR, settings: bell });
    expect(sound(held, { settings: bell })).toBe('drops');
  });

  test('announces SMS as well', () => {
    const mailbox = pending([], { sms: 1 });
    expect(sound(mailbox, { settings: bell })).toBe('drops');
    expect(announce(account, mailbox, { settings: bell }).isHeardOnce).toBe(false);
  });
});

describe('a reminder', () => {
  const remindAfter = 30;
  const scene: Scene = { settings: { remindAfter }, now: NOW + 30 * MINUTE };
  const announced = onceTold(pending([friend, other]));

  test('comes when mail has stayed unread for so long, once', () => {
    expect(told(announced, { ...scene, now: NOW + 30 * MINUTE - 1 })).toEqual([]);
    expect(noticesOf(account, announced, scene)).toEqual([
      {
        id: 'home|reminder|friend',
        about: 'reminder',
        title: '2 e-mails still unread',
        message: 'A Friend: Subject friend\nAnother: Subject other',
        link: 'https://webmail.example/',
        messageIds: ['friend', 'other'],
      },
    ]);
    const reminded = onceTold(announced, scene);
    expect(told(reminded, { ...scene, now: NOW + 5 * HOUR })).toEqual([]);
    expect(hasNews(reminded, { ...DEFAULT_SETTINGS, remindAfter }, NOW + 5 * HOUR)).toBe(false);
  });

  test('leaves out what was read meanwhile', () => {
    expect(noticesOf(account, { ...announced, messages: [other] }, scene)).toMatchObject([
      { title: '1 e-mail still unread', link: 'https://mail.example/other', messageIds: ['other'] },
    ]);
    expect(told({ ...announced, messages: [] }, scene)).toEqual([]);
  });

  test.each<[string, Scene]>([
    ['is none unless wanted', { settings: {} }],
    ['waits for the end of a snooze', { snoozedUntil: NOW + 2 * HOUR }],
    ['doesn’t come where the webmail is in front', { webmailInFront: true }],
    ['doesn’t come while notifications are off', { settings: { remindAfter, notifications: false } }],
  ])('%s', (_what, change) => {
    expect(told(announced, { ...scene, ...change })).toEqual([]);
  });

  test('says no more than the user wants seen', () => {
    const settings = { remindAfter, notificationPrivacy: 'count' as const };
    expect(noticesOf(account, announced, { ...scene, settings })).toMatchObject([
      { title: '2 e-mails still unread', message: '' },
    ]);
  });
});

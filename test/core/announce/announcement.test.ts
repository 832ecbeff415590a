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

/** A mailbox that lists these messages, all pending. */
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

/** The mailbox after announcing now. */
function onceTold(mailbox: Mailbox, scene: Scene = {}): Mailbox {
  const { settle, notices } = announce(account, mailbox, scene);
  return notices.reduce(
    (now, { context: _context, counted, ...notice }) => applyAnnounced(now, notice, counted),
    settle(mailbox),
  );
}

test('announces everything by default, and changes nothing else', () => {
  const mailbox = pending([friend, other], { sms: 1 });
  expect(told(mailbox)).toEqual(['sms', 'other', 'friend']);
  expect(announce(account, mailbox).settle(mailbox)).toBe(mailbox);
  expect(isPending(onceTold(mailbox))).toBe(false);
});

describe('notifications at once', () => {
  const mails = Array.from({ length: 5 }, (_, n) => makeMessage(`m${n}`, { date: NOW - n * HOUR }));

  test.each([
    [3, 3, ['m2', 'm1', 'm0']],
    [3, 4, ['m0+m1+m2+m3']],
    [5, 5, ['m4', 'm3', 'm2', 'm1', 'm0']],
    [1, 1, ['m0']],
    [1, 2, ['m0+m1']],
    [0, 1, ['m0']],
    [0, 2, ['m0+m1']],
  ])('limit %i, %i mails: %j', (notificationsAtOnce, count, expected) => {
    expect(told(pending(mails.slice(0, count)), { settings: { notificationsAtOnce } })).toEqual(expected);
  });

  test('with limit 0, one mail makes a summary that names it and opens it', () => {
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
    ['while the user is idle', { presence: 'idle', settings: { notifyWhileIdle: false } }],
    ['while the screen is locked', { presence: 'locked' }],
  ];

  test.each(scenes)('%s, all news waits and is marked as held', (_what, scene) => {
    const mailbox = pending([friend, other], { sms: 1, unlisted: 2 });
    expect(told(mailbox, scene)).toEqual([]);
    expect(left(mailbox, scene)).toEqual({ ...mailbox.pending, held: true });
  });

  test.each(scenes)('%s, one summary comes afterwards', (_what, scene) => {
    const held = onceTold(pending([friend, other], { sms: 1 }), scene);
    expect(told(held)).toEqual(['sms', 'friend+other']);
    const done = onceTold(held);
    expect(isPending(done)).toBe(false);
    expect(done.pending).toEqual(NOTHING_PENDING);
    expect(told(done)).toEqual([]);
  });

  test.each(scenes)('%s, a single mail gets a normal notification afterwards', (_what, scene) => {
    const held = onceTold(pending([friend]), scene);
    expect(noticesOf(account, held)).toMatchObject([{ id: 'home|mail|friend', title: 'A Friend' }]);
  });

  test.each(scenes)('%s, VIP mail still notifies', (_what, scene) => {
    const mailbox = pending([friend, boss, other]);
    const settings = { ...scene.settings, vips };
    expect(told(mailbox, { ...scene, settings })).toEqual(['boss']);
    expect(onceTold(mailbox, { ...scene, settings }).pending).toMatchObject({
      mails: ['friend', 'other'],
      held: true,
    });
  });

  test('there is no summary of mail that was read meanwhile', () => {
    const held = onceTold(pending([friend]), { snoozedUntil: NOW + HOUR });
    expect(told({ ...held, messages: [], pending: { ...held.pending, mails: [] } })).toEqual([]);
  });

  test('a rejected token waits, too', () => {
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

describe('no notification for', () => {
  test.each<[string, Scene]>([
    ['any mail, while notifications are off', { settings: { notifications: false } }],
    ['mail of the webmail in front', { webmailInFront: true }],
  ])('%s', (_what, scene) => {
    const mailbox = pending([friend, other]);
    expect(told(mailbox, scene)).toEqual([]);
    expect(left(mailbox, scene)).toEqual(NOTHING_PENDING);
  });

  test('any news of an account with notifications off', () => {
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

  test('muted senders, but for the others', () => {
    const mailbox = pending([shop, friend]);
    const scene: Scene = { settings: { mutedSenders: ['@shop.example'] } };
    expect(told(mailbox, scene)).toEqual(['friend']);
    expect(left(mailbox, scene)).toEqual({ ...NOTHING_PENDING, mails: ['friend'] });
  });

  test('muted senders after a snooze', () => {
    const scene: Scene = { snoozedUntil: NOW + HOUR, settings: { mutedSenders: ['Shop'] } };
    expect(left(pending([shop]), scene)).toEqual(NOTHING_PENDING);
    expect(left(pending([shop, friend]), scene)).toEqual({
      ...NOTHING_PENDING,
      mails: ['friend'],
      held: true,
    });
  });

  test('SMS that the settings don’t count', () => {
    const mailbox = pending([friend], { sms: 2 });
    expect(told(mailbox, { settings: { countSms: false } })).toEqual(['friend']);
    expect(left(mailbox, { settings: { countSms: false } }).sms).toBe(0);
  });

  test('mail of the webmail in front, except if the user is away or wants it', () => {
    const mailbox = pending([friend]);
    expect(told(mailbox, { webmailInFront: true, presence: 'idle' })).toEqual(['friend']);
    expect(told(mailbox, { webmailInFront: true, settings: { notifyInWebmail: true } })).toEqual(['friend']);
  });
});

describe('unlisted mail', () => {
  const mutedSenders = ['Shop'];

  test.each<[string, Message[], Scene, number]>([
    ['waits through a snooze', [], { snoozedUntil: NOW + HOUR }, 3],
    ['is dropped while notifications are off', [], { settings: { notifications: false } }, 0],
    ['is dropped while the webmail is in front', [], { webmailInFront: true }, 0],
    ['is dropped if all listed mail is from muted senders', [shop], { settings: { mutedSenders } }, 0],
    ['stays if other mail is listed', [shop, friend], { settings: { mutedSenders } }, 3],
    ['stays if VIP mail is listed', [shop, boss], { settings: { mutedSenders, vips } }, 3],
  ])('%s', (_what, mails, scene, unlisted) => {
    expect(left(pending(mails, { unlisted: 3 }), scene).unlisted).toBe(unlisted);
  });
});

test('an active user gets notification and sound, even if the settings exclude idle users', () => {
  const scene: Scene = { settings: { sound: 'drops', notifyWhileIdle: false, soundWhileIdle: false } };
  expect(told(pending([friend]), scene)).toEqual(['friend']);
  expect(sound(pending([friend]), scene)).toBe('drops');
});

test('a stop is dropped for an account with notifications off', () => {
  const quiet = { ...account, notify: false };
  const mailbox = pending([], { stop: true });
  expect(announce(quiet, mailbox).settle(mailbox).pending).toEqual(NOTHING_PENDING);
});

test('there is news if something is pending or a reminder is due', () => {
  const settings = { ...DEFAULT_SETTINGS, remindAfter: 30 };
  const done = onceTold(pending([friend]));
  expect(hasNews(pending([friend]), settings, NOW)).toBe(true);
  expect(hasNews(done, settings, NOW)).toBe(false);
  expect(hasNews(done, settings, NOW + 30 * MINUTE)).toBe(true);
});

describe('a VIP', () => {
  test.each<[string, Scene, string[]]>([
    ['gets a notification apart from the others', {}, ['boss', 'friend']],
    [
      'gets an own notification beside a summary',
      { settings: { notificationsAtOnce: 0 } },
      ['boss', 'friend'],
    ],
    ['notifies even with the webmail in front', { webmailInFront: true }, ['boss']],
    [
      'notifies even if the sender is also muted',
      { settings: { mutedSenders: ['The Boss'] } },
      ['boss', 'friend'],
    ],
    ['doesn’t notify while notifications are off', { settings: { notifications: false } }, []],
  ])('%s', (_what, scene, expected) => {
    expect(told(pending([boss, friend]), { ...scene, settings: { ...scene.settings, vips } })).toEqual(
      expected,
    );
  });

  test('notifies even if the account’s notifications are off', () => {
    const quiet = { ...account, notify: false };
    expect(noticesOf(quiet, pending([boss, friend]), { settings: { vips } })).toMatchObject([
      { messageIds: ['boss'] },
    ]);
  });

  test('doesn’t change the number of unlisted mails', () => {
    const mailbox = pending([boss, friend], { unlisted: 7 });
    const scene: Scene = { settings: { vips } };
    expect(noticesOf(account, mailbox, scene).map(({ title }) => title)).toEqual([
      'The Boss',
      '8 new e-mails',
    ]);
    expect(onceTold(mailbox, scene).pending).toEqual(NOTHING_PENDING);
  });

  test('gets an own notification beside the summary with unlisted mail', () => {
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
    'follows the limit like other mail: limit %i, %i VIP mails: %j',
    (notificationsAtOnce, count, expected) => {
      const mails = Array.from({ length: count }, (_, n) => ({ ...boss, id: `boss${n}` })).toReversed();
      expect(told(pending(mails), { settings: { vips, notificationsAtOnce } })).toEqual(expected);
    },
  );

  test('gets an own notification with limit 0', () => {
    const scene: Scene = { settings: { vips, notificationsAtOnce: 0 } };
    expect(noticesOf(account, pending([friend, boss]), scene).map(({ title }) => title)).toEqual([
      'The Boss',
      '1 new e-mail',
    ]);
  });
});

describe('a word in the subject', () => {
  test('lets a mail notify during a snooze', () => {
    const scene: Scene = { snoozedUntil: NOW + HOUR, settings: { vipWords: ['subject friend'] } };
    expect(told(pending([friend, other]), scene)).toEqual(['friend']);
  });

  test('mutes a mail, and drops it', () => {
    const scene: Scene = { settings: { mutedWords: ['SUBJECT FRIEND'] } };
    expect(told(pending([friend, other]), scene)).toEqual(['other']);
    expect(left(pending([friend, other]), scene).mails).toEqual(['other']);
  });
});

describe('the sound', () => {
  const bell: Partial<Settings> = { sound: 'drops', vips };

  test.each<[string, Message[], Scene, string]>([
    ['is the user’s choice', [friend], {}, 'drops'],
    ['is the VIP’s own', [friend, boss], {}, 'bell'],
    ['is none for muted senders', [shop], { settings: { mutedSenders: ['Shop'] } }, 'none'],
    ['is none during a snooze', [friend], { snoozedUntil: NOW + HOUR }, 'none'],
    ['is the VIP’s own during a snooze, too', [friend, boss], { snoozedUntil: NOW + HOUR }, 'bell'],
    ['plays while the user is idle', [friend], { presence: 'idle' }, 'drops'],
    [
      'doesn’t play for an idle user if the settings exclude it',
      [friend],
      { presence: 'idle', settings: { soundWhileIdle: false } },
      'none',
    ],
    ['doesn’t play while the screen is locked', [friend], { presence: 'locked' }, 'none'],
    [
      'plays on a locked screen if the settings allow it, without a notification',
      [friend],
      { presence: 'locked', settings: { soundWhileLocked: true } },
      'drops',
    ],
    ['doesn’t play while the webmail is in front', [friend], { webmailInFront: true }, 'none'],
    ['plays while notifications are off', [friend], { settings: { notifications: false } }, 'drops'],
    ['is none if the user chose none', [friend], { settings: { sound: 'none' } }, 'none'],
  ])('%s', (_what, mails, scene, expected) => {
    expect(sound(pending(mails), { ...scene, settings: { ...bell, ...scene.settings } })).toBe(expected);
  });

  test('is the account’s own, but a VIP’s comes first', () => {
    const own = { ...account, sound: 'knock' as const };
    const heard = (mails: Message[], settings: Partial<Settings> = bell) =>
      announce(own, pending(mails), { settings }).sound;
    expect(heard([friend])).toBe('knock');
    expect(heard([friend, boss])).toBe('bell');
    expect(heard([friend], { sound: 'none' })).toBe('knock');
    expect(announce({ ...account, sound: 'none' }, pending([friend]), { settings: bell }).sound).toBe('none');
  });

  test.each<[string, Presence, Partial<Settings>]>([
    ['locked', 'locked', { ...bell, soundWhileLocked: true }],
    ['idle', 'idle', { ...bell, notifyWhileIdle: false }],
  ])('plays once while the notification waits: %s', (_what, presence, settings) => {
    const held = onceTold(pending([friend]), { presence, settings });
    expect(held.pending).toEqual({ ...NOTHING_PENDING, mails: ['friend'], held: true, heard: ['friend'] });
    expect(sound(held, { presence, settings })).toBe('none');
    expect(announce(account, held, { settings })).toMatchObject({ sound: 'none', isHeardOnce: false });
    expect(told(held, { settings })).toEqual(['friend']);
  });

  test('does not play again for held mail', () => {
    const held = pending([friend], { held: true });
    const scene: Scene = { presence: 'locked', settings: { ...bell, soundWhileLocked: true } };
    expect(left(held, scene)).toEqual({ ...held.pending, heard: ['friend'] });
  });

  test('is no longer stored for mail of a sender muted since', () => {
    const heard = pending([shop, friend], { heard: ['shop'] });
    expect(left(heard, { snoozedUntil: NOW + HOUR, settings: { mutedSenders: ['Shop'] } })).toEqual({
      ...NOTHING_PENDING,
      mails: ['friend'],
      held: true,
    });
  });

  test('plays with the summary after a snooze', () => {
    const held = onceTold(pending([friend, other]), { snoozedUntil: NOW + HOUR, settings: bell });
    expect(sound(held, { settings: bell })).toBe('drops');
  });

  test('plays for SMS as well', () => {
    const mailbox = pending([], { sms: 1 });
    expect(sound(mailbox, { settings: bell })).toBe('drops');
    expect(announce(account, mailbox, { settings: bell }).isHeardOnce).toBe(false);
  });
});

describe('a reminder', () => {
  const remindAfter = 30;
  const scene: Scene = { settings: { remindAfter }, now: NOW + 30 * MINUTE };
  const announced = onceTold(pending([friend, other]));

  test('comes once, when mail has been unread for the chosen time', () => {
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

  test('skips mail that was read meanwhile', () => {
    expect(noticesOf(account, { ...announced, messages: [other] }, scene)).toMatchObject([
      { title: '1 e-mail still unread', link: 'https://mail.example/other', messageIds: ['other'] },
    ]);
    expect(told({ ...announced, messages: [] }, scene)).toEqual([]);
  });

  test.each<[string, Scene]>([
    ['doesn’t come by default', { settings: {} }],
    ['waits for the end of a snooze', { snoozedUntil: NOW + 2 * HOUR }],
    ['doesn’t come while the webmail is in front', { webmailInFront: true }],
    ['doesn’t come while notifications are off', { settings: { remindAfter, notifications: false } }],
  ])('%s', (_what, change) => {
    expect(told(announced, { ...scene, ...change })).toEqual([]);
  });

  test('follows the privacy setting', () => {
    const settings = { remindAfter, notificationPrivacy: 'count' as const };
    expect(noticesOf(account, announced, { ...scene, settings })).toMatchObject([
      { title: '2 e-mails still unread', message: '' },
    ]);
  });
});

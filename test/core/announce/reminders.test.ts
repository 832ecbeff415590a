import { describe, expect, test } from 'vitest';
import { dueReminders, nextReminder } from '../../../src/core/announce/reminders';
import type { Announced } from '../../../src/core/mailbox/mailbox';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import { HOUR, MINUTE, makeMailbox, makeMessage, NOW } from '../../make';

const HALF_AN_HOUR = { ...DEFAULT_SETTINGS, remindAfter: 30 };

/** An announcement of these mails, shown at `NOW`. */
function shown(messageIds: string[], change: Partial<Announced> = {}): Announced {
  return { id: messageIds.join('+'), about: 'mail', title: '', message: '', messageIds, at: NOW, ...change };
}

/** A mailbox that lists `a` and `b`, with these announcements. */
const having = (...announced: Announced[]) =>
  makeMailbox({ messages: ['a', 'b'].map(id => makeMessage(id)), announced });

const { at: _at, ...timeless } = shown(['a']);

test.each<[string, Announced[], string[]]>([
  ['for each mail announced long enough ago, newest first', [shown(['b']), shown(['a'])], ['a', 'b']],
  ['for no mail announced later', [shown(['b'], { at: NOW + 1 }), shown(['a'])], ['a']],
  ['for the unread rest of a summary', [shown(['gone', 'b'])], ['b']],
  ['for no read mail', [shown(['gone'])], []],
  ['for no mail twice', [shown(['a'], { reminded: true })], []],
  ['for no announcement without a time', [timeless], []],
  ['for no mail of a reminder', [shown(['a'], { about: 'reminder' })], []],
])('a reminder is due %s', (_what, announced, due) => {
  expect(dueReminders(having(...announced), HALF_AN_HOUR, NOW + 30 * MINUTE).map(({ id }) => id)).toEqual(
    due,
  );
});

describe('the next reminder', () => {
  const mailbox = having(shown(['a']), shown(['b'], { at: NOW + 5 * MINUTE }));

  test.each([
    ['comes half an hour after the older announcement', NOW, NOW + 30 * MINUTE],
    ['comes after the other announcement when the first is due', NOW + 30 * MINUTE, NOW + 35 * MINUTE],
    ['is undefined if all are due', NOW + HOUR, undefined],
  ])('%s', (_when, now, next) => {
    expect(nextReminder(mailbox, HALF_AN_HOUR, now)).toBe(next);
  });

  test('is undefined with reminders off or without announcements', () => {
    expect(nextReminder(mailbox, DEFAULT_SETTINGS, NOW - HOUR)).toBeUndefined();
    expect(nextReminder(having(), HALF_AN_HOUR, NOW)).toBeUndefined();
  });
});

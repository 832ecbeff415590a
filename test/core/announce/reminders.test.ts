import { describe, expect, test } from 'vitest';
import { dueReminders, nextReminder } from '../../../src/core/announce/reminders';
import type { Announced } from '../../../src/core/mailbox/mailbox';
import { DEFAULT_SETTINGS } from '../../../src/core/settings/settings';
import { HOUR, MINUTE, makeMailbox, makeMessage, NOW } from '../../make';

const HALF_AN_HOUR = { ...DEFAULT_SETTINGS, remindAfter: 30 };

/** A notice of the mails with these ids, shown at `NOW`. */
function shown(messageIds: string[], change: Partial<Announced> = {}): Announced {
  return { id: messageIds.join('+'), about: 'mail', title: '', message: '', messageIds, at: NOW, ...change };
}

/** A mailbox that lists the mails `a` and `b`, and has shown these notices. */
const having = (...announced: Announced[]) =>
  makeMailbox({ messages: ['a', 'b'].map(id => makeMessage(id)), announced });

const { at: _at, ...timeless } = shown(['a']);

test.each<[string, Announced[], string[]]>([
  ['of each mail whose notice is old enough, newest first', [shown(['b']), shown(['a'])], ['a', 'b']],
  ['of none whose notice is younger', [shown(['b'], { at: NOW + 1 }), shown(['a'])], ['a']],
  ['of what is left of a summary whose other mails are read', [shown(['gone', 'b'])], ['b']],
  ['of none that was read', [shown(['gone'])], []],
  ['of none twice', [shown(['a'], { reminded: true })], []],
  ['of none by a notice that knows no time', [timeless], []],
  ['of none by a reminder', [shown(['a'], { about: 'reminder' })], []],
])('a reminder is due %s', (_what, announced, due) => {
  expect(dueReminders(having(...announced), HALF_AN_HOUR, NOW + 30 * MINUTE).map(({ id }) => id)).toEqual(
    due,
  );
});

describe('the next reminder', () => {
  const mailbox = having(shown(['a']), shown(['b'], { at: NOW + 5 * MINUTE }));

  test.each([
    ['comes half an hour after the older notice', NOW, NOW + 30 * MINUTE],
    ['comes after the other notice, once the first is due', NOW + 30 * MINUTE, NOW + 35 * MINUTE],
    ['is none where all are due', NOW + HOUR, undefined],
  ])('%s', (_when, now, next) => {
    expect(nextReminder(mailbox, HALF_AN_HOUR, now)).toBe(next);
  });

  test('is none where the user wants none, or has no notice', () => {
    expect(nextReminder(mailbox, DEFAULT_SETTINGS, NOW - HOUR)).toBeUndefined();
    expect(nextReminder(having(), HALF_AN_HOUR, NOW)).toBeUndefined();
  });
});

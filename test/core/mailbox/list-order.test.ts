import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/core/answer/answer';
import { newestFirst, orderAfter } from '../../../src/core/mailbox/list-order';
import { HOUR, MINUTE, makeMessage, NOW, withoutDate } from '../../make';

/** Mails that came one after the other, a minute apart; one by its number, `late` ones dated hours before. */
const came = (n: number) => makeMessage(`m${n}`, { date: NOW + n * MINUTE });
const late = (n: number) => makeMessage(`m${n}`, { date: NOW - 3 * HOUR });
/** Two mails that only their ids tell apart. */
const [one, same] = ['one', 'same'].map(id => ({ ...came(3), id })) as [Message, Message];
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id).join(' ');

/** The last of these lists, newest first, by all that they tell of their order. */
function sortedLast(...lists: Message[][]): string {
  let order = 0;
  let sorted: Message[] = [];
  for (const list of lists) {
    order = orderAfter(order, list, sorted, 0);
    sorted = newestFirst(list, order);
  }
  return ids(sorted);
}

describe('a list is turned newest first', () => {
  test.each<[string, Message[][], string]>([
    ['that is so already', [[came(3), came(2), came(1)]], 'm3 m2 m1'],
    ['that begins with the oldest', [[came(1), came(2), came(3)]], 'm3 m2 m1'],
    [
      'that is in no order of time',
      [[came(2), came(5), came(1), came(6), came(3), came(4)]],
      'm6 m5 m4 m3 m2 m1',
    ],
    [
      'with a late mail on top',
      [
        [came(3), came(2), came(1)],
        [late(4), came(3), came(2)],
      ],
      'm4 m3 m2',
    ],
    [
      'with a late mail at its end',
      [
        [came(1), came(2), came(3)],
        [came(2), came(3), late(4)],
      ],
      'm4 m3 m2',
    ],
    [
      'of two, with a late mail, after a while',
      [
        [came(2), came(1)],
        [came(3), came(2)],
        [late(4), came(3)],
      ],
      'm4 m3',
    ],
    [
      'with mails of the same second',
      [
        [came(2), came(1)],
        [came(2), { ...came(3), date: NOW + 2 * MINUTE }],
      ],
      'm2 m3',
    ],
    [
      'with a late mail that stays on top',
      [
        [came(3), came(2), came(1)],
        [late(4), came(3)],
        [late(4), came(3)],
      ],
      'm4 m3',
    ],
    [
      'with a late mail on top, when one of a wrong date comes into view at its end',
      [
        [came(3), came(2), came(1)],
        [late(4), came(3)],
        [late(4), came(3), { ...came(9), id: 'wrong' }],
      ],
      'm4 m3 wrong',
    ],
    [
      'with a late mail, after many lists that were empty',
      [[came(3), came(2), came(1)], ...Array.from({ length: 50 }, () => []), [late(4), came(3)]],
      'm4 m3',
    ],
    [
      'of three, with a late mail amid them',
      [
        [came(2), came(1)],
        [came(5), late(4), came(3)],
      ],
      'm5 m4 m3',
    ],
    [
      'of seven, with two late mails amid them',
      [[came(7), late(6), came(5), late(4), came(3), came(2), came(1)]],
      'm7 m6 m5 m4 m3 m2 m1',
    ],
    [
      'with two that are alike, whichever of them comes first',
      [
        [one, same, came(2)],
        [same, one, came(1)],
      ],
      'same one m1',
    ],
    ['without dates, as it stands', [[withoutDate(came(1)), withoutDate(came(2))]], 'm1 m2'],
    ['of one', [[came(1)]], 'm1'],
    ['of none', [[]], ''],
  ])('%s', (_which, lists, expected) => {
    expect(sortedLast(...lists)).toBe(expected);
  });

  test.each([1, 30])(
    'of ten, whose server turns its lists round after %i answers: after four more',
    count => {
      const before = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map(came);
      const lists = Array.from({ length: count + 4 }, (_, n) => (n < count ? before : before.toReversed()));
      expect(sortedLast(...lists)).toBe(ids(before));
    },
  );

  test.each([
    [4, 'm2 m5 m1 m6 m3 x y'],
    [3, 'm6 m5 m3 m2 m1 x y'],
    [-3, 'm6 m5 m3 m2 m1 x y'],
    [-4, 'y x m3 m6 m1 m5 m2'],
  ])(
    'in no order of time by dates, those without one last, unless the order is sure: %i',
    (order, expected) => {
      const list = [...[2, 5, 1, 6, 3].map(came), ...['x', 'y'].map(id => withoutDate(makeMessage(id)))];
      expect(ids(newestFirst(list, order))).toBe(expected);
    },
  );

  test('of the same second by what the counts say', () => {
    const list = [one, same];
    expect(ids(newestFirst(list, orderAfter(0, list, [], -2)))).toBe('same one');
  });

  test.each([
    [2, 'm1 m2'],
    [-2, 'm2 m1'],
  ])('without dates by what the counts say: %i', (hint, expected) => {
    const list = [1, 2].map(n => withoutDate(came(n)));
    expect(ids(newestFirst(list, orderAfter(0, list, [], hint)))).toBe(expected);
  });
});

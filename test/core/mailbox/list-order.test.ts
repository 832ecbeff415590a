import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/core/answer/answer';
import { newestFirst, orderAfter } from '../../../src/core/mailbox/list-order';
import { HOUR, MINUTE, makeMessage, NOW, withoutDate } from '../../make';

/** A mail by its number, each a minute after the one before; `late` ones are dated hours earlier. */
const came = (n: number) => makeMessage(`m${n}`, { date: NOW + n * MINUTE });
const late = (n: number) => makeMessage(`m${n}`, { date: NOW - 3 * HOUR });
/** Two mails that differ only in their ids. */
const [one, same] = ['one', 'same'].map(id => ({ ...came(3), id })) as [Message, Message];
const ids = (messages: readonly Message[]) => messages.map(({ id }) => id).join(' ');

/** The ids of the last list, newest first. */
function sortedLast(...lists: Message[][]): string {
  let order = 0;
  let sorted: Message[] = [];
  for (const list of lists) {
    order = orderAfter(order, list, sorted, 0);
    sorted = newestFirst(list, order);
  }
  return ids(sorted);
}

describe('a list is sorted newest first', () => {
  test.each<[string, Message[][], string]>([
    ['in that order already', [[came(3), came(2), came(1)]], 'm3 m2 m1'],
    ['with the oldest first', [[came(1), came(2), came(3)]], 'm3 m2 m1'],
    ['in no order of time', [[came(2), came(5), came(1), came(6), came(3), came(4)]], 'm6 m5 m4 m3 m2 m1'],
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
      'of two, with a late mail, after some lists',
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
      'with a late mail on top and one with a wrong date at the end',
      [
        [came(3), came(2), came(1)],
        [late(4), came(3)],
        [late(4), came(3), { ...came(9), id: 'wrong' }],
      ],
      'm4 m3 wrong',
    ],
    [
      'with a late mail, after many empty lists',
      [[came(3), came(2), came(1)], ...Array.from({ length: 50 }, () => []), [late(4), came(3)]],
      'm4 m3',
    ],
    [
      'of three, with a late mail between',
      [
        [came(2), came(1)],
        [came(5), late(4), came(3)],
      ],
      'm5 m4 m3',
    ],
    [
      'of seven, with two late mails between',
      [[came(7), late(6), came(5), late(4), came(3), came(2), came(1)]],
      'm7 m6 m5 m4 m3 m2 m1',
    ],
    [
      'with two equal mails in either order',
      [
        [one, same, came(2)],
        [same, one, came(1)],
      ],
      'same one m1',
    ],
    ['without dates, in the server’s order', [[withoutDate(came(1)), withoutDate(came(2))]], 'm1 m2'],
    ['of one', [[came(1)]], 'm1'],
    ['of none', [[]], ''],
  ])('%s', (_which, lists, expected) => {
    expect(sortedLast(...lists)).toBe(expected);
  });

  test.each([
    [3, 1],
    [3, 30],
    [10, 1],
    [10, 30],
  ])('of %i mails, one answer after the server reversed its lists at answer %i', (length, count) => {
    const before = Array.from({ length }, (_, n) => came(length - n));
    const lists = Array.from({ length: count + 1 }, (_, n) => (n < count ? before : before.toReversed()));
    expect(sortedLast(...lists)).toBe(ids(before));
  });

  test.each([
    [4, 'm2 m5 m1 m6 m3 x y'],
    [3, 'm6 m5 m3 m2 m1 x y'],
    [-3, 'm6 m5 m3 m2 m1 x y'],
    [-4, 'y x m3 m6 m1 m5 m2'],
  ])(
    'in no order of time, by dates with undated mail last, unless the order is sure: %i',
    (order, expected) => {
      const list = [...[2, 5, 1, 6, 3].map(came), ...['x', 'y'].map(id => withoutDate(makeMessage(id)))];
      expect(ids(newestFirst(list, order))).toBe(expected);
    },
  );

  test('with equal dates, by the counts', () => {
    const list = [one, same];
    expect(ids(newestFirst(list, orderAfter(0, list, [], -2)))).toBe('same one');
  });

  test.each([
    [2, 'm1 m2'],
    [-2, 'm2 m1'],
  ])('without dates, by the counts: %i', (hint, expected) => {
    const list = [1, 2].map(n => withoutDate(came(n)));
    expect(ids(newestFirst(list, orderAfter(0, list, [], hint)))).toBe(expected);
  });
});

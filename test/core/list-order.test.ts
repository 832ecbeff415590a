import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/core/answer';
import { newestFirst, orderAfter } from '../../src/core/list-order';
import { HOUR, MINUTE, makeMessage, NOW, withoutDate } from '../make';

/** Mails that came one after the other, a minute apart; one by its number, `late` ones dated hours before. */
const came = (n: number) => makeMessage(`m${n}`, { date: NOW + n * MINUTE });
const late = (n: number) => makeMessage(`m${n}`, { date: NOW - 3 * HOUR });
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
    ['without dates, as it stands', [[withoutDate(came(1)), withoutDate(came(2))]], 'm1 m2'],
    ['of one', [[came(1)]], 'm1'],
    ['of none', [[]], ''],
  ])('%s', (_which, lists, expected) => {
    expect(sortedLast(...lists)).toBe(expected);
  });

  test('whose server has turned its lists round, after some answers', () => {
    const before = [3, 2, 1].map(came);
    expect(sortedLast(before, ...Array.from({ length: 5 }, () => before.toReversed()))).toBe('m3 m2 m1');
  });

  test.each([
    [2, 'm1 m2'],
    [-2, 'm2 m1'],
  ])('without dates by what the counts say: %i', (hint, expected) => {
    const list = [1, 2].map(n => withoutDate(came(n)));
    expect(ids(newestFirst(list, orderAfter(0, list, [], hint)))).toBe(expected);
  });
});

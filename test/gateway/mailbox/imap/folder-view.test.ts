import { expect, test } from 'vitest';
import { highestOf } from '../../../../src/gateway/mailbox/imap/folder-view';

test.each<[string, number, number[]]>([
  ['', 5, []],
  ['7', 5, [7]],
  ['1:3,7,9:12', 100, [12, 11, 10, 9, 7, 3, 2, 1]],
  ['1:3,7,9:12', 5, [12, 11, 10, 9, 7]],
  ['9:12,7,3:1', 100, [12, 11, 10, 9, 7, 3, 2, 1]],
  ['1:3', 0, []],
  ['1:4294967295', 3, [4294967295, 4294967294, 4294967293]],
  ['x,*,1:*,1:y,-3,0,2.5,5', 5, [5]],
  ['3:5,4:6', 100, [6, 5, 4, 3]],
])('in %j the highest %i are %j', (set, limit, numbers) => {
  expect(highestOf(set, limit)).toEqual(numbers);
});

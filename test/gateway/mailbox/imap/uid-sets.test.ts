import { expect, test } from 'vitest';
import { uidSets } from '../../../../src/gateway/mailbox/imap/uid-sets';

test.each([
  [[], []],
  [[7], ['7']],
  [[3, 1, 2, 7, 3], ['1:3,7']],
  [[9, 10, 12], ['9:10,12']],
])('the sets of %j', (uids, sets) => {
  expect(uidSets(uids).map(({ set }) => set)).toEqual(sets);
});

test('each set is short enough for one command, and together they have all UIDs once', () => {
  const uids = Array.from({ length: 5000 }, (_, i) => 4_000_000_000 + 2 * i);
  const sets = uidSets(uids);
  for (const { set } of sets) expect(set.length).toBeLessThan(4000);
  expect(sets.flatMap(it => it.uids)).toEqual(uids);
  expect(sets.flatMap(({ set }) => set.split(',').map(Number))).toEqual(uids);
});

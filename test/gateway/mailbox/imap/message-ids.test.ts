import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrivalOf,
  distinctIds,
  type Identity,
  idOf,
} from '../../../../src/gateway/mailbox/imap/message-ids';
import { NOON } from '../../noon';

const ANN: Identity = { arrived: NOON, messageId: '<a@example.org>', otherwise: 'Hello from Ann' };

test.each<[string, Partial<Identity>]>([
  ['other contents, with a Message-ID,', { otherwise: 'changed' }],
  ['the same second', { arrived: NOON + 999 }],
])('%s gives the same id', (_what, change) => {
  expect(idOf({ ...ANN, ...change })).toBe(idOf(ANN));
});

test.each<[string, Identity, Identity]>([
  ['another second', ANN, { ...ANN, arrived: NOON + 1000 }],
  ['another Message-ID', ANN, { ...ANN, messageId: '<b@example.org>' }],
  [
    'other contents without a Message-ID',
    { ...ANN, messageId: '' },
    { ...ANN, messageId: '', otherwise: 'x' },
  ],
  [
    'a Message-ID equal to another’s contents',
    { ...ANN, messageId: 'x' },
    { ...ANN, messageId: '', otherwise: 'x' },
  ],
])('%s gives another id', (_what, one, other) => {
  expect(idOf(one)).not.toBe(idOf(other));
});

test('an id contains the arrival time, with or without a number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.string(), (arrived, messageId) => {
      const ids = distinctIds([1, 2].map(() => ({ arrived, messageId, otherwise: '', read: false })));
      expect(ids.map(arrivalOf)).toEqual(Array(2).fill(Math.floor(arrived / 1000) * 1000));
    }),
    { numRuns: 50 },
  );
});

test('an arrival before 1970 counts as 1970', () => {
  expect(arrivalOf(idOf({ ...ANN, arrived: -5000 }))).toBe(0);
});

test.each([
  '',
  'none',
  '-abcdefghijkl',
  'abc-abcdefghijk',
  'abc-abcdefghijklm',
  'ABC-abcdefghijkl',
  'abc-abcdefghijk/',
  'abc-abcdefghijkl.',
  'abc-abcdefghijkl.1234',
  'abc-abcdefghijkl\n',
  '0123456789-abcdefghijkl',
])('%j is not an id', text => {
  expect(arrivalOf(text)).toBeUndefined();
});

describe('the second and later copies of a message', () => {
  const ann = { ...ANN, read: false };
  const bob = { ...ann, messageId: '<b@example.org>' };
  const [a, b] = [idOf(ann), idOf(bob)];

  test('are numbered', () => {
    expect(distinctIds([ann, bob, ann, ann, bob])).toEqual([a, b, `${a}.2`, `${a}.3`, `${b}.2`]);
    expect(distinctIds([])).toEqual([]);
  });

  test('come after the unread ones if they are read, so that the id of an unread one opens it', () => {
    expect(distinctIds([{ ...ann, read: true }, bob, ann, ann])).toEqual([`${a}.3`, b, a, `${a}.2`]);
  });
});

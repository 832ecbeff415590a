import { describe, expect, test } from 'vitest';
import {
  arrayOf,
  either,
  isFlag,
  isGroup,
  isText,
  numberIn,
  objectOf,
  oneOf,
  recordOf,
  textLike,
} from '../../../src/core/store/schema';

const isPerson = objectOf({ name: isText }, { age: numberIn(0, 150), kind: oneOf('friend', 'foe') });

describe.each([
  ['a text', isText, ['', 'x'], [undefined, null, 1, ['x'], new String('x')]],
  ['a flag', isFlag, [true, false], [undefined, null, 0, 'true']],
  ['any number', numberIn(), [0, -1, 1.5, Infinity], [Number.NaN, '1', null, undefined]],
  ['a number within bounds', numberIn(1, 3), [1, 2.5, 3], [0.9, 3.1, Number.NaN, '2']],
  ['a text of a pattern', textLike(/^a+$/), ['a', 'aa'], ['', 'ab', ['a'], null]],
  ['one of a few', oneOf('a', true), ['a', true], ['b', false, undefined, ['a']]],
  ['either', either(isText, numberIn(0)), ['x', 0], [-1, null, true]],
  ['a list', arrayOf(isText, 1, 2), [['a'], ['a', 'b']], [[], ['a', 'b', 'c'], ['a', 1], 'a', null]],
  ['a group', isGroup, [{}, { a: 1 }], [null, [], 'a', undefined, 1]],
  ['a record', recordOf(isText), [{}, { a: 'x' }], [{ a: 1 }, ['x'], null]],
  [
    'an object',
    isPerson,
    [{ name: 'x' }, { name: 'x', age: 3 }, { name: 'x', more: 1 }],
    [{}, { name: 1 }, { name: 'x', age: -1 }, { name: 'x', age: undefined }, ['name'], null, 'x'],
  ],
])('%s', (_name, is, good, bad) => {
  test.each(good.map(value => [value]))('is %j', value => expect(is(value)).toBe(true));
  test.each(bad.map(value => [value]))('is not %j', value => expect(is(value)).toBe(false));
});

test('a name from the prototype is no field', () => {
  expect(objectOf({ toString: isText })({})).toBe(false);
});

import { expect, test } from 'vitest';
import { UserError } from '../../src/launcher/user-error';
import { parseOptions } from './options';

test('the default is a million installations', () => {
  expect(parseOptions([])).toEqual({ installations: 1_000_000, seed: 1, help: false });
});

test('parses all options', () => {
  expect(parseOptions(['--installations', '20000', '--seed=0', '--help'])).toEqual({
    installations: 20_000,
    seed: 0,
    help: true,
  });
});

test.each([
  ['--installations', '19999'],
  ['--installations', '1e6'],
  ['--installations', ''],
  ['--installations'],
  ['--seed', '-1'],
  ['--seed=-1'],
  ['--seed', '4294967296'],
  ['--sed', '1'],
  ['20000'],
])('rejects %s %s', (...args) => {
  expect(() => parseOptions(args)).toThrow(UserError);
});

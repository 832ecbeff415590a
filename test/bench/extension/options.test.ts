import { expect, test } from 'vitest';
import { isWhole, parseOptions } from './options';

test('without options, everything is measured in both browsers', () => {
  const options = parseOptions([]);
  expect(options.browsers).toEqual(['chromium', 'firefox']);
  expect(isWhole(options)).toBe(true);
});

test('options choose groups, browser and rounds; such a run is not kept', () => {
  const options = parseOptions(['--only', 'popup,size', '--browser', 'firefox', '--rounds', '2']);
  expect(options).toMatchObject({ groups: ['size', 'popup'], browsers: ['firefox'], rounds: 2 });
  expect(isWhole(options)).toBe(false);
});

test.each([
  ['--rounds', '0'],
  ['--only', 'speed'],
  ['--browser', 'opera'],
])('%s %s is refused', (...args) => {
  expect(() => parseOptions(args)).toThrow(TypeError);
});

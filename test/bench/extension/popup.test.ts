import { expect, test } from 'vitest';
import { openingOf } from './popup';

test('an opening has the times of both marks', () => {
  expect(openingOf('popup.html', { list: 30, settled: 45 })).toEqual({ listed: 30, settled: 45 });
});

test.each([
  ['settled', { list: 30 }],
  ['list', { settled: 45 }],
])('a popup without the mark “%s” is refused by name', (mark, marks) => {
  expect(() => openingOf('popup.html', marks)).toThrow(`popup.html made no performance.mark('${mark}')`);
});

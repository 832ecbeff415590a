import { expect, test } from 'vitest';
import { isolate, textDirection, writingDirection } from '../../../src/core/text/direction';

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he-IL', 'rtl'],
  ['fa', 'rtl'],
  ['en', 'ltr'],
  ['es-419', 'ltr'],
  ['arn', 'ltr'],
])('%s runs %s', (locale, direction) => {
  expect(writingDirection(locale)).toBe(direction);
});

test.each([
  ['Marie', 'ltr'],
  ['ليلى', 'rtl'],
  ['דוד', 'rtl'],
  ['Ольга', 'ltr'],
  ['李', 'ltr'],
  ['(24) – ليلى Marie', 'rtl'],
  ['Re: ليلى', 'ltr'],
  ['24', 'ltr'],
  ['', 'ltr'],
])('the text “%s” runs %s', (text, direction) => {
  expect(textDirection(text)).toBe(direction);
});

test.each([
  ['Maison 2', 'ltr', 'Maison 2'],
  ['Ольга 李 ✉ ½', 'ltr', 'Ольга 李 ✉ ½'],
  ['مكتب', 'ltr', '\u2068مكتب\u2069'],
  ['Marie (مكتب)', 'ltr', '\u2068Marie (مكتب)\u2069'],
  ['مكتب', 'rtl', 'مكتب'],
  ['مكتب 2', 'rtl', 'مكتب 2'],
  ['Home', 'rtl', '\u2068Home\u2069'],
  ['24', 'rtl', '24'],
  ['', 'rtl', ''],
] as const)('“%s” within a text that runs %s', (text, direction, isolated) => {
  expect(isolate(text, direction)).toBe(isolated);
});

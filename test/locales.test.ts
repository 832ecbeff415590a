import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MODULES } from './modules';
import { TEXTS } from './translate';

const keys = Object.keys(TEXTS.en) as (keyof typeof TEXTS.en)[];
const source = [...MODULES]
  .filter(([file]) => !/^(gateway|launcher)\//.test(file))
  .map(([, text]) => text)
  .concat(readFileSync('manifest.json', 'utf8'))
  .join('\n');

test('both languages have the same texts, in the same order', () => {
  expect(Object.keys(TEXTS.fr)).toEqual(keys);
});

test('every plural has both forms', () => {
  const bases = (form: string) =>
    keys.filter(key => key.endsWith(form)).map(key => key.slice(0, -form.length));
  expect(bases('_one')).toEqual(bases('_other'));
});

describe.each(keys)('%s', key => {
  test('says something, with the same placeholders in both languages', () => {
    const placeholders = (text: string) => [...new Set(text.match(/\$\d/g))].sort();
    expect(TEXTS.en[key].message).toMatch(/\S/);
    expect(TEXTS.fr[key].message).toMatch(/\S/);
    expect(placeholders(TEXTS.fr[key].message)).toEqual(placeholders(TEXTS.en[key].message));
  });

  test('is used', () => {
    // A headline's help is used with it, and a plural by what its forms have in common.
    const base = key.replace(/_(one|other)$|(?<=^failure.*)Help$/, '');
    expect([`'${base}'`, `="${base}"`, `__MSG_${base}__`].some(use => source.includes(use))).toBe(true);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MODULES } from './modules';
import { LANGUAGES, type LanguageName, messageOf, TEXTS } from './translate';
import { UNTIDY } from './untidy';

const source = [...MODULES]
  .filter(([file]) => !/^(gateway|launcher)\//.test(file))
  .map(([, text]) => text)
  .concat(readFileSync('manifest.json', 'utf8'))
  .join('\n');

const FORM = /_(zero|one|two|few|many|other)$/;
const keys = Object.keys(TEXTS.en);
const plurals = keys.filter(key => key.endsWith('_other')).map(key => key.replace(FORM, ''));
const isPlural = (key: string) => plurals.includes(key.replace(FORM, ''));
const inOrder = (all: string[]) => [
  ...new Set(all.map(key => (isPlural(key) ? key.replace(FORM, '') : key))),
];

/** Keys whose text is the same in a language as in English. */
const SAME: Readonly<Record<Exclude<LanguageName, 'en'>, readonly string[]>> = {
  fr: [
    'unreadSms_one',
    'unreadSms_other',
    'countsBoth',
    'emails_one',
    'emails_other',
    'notificationsGroup',
    'minutes',
    'volume',
  ],
  es: ['unreadSms_one', 'unreadSms_other', 'countsBoth', 'titleAccount', 'token', 'textSizeNormal'],
  pl: ['countsBoth', 'titleAccount', 'emails_one', 'token', 'trialFailed'],
  ro: ['countsBoth', 'titleAccount', 'emails_one', 'token', 'trialFailed', 'factBrowser', 'factServer'],
  ar: ['titleAccount'],
};

/** The quotation marks of each language. */
const QUOTES: Readonly<Record<LanguageName, readonly [string, string]>> = {
  en: ['“', '”'],
  fr: ['«\u00a0', '\u00a0»'],
  es: ['«', '»'],
  pl: ['„', '”'],
  ro: ['„', '”'],
  ar: ['«', '»'],
};

/** A plural form for exactly one number spells that number out. */
const isOneNumber = (language: LanguageName, key: string) =>
  language === 'ar' && isPlural(key) && /_(zero|one|two)$/.test(key);

test('every folder in _locales is a known language', () => {
  expect(readdirSync('_locales').sort()).toEqual([...LANGUAGES].sort());
});

test.each(keys)('%s is used', key => {
  // Help texts are used together with their headline, plural forms by their common key.
  const base = key.replace(FORM, '').replace(/(?<=^failure.*)Help$/, '');
  expect([`'${base}'`, `="${base}"`, `__MSG_${base}__`].some(use => source.includes(use))).toBe(true);
});

test('English has only the plural forms one and other, because browsers fall back to English', () => {
  expect(keys.filter(key => FORM.test(key) && !/_(one|other)$/.test(key))).toEqual([]);
  for (const plural of plurals) expect(keys).toContain(`${plural}_one`);
});

describe.each(LANGUAGES)('the texts in %s', language => {
  const own = Object.keys(TEXTS[language]);
  const say = (key: string) => messageOf(language, key);
  /** The texts for which `holds` is false, with their keys. */
  const failing = (holds: (text: string, key: string) => boolean) =>
    own.filter(key => !holds(say(key), key)).map(key => `${key}: ${say(key)}`);

  test('have the keys of English in the same order', () => {
    expect(inOrder(own)).toEqual(inOrder(keys));
  });

  test('name their language', () => {
    expect(say('language')).toBe(language);
  });

  test('have all plural forms of the language', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // In French and Spanish `many` is only for whole millions; with digits it reads like `other`.
    const needed = pluralCategories.filter(form => !(form === 'many' && /^(fr|es)$/.test(language)));
    for (const plural of plurals) {
      const forms = own.filter(key => key.replace(FORM, '') === plural);
      expect(forms.sort()).toEqual(needed.map(form => `${plural}_${form}`).sort());
    }
  });

  test('are not empty, and have the placeholders of English', () => {
    const placeholders = (text: string) => [...new Set(text.match(/\$\d/g))].sort().join();
    const english = (key: string) => messageOf('en', isPlural(key) ? key.replace(FORM, '_other') : key);
    expect(failing(text => /\S/.test(text))).toEqual([]);
    expect(
      failing((text, key) => isOneNumber(language, key) || placeholders(text) === placeholders(english(key))),
    ).toEqual([]);
  });

  test('are translated', () => {
    const same = own.filter(key => say(key) === messageOf('en', key));
    expect(same).toEqual(language === 'en' ? keys : SAME[language]);
  });

  test('use typographic quotes and ellipses, and no stray spaces', () => {
    expect(failing(text => !/["'`]|\s\s|^\s|\s$|\.\.\./.test(text))).toEqual([]);
  });

  test('follow the typographic rules of the language', () => {
    // Not prose: address patterns and clock times.
    const prose = (text: string) => text.replaceAll(/https?:\/\/|\d\d:\d\d/g, '').replaceAll('(:)', '');
    expect(failing(text => !UNTIDY[language].test(prose(text)))).toEqual([]);
  });

  test('end with a full stop where English does', () => {
    const end = (text: string) =>
      text
        .at(-1)
        ?.replace('؟', '?')
        .match(/[.?!…:]/)?.[0] ?? '';
    const english = (key: string) => messageOf('en', isPlural(key) ? key.replace(FORM, '_other') : key);
    expect(failing((text, key) => end(text) === end(english(key)))).toEqual([]);
  });

  test('quote the labels of the page exactly', () => {
    const [open, close] = QUOTES[language];
    for (const key of keys)
      for (const [, quoted = ''] of messageOf('en', key).matchAll(/“([^”]+)”/g)) {
        const labels = keys.filter(label => messageOf('en', label) === quoted);
        const words = labels.length > 0 ? labels.map(label => open + say(label) + close) : [open];
        expect(words, say(key)).toSatisfy(() => words.some(it => say(key).includes(it)));
      }
  });

  test('fit the length limits of stores and browsers', () => {
    expect(say('name').length).toBeLessThanOrEqual(75);
    expect(say('description').length).toBeLessThanOrEqual(132);
  });
});

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

/** What is the same word, name or pattern in a language as in English. */
const SAME: Readonly<Record<Exclude<LanguageName, 'en'>, readonly string[]>> = {
  fr: ['unreadSms_one', 'unreadSms_other', 'countsBoth', 'notificationsGroup', 'minutes', 'volume'],
  es: ['unreadSms_one', 'unreadSms_other', 'countsBoth', 'titleAccount', 'token'],
  pl: ['countsBoth', 'titleAccount', 'token', 'trialFailed'],
  ro: ['countsBoth', 'titleAccount', 'token', 'trialFailed', 'factBrowser', 'factServer'],
  ar: ['titleAccount'],
};

/** The marks that put words of the page in quotes, as each language has them. */
const QUOTES: Readonly<Record<LanguageName, readonly [string, string]>> = {
  en: ['“', '”'],
  fr: ['«\u00a0', '\u00a0»'],
  es: ['«', '»'],
  pl: ['„', '”'],
  ro: ['„', '”'],
  ar: ['«', '»'],
};

/** A category that stands for one number says it in words. */
const isOneNumber = (language: LanguageName, key: string) =>
  language === 'ar' && isPlural(key) && /_(zero|one|two)$/.test(key);

test('every folder of texts is a language here', () => {
  expect(readdirSync('_locales').sort()).toEqual([...LANGUAGES].sort());
});

test.each(keys)('%s is used', key => {
  // A headline's help is used with it, and a plural by what its forms have in common.
  const base = key.replace(FORM, '').replace(/(?<=^failure.*)Help$/, '');
  expect([`'${base}'`, `="${base}"`, `__MSG_${base}__`].some(use => source.includes(use))).toBe(true);
});

test('English has no forms beyond one and other, for a browser would show them to everybody', () => {
  expect(keys.filter(key => FORM.test(key) && !/_(one|other)$/.test(key))).toEqual([]);
  for (const plural of plurals) expect(keys).toContain(`${plural}_one`);
});

describe.each(LANGUAGES)('the texts in %s', language => {
  const own = Object.keys(TEXTS[language]);
  const say = (key: string) => messageOf(language, key);
  /** Those that do not hold, each with its text. */
  const failing = (holds: (text: string, key: string) => boolean) =>
    own.filter(key => !holds(say(key), key)).map(key => `${key}: ${say(key)}`);

  test('are all there, in the order of English, with none beside', () => {
    expect(inOrder(own)).toEqual(inOrder(keys));
  });

  test('say which language they are in', () => {
    expect(say('language')).toBe(language);
  });

  test('have every form of a plural that the language has', () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // In French and Spanish that is the one of whole millions; in figures it reads as the other one.
    const needed = pluralCategories.filter(form => !(form === 'many' && /^(fr|es)$/.test(language)));
    for (const plural of plurals) {
      const forms = own.filter(key => key.replace(FORM, '') === plural);
      expect(forms.sort()).toEqual(needed.map(form => `${plural}_${form}`).sort());
    }
  });

  test('say something, with the placeholders of English', () => {
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

  test('are set as print is: no straight quotes, no stray spaces, no three dots', () => {
    expect(failing(text => !/["'`]|\s\s|^\s|\s$|\.\.\./.test(text))).toEqual([]);
  });

  test('follow the language’s own rules of setting', () => {
    // Patterns of addresses and times of the clock are no prose.
    const prose = (text: string) => text.replaceAll(/https?:\/\/|\d\d:\d\d/g, '').replaceAll('(:)', '');
    expect(failing(text => !UNTIDY[language].test(prose(text)))).toEqual([]);
  });

  test('end as English does: sentences with a stop, labels without', () => {
    const end = (text: string) =>
      text
        .at(-1)
        ?.replace('؟', '?')
        .match(/[.?!…:]/)?.[0] ?? '';
    const english = (key: string) => messageOf('en', isPlural(key) ? key.replace(FORM, '_other') : key);
    expect(failing((text, key) => end(text) === end(english(key)))).toEqual([]);
  });

  test('quote each other as they read', () => {
    const [open, close] = QUOTES[language];
    const labels = new Map(keys.map(key => [messageOf('en', key), key]));
    for (const key of keys)
      for (const [, quoted = ''] of messageOf('en', key).matchAll(/“([^”]+)”/g)) {
        const label = labels.get(quoted);
        expect(say(key)).toContain(label ? `${open}${say(label)}${close}` : open);
      }
  });

  test('fit where a store and a browser show them', () => {
    expect(say('name').length).toBeLessThanOrEqual(75);
    expect(say('description').length).toBeLessThanOrEqual(132);
  });
});

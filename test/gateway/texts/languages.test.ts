import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textDirection } from '../../../src/core/text/direction';
import { duration, fullDate, shortDate } from '../../../src/gateway/pages/dates';
import { type PageLanguage, preferredLanguage, TEXTS } from '../../../src/gateway/texts/language';
import { cpuTimeOf } from '../../cpu-time';
import { NOON } from '../noon';
import { type OpenGateway, openGateway, pageOf, submit, visit } from '../open-gateway';

const LANGUAGES = Object.keys(TEXTS) as PageLanguage[];

let gateway: OpenGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

/** All texts by path, such as `error.badKey.title`; functions are not called. */
function textsOf(texts: object, place = ''): [string, unknown][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' ? textsOf(value, `${place}${key}.`) : [[place + key, value]],
  );
}

const english = new Map(textsOf(TEXTS.en));

describe.each(LANGUAGES)('%s', language => {
  const headers = { 'accept-language': `${language}-XX, zh;q=0.9` };

  test('is chosen by Accept-Language', () => {
    expect(preferredLanguage(headers['accept-language'])).toBe(language);
  });

  test.each(['/', '/sign-in', '/nowhere'])('%s has the right lang and dir attributes', async path => {
    const response = await visit(gateway, path, { headers });
    const page = await pageOf(response);
    expect(response.headers.get('content-language')).toBe(language);
    expect(page.documentElement.lang).toBe(language);
    expect(page.documentElement.dir).toBe(textDirection(page.querySelector('h1')?.textContent ?? ''));
  });

  test('the page after a form has this language, too', async () => {
    const form = await pageOf(await visit(gateway, '/sign-in', { headers }));
    const page = await pageOf(await submit(gateway, form, {}, headers));
    expect(page.querySelector('h1')?.textContent).toBe(TEXTS[language].token.title);
  });

  test('addresses and tokens are left-to-right', async () => {
    const page = await pageOf(await visit(gateway, '/', { headers }));
    const directions = [...page.querySelectorAll('input')].map(({ dir }) => dir);
    expect(directions).toEqual(['ltr', 'ltr', 'ltr']);
  });

  test('has no empty text', () => {
    const texts = textsOf(TEXTS[language]);
    expect(texts.map(([place]) => place)).toEqual([...english.keys()]);
    expect(texts.filter(([, text]) => text === '')).toEqual([]);
  });
});

test.each(LANGUAGES.filter(language => language !== 'en'))('%s has no text left in English', language => {
  const same = textsOf(TEXTS[language]).filter(([place, text]) => text === english.get(place));
  // These words are the same in both languages.
  const SAME: readonly unknown[] = ['Token', 'Date', 'API Manager', 'Port', 'Server'];
  expect(same.filter(([, text]) => !SAME.includes(text))).toEqual([]);
});

test.each<[PageLanguage, number, string, string]>([
  ['en', 0, '0 unread of 1 e-mail', '0 unread SMS'],
  ['en', 1, '1 unread of 2 e-mails', '1 unread SMS'],
  ['en', 1234, '1,234 unread of 1,235 e-mails', '1,234 unread SMS'],
  ['fr', 0, '0 non lu sur 1 e-mail', '0 SMS non lu'],
  ['fr', 1, '1 non lu sur 2 e-mails', '1 SMS non lu'],
  ['fr', 2, '2 non lus sur 3 e-mails', '2 SMS non lus'],
  ['es', 0, '0 no leídos de 1 correo', '0 SMS no leídos'],
  ['es', 1, '1 no leído de 2 correos', '1 SMS no leído'],
  ['pl', 1, '1 nieprzeczytana z 2 wiadomości', '1 nieprzeczytany SMS'],
  ['pl', 3, '3 nieprzeczytane z 4 wiadomości', '3 nieprzeczytane SMS-y'],
  ['pl', 5, '5 nieprzeczytanych z 6 wiadomości', '5 nieprzeczytanych SMS-ów'],
  ['pl', 12, '12 nieprzeczytanych z 13 wiadomości', '12 nieprzeczytanych SMS-ów'],
  ['pl', 22, '22 nieprzeczytane z 23 wiadomości', '22 nieprzeczytane SMS-y'],
  ['ro', 1, '1 e-mail necitit din 2', '1 SMS necitit'],
  ['ro', 19, '19 e-mailuri necitite din 20', '19 SMS-uri necitite'],
  ['ro', 20, '20 de e-mailuri necitite din 21', '20 de SMS-uri necitite'],
  ['ar', 0, 'لا رسائل غير مقروءة من أصل 1', 'لا رسائل SMS غير مقروءة'],
  ['ar', 1, 'رسالة واحدة غير مقروءة من أصل 2', 'رسالة SMS واحدة غير مقروءة'],
  ['ar', 2, 'رسالتان غير مقروءتين من أصل 3', 'رسالتا SMS غير مقروءتين'],
  ['ar', 5, '5 رسائل غير مقروءة من أصل 6', '5 رسائل SMS غير مقروءة'],
  ['ar', 11, '11 رسالة غير مقروءة من أصل 12', '11 رسالة SMS غير مقروءة'],
  ['ar', 100, '100 رسالة غير مقروءة من أصل 101', '100 رسالة SMS غير مقروءة'],
])('%s: plural forms of %i', (language, count, mails, sms) => {
  expect(TEXTS[language].mail.count(count, count + 1)).toBe(mails);
  expect(TEXTS[language].mail.sms(count)).toBe(sms);
});

test.each<[PageLanguage, string, string]>([
  ['en', '20 seconds', '2 minutes'],
  ['fr', '20 secondes', '2 minutes'],
  ['es', '20 segundos', '2 minutos'],
  ['pl', '20 sekund', '2 minuty'],
  ['ro', '20 de secunde', '2 minute'],
  ['ar', '20 ثانية', 'دقيقتان'],
])('%s: waits', (language, short, long) => {
  const said = (seconds: number) => duration(seconds, language).replaceAll('\u00a0', ' ');
  expect([said(20), said(100)]).toEqual([short, long]);
});

test.each<[PageLanguage, RegExp, RegExp]>([
  ['en', /^Sunday.* 2026 at /, /^8 Mar/],
  ['fr', /^dimanche.* 2026 à /, /^8 mars/],
  ['es', /^domingo.* de 2026/, /^8 mar/],
  ['pl', /^niedziela.* marca 2026/, /^8 mar/],
  ['ro', /^duminică.* 2026 la /, /^8 mar/],
  ['ar', /^الأحد.* 2026/, /^8 مارس/],
])('%s: dates', (language, full, short) => {
  const date = new Date(2026, 2, 8, 14, 5);
  expect(fullDate(date, language)).toMatch(full);
  expect(shortDate(date, NOON, language)).toMatch(short);
});

test('the dates of 10,000 mails are written fast', () => {
  const mails = Array.from({ length: 10_000 }, (_, i) => new Date(NOON - i * 60_000));
  expect(cpuTimeOf(() => mails.map(date => shortDate(date, NOON, 'en')))).toBeLessThan(500);
});

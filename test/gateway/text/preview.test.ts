import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previewOf } from '../../../src/gateway/text/preview';

const lines = (...all: string[]) => all.join('\n');

describe('the preview begins with the sender’s own words', () => {
  test.each([
    ['text below a quotation', lines('> old', '', 'New.'), 'New. old'],
    ['text between quotations', lines('> one', 'New.', '> > two'), 'New. one two'],
    ['a signature and a quotation below it', lines('New.', '-- ', 'Ann', '> old'), 'New. old Ann'],
    ['a signature mark without its space', lines('New.', '--', 'Ann'), 'New. Ann'],
    ['CRLF and CR line ends', '> old\r\nNew.\r> older', 'New. old older'],
    ['a line that only looks like a signature mark', lines('--option', 'New.'), '--option New.'],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
});

describe('the preview leaves out the line above a quotation', () => {
  test.each([
    ['en', 'On Mon, 5 Jan 2026 at 10:00, Ann Lee <ann@example.org> wrote:'],
    ['en, on two lines', 'On Mon, 5 Jan 2026 at 10:00, Ann Lee <ann@example.org>\nwrote:'],
    ['en, on three lines', 'On Mon, 5 Jan 2026 at 10:00,\nAnn Lee <ann@example.org>\nwrote:'],
    ['fr', 'Le lun. 5 janv. 2026 à 10:00, Ann <ann@example.org> a écrit :'],
    ['fr, on two lines', 'Le lun. 5 janv. 2026 à 10:00, Ann <ann@example.org>\na écrit :'],
    ['es', 'El lun, 5 ene 2026 a las 10:00, Ann (<ann@example.org>) escribió:'],
    ['es, on two lines', 'El lun, 5 ene 2026 a las 10:00, Ann (<ann@example.org>)\nescribió:'],
    ['pl', 'W dniu 5.01.2026 o 10:00, Ann pisze:'],
    ['pl, with the weekday first', 'pon., 5 sty 2026 o 10:00 Ann <ann@example.org> napisał(a):'],
    ['pl, on two lines', 'Dnia 5 stycznia 2026 10:00 Ann <ann@example.org>\nnapisał(a):'],
    ['ro', 'În lun., 5 ian. 2026 la 10:00, Ann <ann@example.org> a scris:'],
    ['ro, on two lines', 'Pe 5 ian. 2026, la 10:00, Ann <ann@example.org>\na scris:'],
    ['ar', 'في ٥ يناير ٢٠٢٦ Ann كتب:'],
    ['ar, the name last', 'في ٥ يناير ٢٠٢٦، الساعة ١٠:٠٠ ص، كتب/كتبت Ann <ann@example.org>:'],
    [
      'ar, with direction marks',
      '\u202bفي الاثنين، 5 يناير 2026 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aAnn\u202c\n<ann@example.org>:\u202c',
    ],
    ['de, the name last', 'Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Ann <ann@example.org>:'],
  ])('%s', (_language, attribution) => {
    expect(previewOf(lines('New.', '', attribution, '', '> old'))).toBe('New. old');
  });

  test('but keeps it without a quotation below', () => {
    expect(previewOf(lines('On Mondays Ann wrote:', 'a poem.'))).toBe('On Mondays Ann wrote: a poem.');
  });
});

test.each([
  ['-----Original Message-----'],
  ['-------- Message transféré --------'],
  ['---------- Forwarded message ---------'],
  ['_'.repeat(32)],
])('an old message below %s comes last', separator => {
  expect(previewOf(lines('New.', separator, 'From: Ann', '> old', '-- ', 'Bob'))).toBe(
    'New. From: Ann old Bob',
  );
});

test('a separator at the very top is ignored', () => {
  expect(previewOf(lines('', '_'.repeat(32), 'New.', '> old', 'And more.'))).toBe('New. And more. old');
});

test.each([
  'Sent from my iPhone',
  'Get Outlook for Android',
  'Envoyé de mon iPhone',
  'Envoyé depuis mon mobile',
  'Télécharger Outlook pour iOS',
  'Enviado desde mi iPad',
  'Wysłane z iPhone’a',
  'Trimis de pe iPhone',
  'أُرسلت من الـ iPhone',
])('%s comes last', signature => {
  expect(previewOf(lines(signature, 'New.', '> old'))).toBe(`New. old ${signature}`);
});

describe('a preview of only', () => {
  test.each([
    ['a quotation', lines('> one', '> > two'), 'one two'],
    ['a quotation with its attribution', lines('On Monday Ann wrote:', '> one'), 'one'],
    ['a signature', lines('-- ', 'Ann'), 'Ann'],
    ['an old message', lines('-----Original Message-----', 'From: Ann'), 'Original Message From: Ann'],
    ['an address', 'https://example.org/', 'https://example.org/'],
    ['no text', ' \n\n ', ''],
    ['drawn lines and padding', '=====\n\u200c\u00ad\u034f', ''],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
});

test.each([
  [
    'links in brackets',
    'See [https://a.example/b] and < http://c.example > (https://d.example) now',
    'See and now',
  ],
  [
    'other things in brackets',
    'See [1] and (below) <ann@example.org>',
    'See [1] and (below) <ann@example.org>',
  ],
  ['drawn lines', 'A ===== b\n*****\nc -----~~~~ d', 'A b c d'],
  ['a long drawn line with a letter after it', `A\n${'-'.repeat(8000)}b`, 'A b'],
  ['dashes in a sentence', '5 - 3 -- 2 --- 1', '5 - 3 -- 2 --- 1'],
  ['the padding of newsletters', `Sale!${'\u200c\u00ad\u034f '.repeat(100)}Now`, 'Sale! Now'],
  ['many spaces', 'a \u00a0\u2003\t b', 'a b'],
])('%s', (_what, text, preview) => {
  expect(previewOf(text)).toBe(preview);
});

test.each([
  '👨‍👩‍👧‍👦 👩🏽‍💻 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️‍🔥',
  'السلام عليكم ورحمة الله',
  'می‌خواهم خانه‌ها را ببینم',
  'क्‍ष zażółć gęślą jaźń',
])('%s stays whole', text => {
  expect(previewOf(text)).toBe(text);
});

test('a preview ends after 200 whole characters', () => {
  expect(previewOf('a'.repeat(300))).toBe('a'.repeat(200));
  expect(previewOf('📷'.repeat(8000))).toBe('📷'.repeat(200));
});

test('any text gives one line of at most 200 characters', () => {
  const piece = fc.constantFrom(
    ...['>', 'On ', 'Le ', 'wrote:', 'a écrit :', '-', '--', '-- ', '_'.repeat(20), '\n', '\r', '\r\n', ' '],
    ...['-----Original Message-----', 'Sent from my ', '<https://', '>)', '[', ':', '\u200c', '\u00ad', '📷'],
    ...['\ud83d', '\0', '\u2028', 'word'],
  );
  const run = fc.tuple(piece, fc.constantFrom(1, 2, 30, 900)).map(([text, times]) => text.repeat(times));
  const text = fc.array(run, { maxLength: 12 }).map(runs => runs.join('').slice(0, 8192));
  fc.assert(
    fc.property(text, it => {
      const preview = previewOf(it);
      expect(preview).not.toMatch(/[\r\n\u2028]|^\s|\s$/);
      expect(Array.from(preview).length).toBeLessThanOrEqual(200);
    }),
    { numRuns: 100 },
  );
});

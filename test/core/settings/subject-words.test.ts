import { describe, expect, test } from 'vitest';
import { MAX_SENDERS } from '../../../src/core/settings/senders';
import { hasWord, wordProblem } from '../../../src/core/settings/subject-words';

describe('a word in a subject', () => {
  test.each([
    ['in another case', 'Your INVOICE for May', 'invoice'],
    ['at the beginning and the end', 'invoice', 'Invoice'],
    ['beside punctuation', '[Invoice] no. 5', 'invoice'],
    ['as a phrase', 'Re: your  Weekly Report is ready', 'weekly report'],
    ['without the accents of the subject', 'Réunion à l’école', 'reunion'],
    ['with accents that the subject lacks', 'Reunion annulee', 'réunion annulée'],
    ['with the other apostrophe', "Rapport de l'école", 'l’école'],
    ['with an accent of its own character', 'Re\u0301union', 'réunion'],
    ['in Polish', 'Faktura za łącze w Łodzi', 'LODZI'],
    ['in German', 'Straße gesperrt', 'strasse'],
    ['in Greek', 'Ο λογαριασμός ΣΑΣ', 'σας'],
    ['with brackets', 'Fwd: [URGENT] server', '[urgent]'],
    ['with signs at its end', 'Jobs in C++ and Rust', 'c++'],
    ['in full-width letters', 'ＳＡＬＥ today', 'sale'],
    ['in Arabic, without vowel signs', 'فَاتُورَة شهر مايو', 'فاتورة'],
    ['in Arabic, with the article', 'سداد الفاتورة اليوم', 'فاتورة'],
    ['in Arabic, with “and” and the article', 'العقد والفاتورة', 'فاتورة'],
    ['in Arabic, with another alef', 'إعلان جديد', 'اعلان'],
    ['in Hebrew, without points', 'חֶשְׁבּוֹנִית חדשה', 'חשבונית'],
    ['in Chinese, which has no spaces', '您的五月发票已开具', '发票'],
    ['in Japanese', '会議のお知らせです', 'お知らせ'],
    ['in Thai', 'ใบแจ้งหนี้ประจำเดือน', 'แจ้งหนี้'],
    ['in Korean, before a particle', '청구서를 보냅니다', '청구서'],
    ['in Hindi, whose vowel signs are kept', 'नया बिल', 'बिल'],
  ])('is found %s', (_how, subject, word) => {
    expect(hasWord(subject, ['other', word])).toBe(true);
  });

  test.each([
    ['that is only a part of another', 'Reinvoiced twice', 'invoice'],
    ['that is only the beginning of another', 'invoices', 'invoice'],
    ['whose phrase is interrupted', 'weekly sales report', 'weekly report'],
    ['that is only a part of a number', 'Order 12345', '234'],
    ['that differs by a vowel sign', 'नया बल', 'बिल'],
    ['that is only a part of a syllable', '각', '가'],
    ['that is the end of an Arabic word', 'مكتب', 'تب'],
    ['in an empty subject', '', 'invoice'],
  ])('is not found %s', (_how, subject, word) => {
    expect(hasWord(subject, [word])).toBe(false);
  });

  test('is found later in the subject, if its first place is inside another word', () => {
    expect(hasWord('Reinvoiced: invoice 5', ['invoice'])).toBe(true);
  });
});

test('without words nothing is found', () => {
  expect(hasWord('anything', [])).toBe(false);
  expect(hasWord('anything', [' '])).toBe(false);
});

test.each<[string, string, string[], unknown]>([
  ['a new word', 'Report', ['invoice'], undefined],
  ['white space', '  ', [], 'wordMissing'],
  ['a known word in another spelling', ' REUNION ', ['Réunion'], 'wordKnown'],
  ['a text that is too long', 'x'.repeat(101), [], { key: 'entryTooLong', args: [100] }],
  [
    'one too many',
    'x',
    Array.from({ length: MAX_SENDERS }, (_, nth) => `w${nth}`),
    { key: 'wordsFull', args: [MAX_SENDERS] },
  ],
])('adding %s', (_what, word, others, problem) => {
  expect(wordProblem(word, others)).toEqual(problem);
});

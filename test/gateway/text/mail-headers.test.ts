import { describe, expect, test } from 'vitest';
import { headersOf } from '../../../src/gateway/text/mail-headers';

const read = (...lines: string[]) => headersOf(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
const utf8 = (text: string) => Buffer.from(text).toString('latin1');
const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

test('a header block is read', () => {
  expect(
    read(
      'From: Ann Lee <ann@example.org>',
      'Date: Mon, 23 Nov 2026 14:05:00 +0100',
      'SUBJECT: A long',
      '\tsubject',
      'Subject: Another',
      'Message-Id: <m1@example.org>',
    ),
  ).toEqual({
    from: { name: 'Ann Lee', address: 'ann@example.org' },
    date: 'Mon, 23 Nov 2026 14:05:00 +0100',
    subject: 'A long subject',
    messageId: '<m1@example.org>',
  });
});

test('missing fields are empty', () => {
  expect(read('')).toEqual({ from: { name: '', address: '' }, date: '', subject: '', messageId: '' });
});

describe('the subject', () => {
  test.each([
    ['plain', 'Lunch', 'Lunch'],
    ['in UTF-8', utf8('Été à la plage'), 'Été à la plage'],
    ['in windows-1252', '\xc9t\xe9 \x80', 'Été €'],
    ['in windows-1252 labelled iso-8859-1', '=?iso-8859-1?Q?L=92=E9t=E9_=96_10_=80?=', 'L’été – 10 €'],
    ['in windows-1252 labelled utf-8', '=?utf-8?Q?=E9t=E9?=', 'été'],
    ['with a language', '=?utf-8*fr?Q?=C3=A9t=C3=A9?=', 'été'],
    ['with a character split between words', '=?utf-8?B?4oI=?= =?UTF-8?B?rCBvaw==?=', '€ ok'],
    ['with words in two charsets', '=?utf-8?Q?=C3=A9?= =?iso-8859-2?Q?=B3?=', 'éł'],
    ['with words and text', 'Re: =?utf-8?Q?=C3=A9t=C3=A9?= at 5', 'Re: été at 5'],
    ['with spaces in a word', '=?utf-8?Q?two words?=', 'two words'],
    ['with a word that is no base64', '=?utf-8?B?not base64!?=', '=?utf-8?B?not base64!?='],
    ['with control characters in a word', word('a\r\nBcc: b\u001b[0m'), 'a Bcc: b [0m'],
    ['with direction marks', word('\u202egpj.exe\u202c \u2066ok\u2069'), 'gpj.exe ok'],
    ['that is very long', 'x'.repeat(5000), 'x'.repeat(1000)],
  ])('%s', (_what, field, subject) => {
    expect(read(`Subject: ${field}`).subject).toBe(subject);
  });

  test('in 8-bit text has the charset of the mail', () => {
    const type = 'Content-Type: text/plain; charset="iso-8859-2"';
    expect(read(type, 'Subject: za\xbf\xf3\xb3\xe6').subject).toBe('zażółć');
    expect(read(type, `Subject: ${utf8('été')}`).subject).toBe('été');
    expect(read(type, 'Subject: \x1b$B$3$s\x1b(B!').subject).toBe('こん!');
  });
});

describe('the sender', () => {
  test.each([
    ['an address', 'ann@example.org', '', 'ann@example.org'],
    ['a name and an address', '"Lee, Ann" <ann@example.org>', 'Lee, Ann', 'ann@example.org'],
    ['a comment', 'ann@example.org (Ann Lee)', 'Ann Lee', 'ann@example.org'],
    ['an unquoted comma', 'Lee, Ann <ann@example.org>', 'Lee, Ann', 'ann@example.org'],
    ['two unquoted commas', 'Lee, Ann, PhD <ann@example.org>', 'Lee, Ann, PhD', 'ann@example.org'],
    ['several', 'Ann <ann@example.org>, Bob <bob@example.org>', 'Ann', 'ann@example.org'],
    ['an empty group', 'Undisclosed:;', 'Undisclosed', ''],
    ['a group', 'Team: Ann <ann@example.org>, bob@example.org;', 'Team', 'ann@example.org'],
    ['8-bit text', 'Zo\xe9 M\xfcller <zoe@example.org>', 'Zoé Müller', 'zoe@example.org'],
    ['an encoded name', `${word('Benali, Inès')} <ines@example.org>`, 'Benali, Inès', 'ines@example.org'],
    ['windows-1252', '=?iso-8859-1?Q?D=92Arc?= <jo@example.org>', 'D’Arc', 'jo@example.org'],
    ['all in one word', word('Help desk <help@example.org>'), 'Help desk', 'help@example.org'],
    [
      'a comma in a word',
      `${word('boss@x.example, ')} <ann@example.org>`,
      'boss@x.example,',
      'ann@example.org',
    ],
    [
      'a name with another address',
      '"boss@x.example, x" <ann@example.org>',
      'boss@x.example, x',
      'ann@example.org',
    ],
    ['a name turned round', `${word('\u202eknab\u202c Bank')} <x@example.org>`, 'knab Bank', 'x@example.org'],
    ['no domain by Dovecot', 'Cron <root@MISSING_DOMAIN>', 'Cron', ''],
    ['no domain by Cyrus', 'Cron <root@unspecified-domain>', 'Cron', ''],
    ['no address', 'Ann', 'Ann', ''],
  ])('%s', (_what, field, name, address) => {
    expect(read(`From: ${field}`).from).toEqual({ name, address });
  });

  test('is the address for replies, then the sender, if nobody wrote it', () => {
    const sender = 'Sender: list@example.org';
    expect(read('From: <>', 'Reply-To: Ann <ann@example.org>', sender).from.name).toBe('Ann');
    expect(read('From: <>', sender).from.address).toBe('list@example.org');
    expect(read('From: <>').from).toEqual({ name: '', address: '' });
  });
});

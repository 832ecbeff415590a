import type { MessageStructureObject } from 'imapflow';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../../src/gateway/mailbox/imap/body-parts';

type Node = MessageStructureObject;

const part = (number: string, type: string, more: Partial<Node> = {}): Node => ({
  part: number,
  type,
  size: 100,
  ...more,
});
const multipart = (type: string, ...childNodes: Node[]): Node => ({ type: `multipart/${type}`, childNodes });
const attachment = (filename: string) => ({
  disposition: 'attachment',
  dispositionParameters: { filename },
});

const PLAIN = part('1', 'text/plain');
const HTML = part('2', 'text/html');

/** Part numbers of text and HTML, Content-IDs of pictures, names of attachments. */
function read(structure: Node | undefined) {
  const { text, html, pictures, attachments } = partsOf(structure);
  return [
    text.map(it => it.section).join(),
    html.map(it => it.section).join(),
    pictures.map(it => it.contentId).join(),
    attachments.map(it => it.name).join(),
  ];
}

test.each<[string, Node, string[]]>([
  ['plain text', { type: 'text/plain', size: 5 }, ['TEXT', '', '', '']],
  ['HTML', { type: 'text/html', size: 5 }, ['', 'TEXT', '', '']],
  [
    'types in capitals',
    multipart('MIXED', part('1', 'TEXT/Plain'), part('2', 'Text/HTML')),
    ['1', '2', '', ''],
  ],
  ['both', multipart('alternative', PLAIN, HTML), ['1', '2', '', '']],
  [
    'HTML with pictures',
    multipart('related', part('1', 'text/html'), part('2', 'image/png', { id: '<p@x>' })),
    ['', '1', 'p@x', ''],
  ],
  [
    'everything',
    multipart(
      'mixed',
      multipart(
        'alternative',
        part('1.1', 'text/plain'),
        multipart('related', part('1.2.1', 'text/html'), part('1.2.2', 'image/gif', { id: 'g@x' })),
      ),
      part('2', 'application/pdf', attachment('a.pdf')),
    ),
    ['1.1', '1.2.1', 'g@x', 'a.pdf'],
  ],
  [
    'several texts, with a mailing list’s footer',
    multipart('mixed', PLAIN, part('2', 'text/plain'), part('3', 'text/plain', { disposition: 'inline' })),
    ['1,2,3', '', '', ''],
  ],
  [
    'attached texts',
    multipart(
      'mixed',
      PLAIN,
      part('2', 'text/plain', { ...attachment('a.txt'), disposition: 'ATTACHMENT' }),
      part('3', 'text/html', attachment('b.html')),
    ),
    ['1', '', '', 'a.txt,b.html'],
  ],
  [
    'pictures outside the text',
    multipart(
      'mixed',
      PLAIN,
      part('2', 'image/png', { parameters: { name: 'a.png' } }),
      part('3', 'image/png', { id: '<p@x>', ...attachment('b.png') }),
    ),
    ['1', '', '', 'a.png,b.png'],
  ],
  [
    'a forwarded message is one attachment',
    multipart(
      'mixed',
      PLAIN,
      part('2', 'message/rfc822', {
        envelope: { subject: 'Lunch' },
        childNodes: [part('2.1', 'text/plain'), part('2.2', 'application/pdf', attachment('a.pdf'))],
      }),
    ),
    ['1', '', '', 'Lunch'],
  ],
  ['an invitation', multipart('alternative', PLAIN, HTML, part('3', 'text/calendar')), ['1', '2', '', '']],
  ['a type without a subtype', multipart('mixed', part('1', 'text')), ['1', '', '', '']],
  ['an empty type', { type: '', size: 5 }, ['TEXT', '', '', '']],
  ['a type that is only a slash', { type: '/', size: 5 }, ['TEXT', '', '', '']],
  [
    'texts with a file in between',
    multipart('mixed', PLAIN, part('2', 'application/pdf', attachment('b.pdf')), part('3', 'text/plain')),
    ['1,3', '', '', 'b.pdf'],
  ],
  [
    'a picture without a Content-ID',
    multipart('mixed', PLAIN, part('2', 'image/png'), part('3', 'application/pdf', attachment('b.pdf'))),
    ['1', '', '', ',b.pdf'],
  ],
  ['only a file', part('1', 'application/pdf', attachment('a.pdf')), ['', '', '', 'a.pdf']],
])('a message of %s', (_what, structure, parts) => {
  expect(read(structure)).toEqual(parts);
});

test('a missing structure has no parts', () => {
  expect(read(undefined)).toEqual(['', '', '', '']);
});

test.each<[string, Node]>([
  ['a message without parts', multipart('mixed')],
  ['a multipart without a list of parts', { type: 'multipart/alternative' }],
  ['an empty text', multipart('mixed', part('1', 'text/plain', { size: 0 }))],
])('%s: the whole body is read as text', (_what, structure) => {
  expect(read(structure)).toEqual(['TEXT', '', '', '']);
});

test('nesting is limited, but deep enough for real mail', () => {
  const nested = (depth: number) => {
    let node = PLAIN;
    for (let i = 0; i < depth; i++) node = multipart('mixed', node);
    return multipart('mixed', HTML, node);
  };
  expect(read(nested(20))).toEqual(['1', '2', '', '']);
  expect(read(nested(100_000))).toEqual(['', '2', '', '']);
  const endless = multipart('mixed', HTML);
  endless.childNodes?.push(endless);
  expect(new Set(read(endless)[1]?.split(','))).toEqual(new Set(['2']));
});

describe('an attachment', () => {
  const attached = (more: Partial<Node>) =>
    partsOf(multipart('mixed', PLAIN, part('2', 'Application/PDF', more))).attachments;

  test.each<[string, Partial<Node>, string]>([
    [
      'its file name first',
      { ...attachment('a.pdf'), parameters: { name: 'b.pdf' }, description: 'c' },
      'a.pdf',
    ],
    ['then the name of its type', { parameters: { name: 'b.pdf' }, description: 'c' }, 'b.pdf'],
    ['then its description', { description: 'c' }, 'c'],
    ['nothing else', {}, ''],
    ['no more than 200 characters', attachment('x'.repeat(5000)), 'x'.repeat(200)],
  ])('is named by %s', (_what, more, name) => {
    expect(attached(more)).toMatchObject([{ name, type: 'application/pdf' }]);
  });

  test.each<[Partial<Node>, number]>([
    [{ size: 78_000, encoding: 'BASE64' }, 57_000],
    [{ size: 78_000, encoding: '8bit' }, 78_000],
    [{ size: undefined }, 0],
  ])('%j is about %i bytes', (more, bytes) => {
    expect(attached(more)).toMatchObject([{ bytes }]);
  });
});

describe('the preview is made of', () => {
  /** The sections to try, after the words that stand before them. */
  const sources = (structure: Node) =>
    partsOf(structure).preview.map(({ words, part }) => `${words} ${part?.section ?? ''}`.trim());

  const mail = (number: string, subject: string, ...childNodes: Node[]) =>
    part(number, 'message/rfc822', { envelope: { subject }, childNodes });
  const noSection = (type: string, more: Partial<Node> = {}): Node => ({ type, size: 100, ...more });

  test.each<[string, Node, string[]]>([
    ['the text', noSection('text/plain'), ['1']],
    [
      'plain text first',
      multipart('alternative', part('1', 'text/html'), part('2', 'text/plain')),
      ['2', '1'],
    ],
    [
      'the letter before a footer',
      multipart('mixed', part('1', 'text/html'), part('2', 'text/plain')),
      ['1', '2'],
    ],
    [
      'HTML with pictures',
      multipart(
        'mixed',
        multipart(
          'alternative',
          part('1.1', 'text/plain'),
          multipart('related', part('1.2.1', 'text/html'), part('1.2.2', 'image/png', { id: '<a@b>' })),
        ),
        part('2', 'text/plain', attachment('a.txt')),
      ),
      ['1.1', '1.2.1'],
    ],
    ['an invitation', noSection('text/calendar'), ['1']],
    [
      'an invitation after the text',
      multipart(
        'mixed',
        multipart('alternative', PLAIN, HTML),
        part('2', 'text/calendar', attachment('a.ics')),
      ),
      ['1.1', '1.2', '2'],
    ],
    [
      'an attached mail after the text',
      multipart('mixed', mail('1', 'Lunch', part('1', 'text/plain')), part('2', 'text/plain')),
      ['2', 'Lunch 1.TEXT', 'Lunch'],
    ],
    [
      'an attached mail with parts',
      multipart(
        'mixed',
        mail('1', 'Lunch', multipart('alternative', part('1.1', 'text/plain'), part('1.2', 'text/html'))),
      ),
      ['Lunch 1.1', 'Lunch 1.2', 'Lunch'],
    ],
    [
      'a mail that is only another one',
      noSection('message/rfc822', { envelope: { subject: 'Lunch' }, childNodes: [noSection('text/plain')] }),
      ['Lunch 1.TEXT', 'Lunch'],
    ],
    [
      'a word for an encrypted mail',
      multipart('encrypted', part('1', 'application/pgp-encrypted'), part('2', 'application/octet-stream')),
      ['Encrypted message'],
    ],
    [
      'a word for S/MIME',
      noSection('application/pkcs7-mime', { parameters: { 'smime-type': 'enveloped-data' } }),
      ['Encrypted message'],
    ],
    [
      'a word for an encrypted mail whose type a server has changed',
      multipart(
        'mixed',
        part('1', 'text/plain'),
        part('2', 'application/pgp-encrypted'),
        part('3', 'application/octet-stream'),
      ),
      ['Encrypted message'],
    ],
    [
      'what is signed by S/MIME',
      noSection('application/pkcs7-mime', {
        parameters: { 'smime-type': 'signed-data' },
        ...attachment('smime.p7m'),
      }),
      ['1'],
    ],
    [
      'unknown text if there is no other',
      multipart('mixed', part('1', 'text/x-diff'), part('2', 'text/plain')),
      ['2', '1'],
    ],
    ['no attachment', noSection('application/pdf'), []],
  ])('%s', (_what, structure, expected) => {
    expect(sources(structure)).toEqual(expected);
  });

  test('a text that goes on after a picture, but no alternative and no file', () => {
    const { preview } = partsOf(
      multipart(
        'mixed',
        multipart('alternative', part('1.1', 'text/plain'), part('1.2', 'text/html')),
        part('2', 'image/png'),
        part('3', 'text/plain'),
        part('4', 'text/plain', { disposition: 'inline', dispositionParameters: { filename: 'a.patch' } }),
        mail('5', 'Lunch', part('5', 'text/plain')),
      ),
    );
    const goingOn = preview.filter(({ goesOn }) => goesOn);
    expect(goingOn.map(({ part: { section } = { section: '' } }) => section)).toEqual(['3']);
  });
});

test('marks that turn a file name round are left out', () => {
  const name = partsOf(part('1', 'application/pdf', attachment('a\u202efdp.exe'))).attachments[0]?.name;
  expect(name).toBe('afdp.exe');
});

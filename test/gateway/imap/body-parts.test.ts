import type { MessageStructureObject } from 'imapflow';
import { expect, test } from 'vitest';
import { partsOf } from '../../../src/gateway/imap/body-parts';

type Node = MessageStructureObject;

const leaf = (part: string | undefined, type: string, more: Partial<Node> = {}): Node => ({
  ...(part && { part }),
  type,
  size: 100,
  ...more,
});
const multi = (subtype: string, ...childNodes: Node[]): Node => ({
  type: `multipart/${subtype}`,
  childNodes,
});

/** The parts by what they are read as, in short. */
function read(structure: Node | undefined) {
  const { text, html, pictures, attachments } = partsOf(structure);
  return {
    text: text.map(({ section }) => section).join(),
    html: html.map(({ section }) => section).join(),
    pictures: pictures.map(({ section, contentId }) => `${section} ${contentId}`).join(),
    attachments: attachments.map(({ name, type }) => `${name} ${type}`).join(),
  };
}

const NOTHING = { text: '', html: '', pictures: '', attachments: '' };
const PDF = 'application/pdf';

test.each<[string, Node | undefined, Partial<ReturnType<typeof read>>]>([
  ['no structure', undefined, {}],
  ['a text alone', leaf(undefined, 'text/plain'), { text: 'TEXT' }],
  ['HTML alone', leaf(undefined, 'TEXT/HTML'), { html: 'TEXT' }],
  ['a type without a subtype', leaf(undefined, '/'), { text: 'TEXT' }],
  [
    'alternatives',
    multi('alternative', leaf('1', 'text/plain'), leaf('2', 'text/html')),
    { text: '1', html: '2' },
  ],
  [
    'HTML with its pictures, and a file',
    multi(
      'mixed',
      multi(
        'related',
        multi('alternative', leaf('1.1.1', 'text/plain'), leaf('1.1.2', 'text/html')),
        leaf('1.2', 'image/png', { id: '<logo@x>', disposition: 'inline' }),
      ),
      leaf('2', PDF, { disposition: 'attachment', dispositionParameters: { filename: 'a.pdf' } }),
    ),
    { text: '1.1.1', html: '1.1.2', pictures: '1.2 logo@x', attachments: `a.pdf ${PDF}` },
  ],
  [
    'texts with a file in between',
    multi(
      'mixed',
      leaf('1', 'text/plain'),
      leaf('2', PDF, { parameters: { name: 'b.pdf' } }),
      leaf('3', 'text/plain'),
    ),
    { text: '1,3', attachments: `b.pdf ${PDF}` },
  ],
  [
    'a text that is attached',
    multi('mixed', leaf('1', 'text/plain'), leaf('2', 'text/plain', { disposition: 'ATTACHMENT' })),
    { text: '1', attachments: ' text/plain' },
  ],
  [
    'a mail that is forwarded whole',
    multi(
      'mixed',
      leaf('1', 'text/plain'),
      leaf('2', 'message/rfc822', {
        envelope: { subject: 'Well?' },
        childNodes: [leaf('2.1', 'text/plain')],
      }),
    ),
    { text: '1', attachments: 'Well? message/rfc822' },
  ],
  [
    'a picture that no text names',
    multi('mixed', leaf('1', 'text/plain'), leaf('2', 'image/png')),
    { text: '1', attachments: ' image/png' },
  ],
  ['parts that aren’t where it says', multi('mixed', leaf('1', 'text/plain', { size: 0 })), { text: 'TEXT' }],
  ['no parts', multi('mixed'), { text: 'TEXT' }],
])('%s', (_what, structure, parts) => {
  expect(read(structure)).toEqual({ ...NOTHING, ...parts });
});

test('nesting without end is left at some point', () => {
  let node = leaf('1', 'text/plain');
  for (let depth = 0; depth < 10_000; depth++) node = multi('mixed', node);
  expect(read(node)).toEqual({ ...NOTHING, text: 'TEXT' });
});

test('the size of what base64 carries is that of the file', () => {
  // Lines of 76 characters and a line break each carry 57 bytes.
  const structure = leaf(undefined, PDF, { encoding: 'BASE64', size: 78_000 });
  expect(partsOf(structure).attachments).toMatchObject([{ bytes: 57_000 }]);
  expect(partsOf(leaf(undefined, PDF, { encoding: '8bit' })).attachments).toMatchObject([{ bytes: 100 }]);
});

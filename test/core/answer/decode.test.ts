import { describe, expect, test } from 'vitest';
import { decodeAnswer } from '../../../src/core/answer/decode';
import { answerBytes } from '../../answers';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));

const says = (charset: string) => `<?xml version="1.0" encoding="${charset}"?><a>é€</a>`;

describe('the charset is', () => {
  test.each([
    ["the Content-Type's", latin1('é'), 'text/xml; charset=ISO-8859-1', 'é'],
    ["the Content-Type's in quotes", latin1('é'), 'text/xml; Charset = "iso-8859-15"; x=y', 'é'],
    [
      "the Content-Type's, above the prolog's",
      utf8(says('ISO-8859-1')),
      'text/xml;charset=utf-8',
      says('ISO-8859-1'),
    ],
    [
      "the prolog's",
      latin1('<?xml version="1.0" encoding="ISO-8859-1"?>é'),
      'text/xml',
      '<?xml version="1.0" encoding="ISO-8859-1"?>é',
    ],
    [
      "the prolog's in single quotes",
      latin1("<?xml version='1.0' encoding='latin1'?>é"),
      null,
      "<?xml version='1.0' encoding='latin1'?>é",
    ],
    ['UTF-8 where nothing says', utf8('<a>é€</a>'), null, '<a>é€</a>'],
    ['UTF-8 where the Content-Type names none known', utf8('é'), 'text/xml; charset=klingon', 'é'],
    ['UTF-8 where the prolog names none known', utf8(says('klingon')), null, says('klingon')],
    ['UTF-8 where a prolog of single bytes says UTF-16', utf8(says('UTF-16')), null, says('UTF-16')],
    ["a byte order mark's", utf16('\ufeff<a>é€</a>'), 'text/xml', '<a>é€</a>'],
    ["a byte order mark's, above the Content-Type's", utf8('\ufeffé€'), 'text/xml; charset=ISO-8859-1', 'é€'],
    [
      "a byte order mark's, above the prolog's",
      utf8(`\ufeff${says('ISO-8859-1')}`),
      'text/xml',
      says('ISO-8859-1'),
    ],
    [
      "UTF-16's byte order mark's, above the Content-Type's",
      utf16('\ufeffé€'),
      'text/xml; charset=utf-8',
      'é€',
    ],
    [
      "UTF-16's byte order mark's in its other order, above the Content-Type's",
      utf16('é€\ufeff').reverse(),
      'text/xml; charset=utf-16le',
      '€é',
    ],
    [
      "the Content-Type's where only a part of a mark is there",
      latin1('\xef\xbb'),
      'text/xml; charset=latin1',
      'ï»',
    ],
    ["a byte order mark's, which is no part of the text", utf8('\ufeff<a/>'), null, '<a/>'],
  ])('%s', (_whose, bytes, contentType, text) => {
    expect(decodeAnswer(bytes, contentType)).toBe(text);
  });
});

test('the prolog of a recorded answer is heeded', () => {
  expect(decodeAnswer(answerBytes('iso-8859-1.xml'), 'text/xml')).toContain('Réunion à noël');
});

test.each([
  ['no bytes', new Uint8Array(), ''],
  ['a byte that is none in its charset', new Uint8Array([0x61, 0xff, 0x62]), 'a\ufffdb'],
  ['a character cut off', new Uint8Array([0xe2, 0x82]), '\ufffd'],
])('%s', (_what, bytes, text) => {
  expect(decodeAnswer(bytes, null)).toBe(text);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../../src/gateway/text/charset';
import { BROKEN, type PartEncoding, textOf } from '../../../src/gateway/text/decode-part';

const PLAIN: PartEncoding = { type: 'text/plain', parameters: { charset: 'utf-8' } };
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('the charset of a text', () => {
  test.each<[string, Buffer, string | undefined, string]>([
    ['windows-1252 labelled iso-8859-1', latin1('L\x92\xe9t\xe9 10 \x80'), 'iso-8859-1', 'L’été 10 €'],
    ['windows-1252 labelled us-ascii', latin1('10 \x80 \x93oui\x94'), 'us-ascii', '10 € “oui”'],
    ['UTF-8 labelled us-ascii', Buffer.from('été'), 'us-ascii', 'été'],
    ['windows-1254 labelled iso-8859-9', latin1('\xfe\xf0\x80'), 'ISO-8859-9', 'şğ€'],
    ['iso-8859-2', latin1('za\xbf\xf3\xb3\xe6'), 'iso-8859-2', 'zażółć'],
    ['UTF-8 without a label', Buffer.from('à bientôt'), undefined, 'à bientôt'],
    ['windows-1252 without a label', latin1('\xe0 bient\xf4t'), undefined, 'à bientôt'],
    ['windows-1252 labelled utf-8', latin1('\xe0 bient\xf4t'), 'utf-8', 'à bientôt'],
    ['a label nobody knows', Buffer.from('été'), 'x-nothing', 'été'],
    ['a label of JavaScript', Buffer.from('été'), 'constructor', 'été'],
    ['UTF-16 with a label', Buffer.from('été', 'utf16le'), 'utf-16le', 'été'],
    ['ASCII labelled utf-16', Buffer.from('Hello there'), 'utf-16', 'Hello there'],
    ['a byte order mark against the label', Buffer.from('\ufeffété'), 'iso-8859-1', 'été'],
    ['ISO-2022-JP without a label', latin1('\x1b$B$3$s\x1b(B!'), undefined, 'こん!'],
    ['ISO-2022-JP labelled us-ascii, cut off', latin1('Re: \x1b$B$3$s$K'), 'us-ascii', 'Re: こんに'],
    ['ISO-2022-JP labelled utf-8', latin1('\x1b$@$3$s\x1b(J'), 'utf-8', 'こん'],
    ['ASCII with colours of a terminal', latin1('\x1b[31mred\x1b[0m $B'), undefined, '\x1b[31mred\x1b[0m $B'],
    ['Shift JIS', latin1('\x83n\x83\x8d\x81['), 'cp932', 'ハロー'],
    ['UTF-7', latin1('Caf+AOk- +IKw-'), 'utf-7', 'Café €'],
    ['cp850', latin1('\x82t\x82'), 'cp850', 'été'],
    ['UTF-8 with one broken character', latin1(`${'\xc3\xa9'.repeat(5)}\xff!`), 'utf-8', 'ééééé\ufffd!'],
    ['a character that is cut off', Buffer.from('été €').subarray(0, -1), 'utf-8', 'été '],
    ['nothing', Buffer.alloc(0), 'utf-8', ''],
  ])('%s', (_what, bytes, label, text) => {
    expect(decodeText(bytes, label)).toBe(text);
  });

  test.each<[string, Buffer, string | undefined, string]>([
    ['from its <meta>', latin1('<meta charset="iso-8859-2">\xb3'), undefined, 'ł'],
    ['from its old <meta>', latin1('<meta content="text/html; charset=koi8-r">\xc4\xc1'), 'utf-8', 'да'],
    ['from its label before its <meta>', Buffer.from('<meta charset=iso-8859-1>é'), 'utf-8', 'é'],
    ['as UTF-8 before its <meta>', Buffer.from('<meta charset=iso-8859-1>é'), undefined, 'é'],
  ])('HTML is read %s', (_what, bytes, label, ending) => {
    expect(decodeText(bytes, label, true).replace(/<.*>/, '')).toBe(ending);
  });

  test('plain text has no <meta>', () => {
    expect(decodeText(latin1('<meta charset="iso-8859-2">\xb3'))).toContain('³');
  });
});

describe('base64', () => {
  const decode = (text: string) => textOf(Buffer.from(text), { ...PLAIN, encoding: 'BASE64' });
  const encoded = (text: string) => Buffer.from(text).toString('base64');

  test.each([
    ['in lines', `${encoded('Été à ')}\r\n${encoded('la plage')}\r\n`, 'Été à la plage'],
    [
      'with a footer in plain text',
      `${encoded('Hello')}\r\n____\r\nList <a@b.example>`,
      'Hello\n____\nList <a@b.example>',
    ],
    ['with a footer and no padding', `${encoded('Hello.')}\r\n-- \r\nList`, 'Hello.\n-- \nList'],
    ['with a footer of one word', `${encoded('Hello')}\r\nFooters`, 'Hello\nFooters'],
    ['with padding in the middle', `${encoded('a')}\r\n${encoded('bcde')}\r\n`, 'abcde'],
    ['that is plain text', 'Hello, you there.', '\nHello, you there.'],
  ])('%s', (_what, text, decoded) => {
    expect(decode(text)).toBe(decoded);
  });
});

test.each([
  ['escapes', 'L=E2=80=99=C3=A9t=c3=a9', 'L’été'],
  ['soft line breaks', 'one=\r\n two= \r\n three', 'one two three'],
  ['an equals sign that is no escape', 'a=b = c', 'a=b = c'],
  ['an escape cut after its sign', 'ab=', 'ab'],
  ['an escape cut after one digit', 'ab=C', 'ab'],
  ['a character cut after one escape', 'ab=C3', 'ab'],
])('quoted-printable: %s', (_what, text, decoded) => {
  expect(textOf(Buffer.from(text), { ...PLAIN, encoding: 'quoted-printable' })).toBe(decoded);
});

test.each(['7bit', '8BIT', 'binary', 'x-unknown', undefined])(
  'the encoding %s leaves text as it is',
  encoding => {
    expect(textOf(Buffer.from('a=C3 é'), { ...PLAIN, encoding })).toBe('a=C3 é');
  },
);

describe('flowed text', () => {
  const flowed = (text: string, delsp = 'no') =>
    textOf(Buffer.from(text), { type: 'text/plain', parameters: { format: 'Flowed', delsp } });

  test.each([
    ['joins its lines', 'One \r\ntwo \r\nthree\r\nfour', 'One two three\nfour'],
    ['removes the space that protects a line', ' From here\r\n > no quotation', 'From here\n> no quotation'],
    ['joins only lines quoted alike', '> one \r\n> two \r\n>> three \r\nfour', '> one two \n>> three \nfour'],
    ['keeps the signature mark', 'Bye \r\n-- \r\nAnn', 'Bye \n-- \nAnn'],
  ])('%s', (_what, text, joined) => {
    expect(flowed(text)).toBe(joined);
  });

  test('drops the spaces at line ends where a language has none', () => {
    expect(flowed('日本語の \r\n長い行', 'yes')).toBe('日本語の長い行');
  });
});

describe('a multipart body whose parts can’t be told apart', () => {
  test.each([
    [
      'has no boundaries',
      '--x\r\nContent-Type: text/plain;\r\n charset=a\r\n\r\nOne\r\n--x--\r\n',
      '\r\nOne\r\n',
    ],
    ['keeps its own words', 'Hello\n--\nAnn: --x', 'Hello\n--\nAnn: --x'],
  ])('%s', (_what, body, text) => {
    expect(textOf(Buffer.from(body), { type: BROKEN })).toBe(text);
    expect(textOf(Buffer.from(body), { type: 'text/html', parameters: { boundary: 'x' } })).toBe(text);
  });
});

test('a text cut at any byte keeps its beginning', () => {
  const text = 'L’été à Łódź – 10 € 📷 日本語';
  const encodings = {
    base64: Buffer.from(Buffer.from(text).toString('base64').replace(/.{20}/g, '$&\r\n')),
    'quoted-printable': Buffer.from(
      [...Buffer.from(text)].map(byte => `=${byte.toString(16).toUpperCase()}`).join(''),
    ),
    '8bit': Buffer.from(text),
  };
  fc.assert(
    fc.property(fc.constantFrom(...Object.entries(encodings)), fc.nat(400), ([encoding, bytes], length) => {
      const cut = textOf(bytes.subarray(0, length), { ...PLAIN, encoding });
      expect(text.startsWith(cut)).toBe(true);
    }),
  );
});

test('any bytes give a text', () => {
  const label = fc.constantFrom('utf-8', 'utf-7', 'utf-16', 'gb18030', 'iso-2022-jp', '', '\0', 'x', 'hex');
  const encoding = fc.constantFrom('base64', 'quoted-printable', '8bit');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), label, encoding, (bytes, charset, name) => {
      const part = { type: 'text/html', encoding: name, parameters: { charset } };
      expect(typeof textOf(bytes, part)).toBe('string');
    }),
  );
});

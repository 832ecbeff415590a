import { expect, test } from 'vitest';
import { headerText, parseSender, visibleText } from '../../src/core/sender';

test.each([
  ['0320202024<noreply@wanadoo.fr>', '0320202024', 'noreply@wanadoo.fr'],
  ['jdupont@wanadoo.fr', '', 'jdupont@wanadoo.fr'],
  ['<jdupont@wanadoo.fr>', '', 'jdupont@wanadoo.fr'],
  ['Jean Dupont <j@x.example>', 'Jean Dupont', 'j@x.example'],
  ['"Dupont, Jean" <j@x.example>', 'Dupont, Jean', 'j@x.example'],
  ['Dupont, Jean <j@x.example>', 'Dupont, Jean', 'j@x.example'],
  ['"O\'Neil \\"Bob\\"" <b@x.example>', 'O\'Neil "Bob"', 'b@x.example'],
  ['=?UTF-8?B?Wm/DqQ==?= <zoe@x.example>', 'Zoé', 'zoe@x.example'],
  ['=?ISO-8859-1?Q?Zo=E9_M?= <zoe@x.example>', 'Zoé M', 'zoe@x.example'],
  ['Service clients', 'Service clients', ''],
  ['0320202024', '0320202024', ''],
  ['', '', ''],
  ['   ', '', ''],
  ['<>', '', ''],
  ['Team: a@x.example, b@x.example;', '', 'a@x.example'],
  ['  Jean\r\n\tDupont   <j@x.example>  ', 'Jean Dupont', 'j@x.example'],
])('the sender of %j', (text, name, address) => {
  expect(parseSender(text)).toEqual({ name, address });
});

test.each(['<', '>', '"', '(', '=?', '=?x?B?!!?=', '\u0000', '@', ',;:', '<<<<>>>>'])(
  'anything is a sender: %j',
  text => {
    expect(parseSender(text)).toEqual({ name: expect.any(String), address: expect.any(String) });
  },
);

test.each([
  ['=?utf-8?Q?Caf=C3=A9?=', 'Café'],
  ['Re: =?utf-8?Q?Caf=C3=A9?= noir', 'Re: Café noir'],
  ['=?utf-8?B?w6k=?= =?utf-8?B?w6g=?=', 'éè'],
  ['plain = text ?', 'plain = text ?'],
  ['=?no-such-charset?Q?a?=', 'a'],
])('a subject %j', (text, shown) => {
  expect(headerText(text)).toBe(shown);
});

test.each([
  ['a right-to-left override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['isolates and marks', '\u2066a\u2069\u200eb\u200f', 'ab'],
  ['a zero-width space and a soft hyphen', 'pay\u200bpal\u00ad\ufeff', 'paypal'],
  ['control characters, which part words', 'a\u0000b\u0007c', 'a b c'],
  ['line breaks and runs of spaces', ' a\r\n\t  b ', 'a b'],
  ['a no-break space, which stays', 'a\u00a0!', 'a\u00a0!'],
  ['the joiner of an emoji, which stays', '👩\u200d💻', '👩\u200d💻'],
])('%s', (_what, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

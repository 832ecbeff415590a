import { expect, test } from 'vitest';
import { headerText, parseSender } from '../../../src/core/answer/sender';

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
  ['Lee, Ann <ann@x.example>', 'Lee, Ann', 'ann@x.example'],
  ['Team: a@x.example, b@x.example;', 'Team', 'a@x.example'],
  ['"The Team": Ann <a@x.example>, Bob <b@x.example>;', 'The Team', 'a@x.example'],
  ['=?utf-8?q?=C3=89quipe?=: a@x.example;', 'Équipe', 'a@x.example'],
  ['Undisclosed recipients:;', 'Undisclosed recipients', ''],
  ['Backup: 10:30:05 <b@x.example>', 'Backup: 10:30:05', 'b@x.example'],
  ['a:b:c:d:e:f <a@x.example>;', 'a:b:c:d:e:f', 'a@x.example'],
  ['"Alerts: disk" <a@x.example>', 'Alerts: disk', 'a@x.example'],
  ['Ann <ann@[IPv6:2001:db8::1]>', 'Ann', 'ann@[IPv6:2001:db8::1]'],
  ['Dr. Who: Time <who@x.example>', 'Dr. Who: Time', 'who@x.example'],
  ['Ann <ann@MISSING_DOMAIN>', 'Ann', ''],
  ['Ann <ann@unspecified-domain>', 'Ann', ''],
  ['ann@unspecified-domain', 'ann', ''],
  ['<MISSING_MAILBOX@MISSING_DOMAIN>', '', ''],
  ['"ann@MISSING_DOMAIN" <a@x.example>', 'ann', 'a@x.example'],
  ['=?utf-8?q?ann=40MISSING=5FDOMAIN?= <a@x.example>', 'ann', 'a@x.example'],
  ['"=?utf-8?q?Zo=C3=A9?= Martin" <z@x.example>', 'Zoé Martin', 'z@x.example'],
  ['=?utf-8?q?Lee=2C_Ann?= <ann@x.example>', 'Lee, Ann', 'ann@x.example'],
  ['=?utf-8?q?Ann_=3Cann=40x=2Eexample=3E?=', 'Ann', 'ann@x.example'],
  ['  Jean\r\n\tDupont   <j@x.example>  ', 'Jean Dupont', 'j@x.example'],
])('the sender of %j', (text, name, address) => {
  expect(parseSender(text)).toEqual({ name, address });
});

test('the number of decoded words in a field is limited', () => {
  const words = '=?utf-8?q?a?= '.repeat(101);
  expect(headerText(words)).toBe('a'.repeat(100));
  expect(parseSender(`${words}<a@x.example>`).name).toBe('a'.repeat(100));
});

test('direction overrides in an encoded word are removed', () => {
  const { name } = parseSender('=?utf-8?b?4oCuZWxnbmlz4oCs?= <a@x.example>');
  expect(name).toBe('elgnis');
  expect(headerText('=?utf-8?q?=E2=81=A7abc=E2=81=A9?=')).toBe('abc');
});

test.each(['<', '>', '"', '(', '=?', '=?x?B?!!?=', '\u0000', '@', ',;:', '<<<<>>>>'])(
  'any text gives a sender: %j',
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
])('the subject %j', (text, shown) => {
  expect(headerText(text)).toBe(shown);
});

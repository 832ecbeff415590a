import { expect, test } from 'vitest';
import { beginningOf, formatMailDate, formatSender } from '../../../src/gateway/text/mail-text';
import { element, escapeXml } from '../../../src/gateway/text/xml';

test('markup and quotes are escaped', () => {
  expect(escapeXml(`<a href="x">&'</a>]]>`)).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;]]&gt;');
});

test.each([
  ['a control character', 'a\u0000b\u0008c\u001fd', 'a\ufffdb\ufffdc\ufffdd'],
  ['a lone surrogate', 'a\ud83db\udc00c', 'a\ufffdb\ufffdc'],
  ['a non-character', '\ufffe\uffff', '\ufffd\ufffd'],
  ['an emoji stays unchanged', '📷 é\u00a0\t\n', '📷 é\u00a0\t\n'],
])('%s', (_what, text, escaped) => {
  expect(escapeXml(text)).toBe(escaped);
});

test('an element without content is empty', () => {
  expect(element('x').xml).toBe('<x/>');
  expect(element('x', 0).xml).toBe('<x>0</x>');
  expect(element('x', []).xml).toBe('<x/>');
});

test.each([
  [60, 'Mon, 23 Nov 2026 14:05:00 +0100'],
  [0, 'Mon, 23 Nov 2026 13:05:00 +0000'],
  [-210, 'Mon, 23 Nov 2026 09:35:00 -0330'],
  [720, 'Tue, 24 Nov 2026 01:05:00 +1200'],
])('a date %i minutes east of UTC', (offset, text) => {
  expect(formatMailDate(new Date(Date.UTC(2026, 10, 23, 13, 5)), offset)).toBe(text);
});

test('a date uses this machine’s time zone and parses back', () => {
  const date = new Date(2026, 0, 5, 7, 8, 9);
  expect(formatMailDate(date)).toMatch(/^Mon, 5 Jan 2026 07:08:09 [+-]\d{4}$/);
  expect(new Date(formatMailDate(date))).toEqual(date);
});

test.each([
  ['', 'a@b.example'],
  ['Élodie Marchand', 'Élodie Marchand <a@b.example>'],
  ['Benali, Inès', '"Benali, Inès" <a@b.example>'],
  ['Siobhán "Shiv" \\', '"Siobhán \\"Shiv\\" \\\\" <a@b.example>'],
  ['two\r\n lines', 'two lines <a@b.example>'],
])('the sender %j', (name, text) => {
  expect(formatSender({ name, address: 'a@b.example' })).toBe(text);
});

test('a sender without an address', () => {
  expect(formatSender({ name: 'Undisclosed', address: '' })).toBe('Undisclosed');
  expect(formatSender({ name: 'Ann <ann@b.example>', address: '' })).toBe('"Ann <ann@b.example>"');
});

test('the beginning of a text is one line and never splits a character', () => {
  expect(beginningOf('  Hello,\n\nyou  there ')).toBe('Hello, you there');
  expect(beginningOf('📷'.repeat(300))).toBe('📷'.repeat(200));
});

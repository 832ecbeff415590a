import { expect, test } from 'vitest';
import { readDateHeader } from '../../../src/gateway/text/date-header';

const MONDAY = '2026-11-23T09:00:00Z';

test.each([
  ['as RFC 5322 has it', 'Date: Mon, 23 Nov 2026 10:00:00 +0100\r\n\r\n', MONDAY],
  [
    'among other fields',
    'Subject: Date: x\r\nDATE: 23 Nov 2026 09:00 GMT\r\nX-Date: 1 Jan 2020 0:00\r\n',
    MONDAY,
  ],
  ['folded', 'Date: Mon,\r\n 23 Nov 2026\r\n\t10:00:00 +0100\r\nX: 1\r\n', MONDAY],
  ['with bare line feeds', 'X: 1\nDate:23 Nov 2026 10:00:00 +0100\nY: 2\n', MONDAY],
  ['in asctime form', 'Date: Mon Nov 23 09:00:00 2026\r\n', MONDAY],
  ['after noon', 'Date: Mon, 23 Nov 2026 9:05 PM\r\n', '2026-11-23T21:05:00Z'],
  ['in British summer', 'Date: Tue, 7 Jul 2026 10:00:00 BST\r\n', '2026-07-07T09:00:00Z'],
  ['in Middle Europe’s summer', 'Date: Tue, 7 Jul 2026 11:00:00 MEST\r\n', '2026-07-07T09:00:00Z'],
  ['in Central Europe’s summer', 'Date: Tue, 7 Jul 2026 11:00:00 CEST\r\n', '2026-07-07T09:00:00Z'],
  ['in an impossible zone, read as UTC', 'Date: Mon, 23 Nov 2026 09:00:00 +9999\r\n', MONDAY],
])('a date %s', (_what, header, date) => {
  expect(readDateHeader(header)).toBe(Date.parse(date));
});

test.each([
  '',
  'Subject: 23 Nov 2026 09:00 GMT\r\n',
  'Date:\r\n',
  'Date: yesterday\r\nX: 23 Nov 2026 09:00 GMT\r\n',
])('no date: %j', header => {
  expect(readDateHeader(header)).toBeUndefined();
});

test('200 kB of header are read fast', () => {
  for (const part of ['Date:', 'Date: \r\n ', '\r\n ', ' ', 'date'])
    expect(readDateHeader(part.repeat(200_000 / part.length))).toBeUndefined();
});

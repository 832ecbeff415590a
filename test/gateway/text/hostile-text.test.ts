import { describe, expect, test } from 'vitest';
import { BROKEN, textOf } from '../../../src/gateway/text/decode-part';
import { invitationText } from '../../../src/gateway/text/invitation';
import { headersOf } from '../../../src/gateway/text/mail-headers';
import { previewOf } from '../../../src/gateway/text/preview';

/** Milliseconds; a slow pattern takes many seconds, also on a fast machine. */
const LIMIT = 1000;
const LENGTH = 256 * 1024;

const filledWith = (piece: string) => piece.repeat(Math.floor(LENGTH / piece.length));

function milliseconds(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

describe.each([
  ['spaces', ' '],
  ['carriage returns', '\r'],
  ['line feeds', '\n'],
  ['equals signs', '='],
  ['escaped quotes', '\\"'],
  ['dots', '.'],
  ['lines of dots', `${'.'.repeat(127)}\n`],
  ['angle brackets', '<'],
  ['quotation marks', '>'],
  ['ampersands', '&'],
  ['square brackets', '['],
  ['round brackets', '('],
  ['underscores', '_'],
  ['encoded words', '=?utf-8?Q?'],
  ['soft line breaks', '=  '],
  ['comments', '<!--'],
  ['pictures', '[cid:'],
  ['links', '(https://'],
  ['attributions', 'On wrote:\n'],
  ['other attributions', '2026 1:11 wrote '],
  ['headers', 'from: a\ndate: b\n\n'],
  ['boundaries', '--a\na:a:\n '],
  ['initials', ' AL'],
])('many %s are read quickly', (_what, piece) => {
  const text = filledWith(piece);

  test.each(['From: "', 'From: ', 'Subject: ', 'Subject: =?utf-8?B?', 'Content-Type: ', 'Message-Id: ', ''])(
    'in a header block after %j',
    start => {
      const block = Buffer.from(`${start}${text}!?=\r\nDate: x\r\n\r\n`);
      expect(milliseconds(() => headersOf(block))).toBeLessThan(LIMIT);
    },
  );

  test.each(['7bit', 'base64', 'quoted-printable'])('in a part in %s', encoding => {
    const bytes = Buffer.from(`${text}!`);
    const parameters = { format: 'flowed' };
    expect(milliseconds(() => textOf(bytes, { type: 'text/plain', encoding, parameters }))).toBeLessThan(
      LIMIT,
    );
    expect(milliseconds(() => textOf(bytes, { type: 'text/html', encoding }))).toBeLessThan(LIMIT);
    expect(milliseconds(() => textOf(bytes, { type: BROKEN, encoding }))).toBeLessThan(LIMIT);
  });

  test.each(['text/plain', 'text/html'])('in a preview of %s', type => {
    for (const hostile of [text, `${text}a`, `a${text}`]) {
      expect(milliseconds(() => previewOf(hostile, type))).toBeLessThan(LIMIT);
    }
  });

  test('in an invitation', () => {
    const calendar = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:${text}`;
    expect(milliseconds(() => invitationText(calendar))).toBeLessThan(LIMIT);
    expect(milliseconds(() => invitationText(`${calendar}\r\n`))).toBeLessThan(LIMIT);
  });
});

test('a newsletter’s first line that many lines repeat is read quickly', () => {
  const line = `${'.'.repeat(158)}a\n`;
  expect(milliseconds(() => previewOf(line.repeat(1600)))).toBeLessThan(LIMIT);
});

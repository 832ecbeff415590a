import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { previewOf } from '../../../src/gateway/text/preview';

const QUOTE = '> Venez-vous demain ?\n> À bientôt';

describe('the sender’s own words come first', () => {
  test.each<[string, string, string]>([
    ['a text', 'Bonjour,\n\n  à demain !\n', 'Bonjour, à demain !'],
    ['a quotation above', `${QUOTE}\n\nOui.`, 'Oui. Venez-vous demain ? À bientôt'],
    ['quotations in between', '> Un ?\nOui.\n> Deux ?\nNon.', 'Oui. Non. Un ? Deux ?'],
    ['a quotation of a quotation', '>> Un ?\n> Deux ?\nOui.', 'Oui. Un ? Deux ?'],
    ['a signature', '-- \nJean Dupont\nRue du Bac', 'Jean Dupont Rue du Bac'],
    ['a signature below', 'Oui.\n-- \nJean\n', 'Oui. Jean'],
    [
      'a quotation below the signature',
      `Oui.\n-- \nJean\n${QUOTE}`,
      'Oui. Venez-vous demain ? À bientôt Jean',
    ],
    ['a phone’s signature', 'Sent from my iPhone\n\nYes.', 'Yes. Sent from my iPhone'],
    ['a phone’s signature in French', 'Oui.\nEnvoyé de mon iPhone', 'Oui. Envoyé de mon iPhone'],
    ['Outlook’s quotation', 'Yes.\n\n-----Original Message-----\nFrom: Jean\nWell?', 'Yes. From: Jean Well?'],
    ['Outlook’s line', 'Yes.\n________________________________\nFrom: Jean\nWell?', 'Yes. From: Jean Well?'],
    [
      'what is forwarded and nothing else',
      '---------- Forwarded message ---------\nFrom: Jean',
      'Forwarded message From: Jean',
    ],
    ['nothing but a quotation', QUOTE, 'Venez-vous demain ? À bientôt'],
    ['two dashes that are no signature', 'a -- b\n--\nc', 'a -- b c'],
    ['nothing', ' \r\n\r\n', ''],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });
});

test.each([
  'On Mon, 23 Nov 2026 at 14:05, Jean Dupont <jean@example.org> wrote:',
  'On Mon, 23 Nov 2026 at 14:05, Jean Dupont\n<jean@example.org> wrote:',
  'Le lun. 23 nov. 2026 à 14:05, Jean Dupont <jean@example.org> a écrit :',
  'Le lun. 23 nov. 2026 à 14:05, Jean Dupont\n<jean@example.org>\na écrit :',
  'El lun, 23 nov 2026 a las 14:05, Jean Dupont escribió:',
  'W dniu 23.11.2026 o 14:05, Jean Dupont napisał(a):',
  'Pe lun., 23 nov. 2026 la 14:05, Jean Dupont a scris:',
  'في الاثنين، 23 نوفمبر 2026 كتب Jean Dupont كتب:',
])('who is quoted is left out: %j', line => {
  expect(previewOf(`Oui.\n\n${line}\n\n${QUOTE}`)).toBe('Oui. Venez-vous demain ? À bientôt');
});

test('a line that ends alike and quotes nobody is the sender’s own', () => {
  expect(previewOf('On Monday Jean wrote:\n\nwe shall see')).toBe('On Monday Jean wrote: we shall see');
});

describe('what nobody reads is left out', () => {
  test.each([
    [
      'addresses in brackets',
      'Read <https://a.example/x?y=1> [https://b.example/] ( http://c.example ) on',
      'Read on',
    ],
    ['rules', '=====\nNews\n*****-----\nof today ~~~~', 'News of today'],
    ['padding', `Sale! ${'\u034f \u200c \u00ad\u2007'.repeat(40)} Shop now`, 'Sale! Shop now'],
  ])('%s', (_what, text, preview) => {
    expect(previewOf(text)).toBe(preview);
  });

  test.each(['👩‍👩‍👧‍👦 family', 'می‌خواهم', 'https://a.example/ stays', 'a–b - c'])(
    'but %j stays whole',
    text => {
      expect(previewOf(text)).toBe(text);
    },
  );
});

test('whatever a mail says, it is one line of 200 characters at most', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '>',
      '> ',
      '-- ',
      'On ',
      ' wrote:',
      '\n',
      '\r\n',
      '-----',
      '____',
      '<http://',
      '(',
      ' ',
      '\u034f',
    ),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 400 }), pieces => {
      const preview = previewOf(pieces.join(''));
      expect([...preview].length).toBeLessThanOrEqual(200);
      expect(preview).not.toMatch(/[\r\n]/);
    }),
  );
});

test.each(['>', 'On ', '-', '_', '(', '<http://', '\u034f', 'Le a écrit\n'])(
  'eight kilobytes of %j take no more than a moment',
  piece => {
    expect([...previewOf(piece.repeat(8192 / piece.length))].length).toBeLessThanOrEqual(200);
  },
);

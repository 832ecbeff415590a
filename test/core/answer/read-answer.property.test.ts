import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Message } from '../../../src/core/answer/answer';
import { within } from '../../../src/core/answer/answer-part';
import { ELEMENT, ELEMENT_OF, INFOS } from '../../../src/core/answer/api-vocabulary';
import type { ParseDocument } from '../../../src/core/answer/parse-document';
import { readAnswer } from '../../../src/core/answer/read-answer';
import { repairXml } from '../../../src/core/answer/repair-xml';
import { visibleText } from '../../../src/core/answer/visible-text';
import { answerDocument, countNode, overviewNode } from '../../../src/gateway/api/answer-xml';
import { parseDocument } from '../../parse-document';

/** Runs of each property; together more than 10,000 answers. */
const RUNS = 1700;

/** Any text, often with characters that matter to XML, HTML, MIME and disguise. */
const text = fc.string({
  unit: fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '<![CDATA[',
      '<!--',
      '-->',
      '<?',
      '&amp;',
      '&#0;',
      '&eacute;',
    ),
    fc.constantFrom(
      '</msg>',
      '<msg>',
      '<msg_id>',
      '</Data>',
      '<error>',
      '<b>',
      '\u0000',
      '\u202e',
      '\u200b',
      '\ud800',
    ),
    fc.constantFrom(' ', '\n', 'é', '€', '😀', 'a', '1'),
  ),
  maxLength: 12,
});

const markup = fc.array(
  fc.oneof(
    text,
    fc
      .tuple(
        fc.constantFrom('<', '</'),
        fc.constantFrom(...Object.values(ELEMENT), ...Object.values(ELEMENT_OF)),
      )
      .map(([start, name]) => `${start}${name}>`),
  ),
  { maxLength: 40 },
);

const summary = fc.record({
  id: fc.uuid(),
  from: fc.constant({ name: 'Jean', address: 'jean@mail.example' }),
  date: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
  subject: text,
  beginning: text,
  read: fc.constant(false),
});

const count = fc.nat({ max: 2 ** 31 - 1 });

/** XML 1.0 §2.2, and the gateway's replacement for forbidden characters. */
function writable(words: string): string {
  return words.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

function expectedMessages(
  summaries: readonly { id: string; date: Date; subject: string; beginning: string }[],
) {
  return summaries.map(({ id, date, subject, beginning }) => ({
    link: `https://mail.example/${id}`,
    date: Math.trunc(date.getTime() / 1000) * 1000,
    subject: visibleText(writable(subject)),
    beginning: visibleText(writable(beginning)),
  }));
}

const withoutEncodedWords = (words: string) => !words.includes('=?');

describe('a written answer is read back', () => {
  const answers = fc.record({
    counts: fc.tuple(count, count, count),
    withheld: fc.subarray([...INFOS]),
    summaries: fc.array(summary, { maxLength: 6 }),
  });

  test('from the gateway’s writer to the extension’s reader', () => {
    fc.assert(
      fc.property(answers, ({ counts, withheld, summaries }) => {
        fc.pre(summaries.every(({ subject }) => withoutEncodedWords(subject)));
        const allowed = INFOS.filter(info => !withheld.includes(info));
        const xml = answerDocument({
          values: new Map(
            allowed.map(info => [
              info,
              info === 'EmailsLastNDetailed'
                ? overviewNode(summaries, ({ id }) => `https://mail.example/${id}`)
                : countNode(info, counts[INFOS.indexOf(info)] ?? 0),
            ]),
          ),
          withheld: new Set(withheld),
          dashboard: 'https://privacy.example/?a=1&b=2',
        });
        const reading = readAnswer(xml, parseDocument);
        const told = <T>(info: (typeof INFOS)[number], value: T) =>
          withheld.includes(info) ? 'withheld' : value;
        const expected = {
          emails: told('NoEMails', counts[0]),
          unread: told('NoUnReadMails', counts[1]),
          sms: told('NoSMS', counts[2]),
          messages: told(
            'EmailsLastNDetailed',
            expectedMessages(summaries).map(message => expect.objectContaining(message)),
          ),
          dashboard: 'https://privacy.example/?a=1&b=2',
        };
        expect(reading).toEqual({ kind: 'answer', answer: expected });

        // A needless repair doesn't change a well-formed answer.
        const refusing: ParseDocument = (text, type) =>
          parseDocument(type === 'text/html' ? text : '<', type);
        expect(readAnswer(xml, refusing)).toEqual(reading);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('any input', () => {
  /** The properties that hold for any answer. */
  function isSound(answer: Answer): boolean {
    const sound = (value: unknown) =>
      value === 'withheld' || value === 'unreported' || Number.isSafeInteger(value);
    const messages: Message[] = typeof answer.messages === 'string' ? [] : answer.messages;
    return (
      [answer.emails, answer.unread, answer.sms].every(sound) &&
      new Set(messages.map(({ id }) => id)).size === messages.length &&
      messages.every(({ link, date }) => !(link && !/^https?:\/\//.test(link)) && !Number.isNaN(date ?? 0))
    );
  }

  test.each([
    ['any text', text],
    ['any mix of the API’s own tags and text', markup.map(parts => parts.join(''))],
    [
      'an answer with any text in it',
      markup.map(
        parts => `<getPersonalMessagesReturn><Data>${parts.join('')}</Data></getPersonalMessagesReturn>`,
      ),
    ],
    [
      'an answer cut at any place',
      fc.tuple(markup, fc.nat(400)).map(([parts, end]) => `<Data>${parts.join('')}</Data>`.slice(0, end)),
    ],
  ])('parsing %s never throws, takes linear work, and gives a valid result', (_what, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, source => {
        let work = 0;
        const reading = readAnswer(source, (text, type) => {
          work += text.length;
          return parseDocument(text, type);
        });
        // Once for the answer, once for a nested overview, each with the names of its entities.
        expect(work).toBeLessThanOrEqual(2 * source.length + 4 * source.length + 200);
        expect(reading.kind !== 'answer' || isSound(reading.answer)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('a repair adds no message', () => {
    fc.assert(
      fc.property(markup, parts => {
        const source = `<Data>${parts.join('')}`;
        const { root } = repairXml(source, () => undefined);
        const messages = root ? [...within(root, ELEMENT.message)] : [];
        expect(messages.length).toBeLessThanOrEqual(source.split('<msg>').length - 1);
      }),
      { numRuns: RUNS },
    );
  });
});

import { describe, expect, test } from 'vitest';
import type { Answer, Message } from '../../../src/core/answer/answer';
import type { ParseDocument } from '../../../src/core/answer/parse-document';
import { readAnswer } from '../../../src/core/answer/read-answer';
import { HOSTILE_ANSWERS } from '../../hostile-answers';
import { parseDocument } from '../../parse-document';

/** The most that one reading takes in storage, in bytes of JSON. */
const LARGEST_READING = 4 * 1024 * 1024;

const LENGTH = 1024 * 1024;

/** A parser that notes what it is given. It refuses all XML, so that all of it is repaired. */
function watchingParser() {
  const given: { xml: number[]; html: number[] } = { xml: [], html: [] };
  const parse: ParseDocument = (text, type) => {
    given[type === 'text/html' ? 'html' : 'xml'].push(text.length);
    return parseDocument(type === 'text/html' ? text : '<', type);
  };
  return { given, parse };
}

describe.each(HOSTILE_ANSWERS)('an answer of %s', (_kind, textOf) => {
  const text = textOf(LENGTH);
  const { given, parse } = watchingParser();
  const reading = readAnswer(text, parse);
  const json = JSON.stringify(reading);

  test('is parsed once, and its nested list once more', () => {
    expect(given.xml.length).toBeLessThanOrEqual(2);
    for (const length of given.xml) expect(length).toBeLessThanOrEqual(text.length + 100);
  });

  test('has its entities looked up together, and not too many', () => {
    expect(given.html.length).toBeLessThanOrEqual(2);
    for (const length of given.html) expect(length).toBeLessThanOrEqual(300 * 42);
  });

  test('leaves its counts as they are, and fills no storage', () => {
    expect(reading).toMatchObject(reading.kind === 'answer' ? { answer: { unread: 7 } } : {});
    expect(new TextEncoder().encode(json).length).toBeLessThan(LARGEST_READING);
    expect(json).not.toMatch(/\\ud[89a-f]/);
  });
});

test.each([
  'comments',
  'comments before the root',
  'processing instructions',
  'a prolog without an end',
  'entities that are declared',
  'attributes',
  'an attribute',
  'namespaces',
  'prefixes',
  'namespaces within each other',
  'a name without an end',
  'unknown elements',
  'elements of all kinds',
  'empty messages',
  'elements within elements',
  'elements deep within',
  'errors',
  'words before the root',
])('no browser’s parser is given %s', kind => {
  const [, textOf] = HOSTILE_ANSWERS.find(([name]) => name === kind) ?? [];
  const { given, parse } = watchingParser();
  readAnswer(textOf?.(LENGTH) ?? '', parse);
  expect(textOf).toBeDefined();
  expect(given.xml).toEqual([]);
});

function answerOf(text: string): Answer {
  const reading = readAnswer(text, parseDocument);
  if (reading.kind !== 'answer') throw new Error(`read as ${reading.kind}`);
  return reading.answer;
}

const listed = (...messages: string[]) =>
  `<Data><EmailsLastNDetailed><msgs>${messages.map(it => `<msg>${it}</msg>`).join('')}</msgs></EmailsLastNDetailed></Data>`;

function messageOf(fields: string): Message {
  const [message] = answerOf(listed(fields)).messages;
  if (typeof message !== 'object') throw new Error('no message');
  return message;
}

const TOO_LONG = 'x'.repeat(20_000);

describe('of what is too long, the start is kept', () => {
  test.each([
    ['a subject', 'msg_subject', (it: Message) => it.subject, 500],
    ['a sender’s name', 'msg_from', (it: Message) => it.from.name, 500],
    ['a beginning', 'msg_begin_body', (it: Message) => it.beginning, 500],
  ])('of %s', (_what, field, shown, length) => {
    expect(shown(messageOf(`<${field}>${TOO_LONG}</${field}>`))).toBe('x'.repeat(length));
    const pairs = messageOf(`<${field}>x${'😀'.repeat(20_000)}</${field}>`);
    expect(shown(pairs)).toBe(`x${'😀'.repeat(length / 2 - 1)}`);
  });

  test('of an address', () => {
    expect(messageOf(`<msg_from>a@${TOO_LONG.slice(0, 400)}</msg_from>`).from.address).toHaveLength(320);
  });

  test('of a subject in encoded words, which are ten times as long', () => {
    const word = `=?utf-8?q?${'=E4=BD=A0'.repeat(6)}?= `;
    expect(messageOf(`<msg_subject>${word.repeat(500)}</msg_subject>`).subject).toBe('你'.repeat(500));
  });

  test('of a beginning after hundreds of invisible characters', () => {
    const { beginning } = messageOf(
      `<msg_begin_body>Hello${' &#847;&#8204;'.repeat(2_000)}world</msg_begin_body>`,
    );
    expect(beginning).toBe('Hello world');
  });

  test('of a list', () => {
    const mails = Array.from({ length: 300 }, (_, index) => `<msg_subject>${index}</msg_subject>`);
    const strict = listed(...mails);
    for (const text of [strict, strict.replace('<Data>', '<Data>&')])
      expect(answerOf(text).messages).toMatchObject(
        mails.slice(0, 200).map((_, index) => ({ subject: `${index}` })),
      );
  });

  test('of a list that begins with the oldest, the end', () => {
    const mails = Array.from({ length: 300 }, (_, index) => {
      const date = new Date(Date.UTC(2026, 10, 1) + index * 60_000).toUTCString();
      return `<msg_subject>${index}</msg_subject><msg_date>${date}</msg_date>`;
    });
    const subjects = (...list: string[]) => {
      const { messages } = answerOf(listed(...list));
      return typeof messages === 'string' ? messages : messages.map(({ subject }) => Number(subject));
    };
    const newest = Array.from({ length: 200 }, (_, index) => index + 100);
    expect(subjects(...mails)).toEqual(newest);
    expect(subjects(...mails.toReversed())).toEqual(newest.toReversed());
  });

  test('of an id, a digest', () => {
    for (const id of [TOO_LONG, '1']) {
      const { id: own, serverId } = messageOf(`<msg_id>${id}</msg_id>`);
      expect(own.length + serverId.length).toBeLessThan(30);
    }
  });
});

describe('a link that is too long is none, for a part of it leads elsewhere', () => {
  const link = (length: number) => `https://mail.example/${'x'.repeat(length - 21)}`;

  test.each([
    ['at its longest', link(2048), link(2048)],
    ['too long', link(2049), undefined],
    ['too long by its encoding', `https://mail.example/${'é'.repeat(1000)}`, undefined],
    ['too long behind white space', `${link(100)}${' '.repeat(20_000)}x`, `${link(100)}x`],
    ['much too long', link(100_000), undefined],
    ['much too long, of entities', `https://mail.example/?${'&amp;'.repeat(3_000)}`, undefined],
  ])('%s', (_what, address, expected) => {
    const strict = listed(`<msg_url_access>${address}</msg_url_access>`).replace(
      '</Data>',
      `<PrivacyDashboardURL>${address}</PrivacyDashboardURL></Data>`,
    );
    for (const text of [strict, strict.replace('<Data>', '<Data>&')]) {
      const answer = answerOf(text);
      expect(answer.dashboard).toBe(expected);
      expect(answer.messages).toMatchObject([{ subject: '' }]);
      expect(JSON.stringify(answer.messages).includes('https:')).toBe(expected !== undefined);
    }
    const error = readAnswer(`<error><code>-3</code><url>${address}</url></error>`, parseDocument);
    expect(error).toEqual({ kind: 'api-error', code: -3, ...(expected && { url: expected }) });
  });
});

test('the largest reading fits into storage with room to spare', () => {
  const quotes = '&quot;'.repeat(1_600);
  const message = (index: number) =>
    `<msg_id>${index}${'€'.repeat(10_000)}</msg_id><msg_from>${'€'.repeat(600)} &lt;a@${'x'.repeat(400)}&gt;</msg_from><msg_subject>${quotes}</msg_subject><msg_begin_body>${'€'.repeat(600)}</msg_begin_body><msg_url_access>https://mail.example/${index}/${'x'.repeat(2_000)}</msg_url_access>`;
  const reading = answerOf(listed(...Array.from({ length: 250 }, (_, index) => message(index))));
  expect(reading.messages).toHaveLength(200);
  expect(new TextEncoder().encode(JSON.stringify(reading)).length).toBeLessThan(LARGEST_READING);
});

describe('what stands after the cuts costs nothing and changes nothing', () => {
  test.each([
    ['msg_from', 'g:a@b,'],
    ['msg_from', 'a '],
    ['msg_subject', '=?utf-8?q?a?= '],
    ['msg_begin_body', '\u200b'],
    ['msg_date', '1 Jan 2026 '],
  ])('in %s: %j', (field, part) => {
    const of = (times: number) => messageOf(`<msg_id>1</msg_id><${field}>${part.repeat(times)}</${field}>`);
    expect(of(200_000 / part.length)).toEqual(of(40_000 / part.length));
  });
});

test('entities past the first few hundred names stay text', () => {
  const names = Array.from({ length: 400 }, (_, index) => `&z${index};`).join('');
  const of = (subject: string) => messageOf(`<msg_subject>${subject}</msg_subject>`).subject;
  expect(of(`${names.slice(0, 100)}&eacute;`)).toMatch(/é$/);
  expect(messageOf(`<msg_id>${names}</msg_id><msg_subject>&eacute;</msg_subject>`).subject).toBe('&eacute;');
});

test.each([
  ['&copy;', '©'],
  ['&copyright;', '&copyright;'],
  ['&semi;', ';'],
  ['&constructor;', '&constructor;'],
  ['&NewLine;x', 'x'],
])('the entity %s is %s', (source, shown) => {
  expect(messageOf(`<msg_subject>${source}</msg_subject>`).subject).toBe(shown);
});

import { describe, expect, test } from 'vitest';
import type { Answer, Message } from '../../../src/core/answer/answer';
import { decodeAnswer } from '../../../src/core/answer/decode';
import type { ParseDocument } from '../../../src/core/answer/parse-document';
import { readAnswer } from '../../../src/core/answer/read-answer';
import { answerBytes, answerText } from '../../answers';
import { parseDocument } from '../../parse-document';

function answerOf(text: string): Answer {
  const reading = readAnswer(text, parseDocument);
  if (reading.kind !== 'answer') throw new Error(`read as ${reading.kind}`);
  return reading.answer;
}

function messagesOf(text: string): Message[] {
  const { messages } = answerOf(text);
  if (typeof messages === 'string') throw new Error(`messages are ${messages}`);
  return messages;
}

/** An answer that authorizes `content`. */
function authorized(content: string): string {
  return `<getPersonalMessagesReturn><Data><UserAuthorizedData>${content}</UserAuthorizedData></Data></getPersonalMessagesReturn>`;
}

function overview(...messages: string[]): string {
  const list = messages.map(message => `<msg>${message}</msg>`).join('');
  return authorized(`<EmailsLastNDetailed><msgs>${list}</msgs></EmailsLastNDetailed>`);
}

const PROVIDERS_MESSAGES: Omit<Message, 'id' | 'serverId'>[] = [
  {
    from: { name: '0320202024', address: 'noreply@wanadoo.fr' },
    date: Date.UTC(2006, 2, 7, 14, 35, 6),
    subject: "Demande d'informations",
    beginning: 'Bonjour, peux-tu me transmettre comme promis ta recette de crumb',
    link: 'http://webmail.wanadoo.fr/webmail/fr_FR/read_syn.html?idm=10&idb=xxx',
  },
  {
    from: { name: '', address: 'jdupont@wanadoo.fr' },
    date: Date.UTC(2006, 2, 7, 15, 12, 52),
    subject: 'De retour de mes vacances',
    beginning: 'Bonjour cher ami, comment se porte la famil',
    link: 'http://webmail.wanadoo.fr/webmail/fr_FR/read_syn.html?idm=11&idb=xxx',
  },
];

describe("the provider's own page", () => {
  const example = answerText('provider-example.xml');

  test('gives the two messages of its example, which a strict parser refuses', () => {
    expect(parseDocument(example, 'application/xml').querySelector('parsererror')).not.toBeNull();
    expect(messagesOf(example)).toMatchObject(PROVIDERS_MESSAGES);
  });

  test.each([
    ['within an answer', example],
    ['with Windows line ends', example.replaceAll('\n', '\r\n')],
    ['with spaces for its no-break spaces', example.replaceAll('\u00a0', ' ')],
    ['all in one line', example.replaceAll(/\s*\n\s*/g, '')],
  ])('gives them %s', (_how, text) => {
    expect(messagesOf(authorized(text))).toMatchObject(PROVIDERS_MESSAGES);
  });

  test.each([
    ['as CDATA', (inner: string) => `<![CDATA[${inner}]]>`],
    ['as escaped text', (inner: string) => inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;')],
  ])('gives them %s', (_how, wrap) => {
    const inner = example.replace(/^\s*<EmailsLastNDetailed>|<\/EmailsLastNDetailed>\s*$/g, '');
    expect(messagesOf(authorized(`<EmailsLastNDetailed>${wrap(inner)}</EmailsLastNDetailed>`))).toMatchObject(
      PROVIDERS_MESSAGES,
    );
  });

  test('gives the one count of its sample, and tells what is withheld from what is not reported', () => {
    expect(answerOf(answerText('provider-sample.xml'))).toEqual({
      emails: 'unreported',
      unread: 0,
      sms: 'unreported',
      messages: 'withheld',
      dashboard: 'http://a.b.c/def',
    });
  });

  test('gives the code of its error', () => {
    expect(readAnswer(answerText('provider-error.xml'), parseDocument)).toEqual({
      kind: 'api-error',
      code: 103,
    });
  });
});

describe('an answer', () => {
  test('with its overview as CDATA has the counts, the messages, and no link that is unsafe to open', () => {
    expect(answerOf(answerText('overview-cdata.xml'))).toMatchObject({
      emails: 14,
      unread: 2,
      sms: 1,
      messages: [
        {
          from: { name: 'Zoé Martin', address: 'zoe@example.com' },
          date: Date.UTC(2026, 10, 23, 13, 5),
          subject: 'Café & thé',
          beginning: 'À demain …',
          link: 'https://mail.example/read?id=7&box=in',
        },
        {
          from: { name: '', address: 'team@example.com' },
          date: Date.UTC(2026, 10, 22, 8),
          subject: '',
          beginning: '',
        },
      ],
      dashboard: 'https://privacy.example/dashboard?a=1&b=2',
    });
  });

  test('with its overview as escaped text has the messages', () => {
    expect(messagesOf(answerText('overview-escaped.xml'))).toMatchObject([
      {
        from: { name: 'Zoé', address: 'zoe@example.com' },
        subject: 'a <b> & c',
        beginning: '',
      },
    ]);
  });

  test('in ISO-8859-1 has its accents', () => {
    const [message] = messagesOf(decodeAnswer(answerBytes('iso-8859-1.xml'), null));
    expect(message).toMatchObject({ from: { name: 'André' }, subject: 'Réunion à noël' });
  });

  test('is matched without regard to case', () => {
    expect(answerOf(answerText('other-case.xml'))).toMatchObject({
      emails: 3,
      unread: 2,
      sms: 0,
      messages: [{ from: { name: '', address: '' }, subject: 'Capitals', beginning: '' }],
    });
  });

  test('is matched without regard to namespaces', () => {
    const text =
      '<p:getPersonalMessagesReturn xmlns:p="urn:x"><p:Data><p:UserAuthorizedData><p:NoSMS>4</p:NoSMS></p:UserAuthorizedData></p:Data></p:getPersonalMessagesReturn>';
    expect(answerOf(text)).toMatchObject({ sms: 4, unread: 'unreported' });
    // Its prefix bound to nothing.
    expect(answerOf(text.replace(' xmlns:p="urn:x"', ''))).toMatchObject({ sms: 4, unread: 'unreported' });
  });

  test.each([
    ['0', 0],
    ['  12\n', 12],
    ['+3', 3],
    ['2147483647', 2_147_483_647],
    ['2147483648', 'unreported'],
    ['99999999999', 'unreported'],
    ['-1', 'unreported'],
    ['1.5', 'unreported'],
    ['1e3', 'unreported'],
    ['0x10', 'unreported'],
    ['many', 'unreported'],
    ['', 'unreported'],
  ])('says of a count that reads "%s": %s', (text, count) => {
    const answer = answerOf(authorized(`<NoSMS>1</NoSMS><NoUnReadMails>${text}</NoUnReadMails>`));
    expect(answer.unread).toBe(count);
  });

  test('withholds a count that is under UserProtectedData, whatever it holds there', () => {
    const text =
      '<getPersonalMessagesReturn><Data><UserAuthorizedData><NoSMS>1</NoSMS></UserAuthorizedData><UserProtectedData><NoUnReadMails>8</NoUnReadMails><NoEmails/></UserProtectedData></Data></getPersonalMessagesReturn>';
    expect(answerOf(text)).toEqual({
      emails: 'withheld',
      unread: 'withheld',
      sms: 1,
      messages: 'unreported',
    });
  });

  test.each([
    ['<EmailsLastNDetailed/>'],
    ['<EmailsLastNDetailed>  </EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed><msgs/></EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed><![CDATA[<msgs></msgs>]]></EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed>&lt;msgs/&gt;</EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed><total>0</total><msgs/></EmailsLastNDetailed>'],
  ])('may list no message: %s', content => {
    expect(messagesOf(authorized(content))).toEqual([]);
  });

  test.each([
    ['<EmailsLastNDetailed>none</EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed><msgs>Service unavailable</msgs></EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed><![CDATA[<p>Service unavailable</p>]]></EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed>&amp;zz; & &zz;</EmailsLastNDetailed>'],
    ['<EmailsLastNDetailed><![CDATA[<msgs><msg><msg_subject>A pa]]></EmailsLastNDetailed>'],
  ])('doesn’t report the messages where its overview is no list: %s', content => {
    expect(answerOf(authorized(`<NoSMS>1</NoSMS>${content}`)).messages).toBe('unreported');
  });

  test('may have its nodes right under Data', () => {
    const text =
      '<getPersonalMessagesReturn><Data><NoSMS>4</NoSMS><UserProtectedData><NoEmails/></UserProtectedData></Data></getPersonalMessagesReturn>';
    expect(answerOf(text)).toMatchObject({ sms: 4, emails: 'withheld', unread: 'unreported' });
  });

  test('has no dashboard where its address is not safe to open', () => {
    const text =
      '<getPersonalMessagesReturn><Data><NoSMS>1</NoSMS><PrivacyDashboardURL>javascript:alert(1)</PrivacyDashboardURL></Data></getPersonalMessagesReturn>';
    expect(answerOf(text)).not.toHaveProperty('dashboard');
  });

  test('may begin with a byte order mark or white space', () => {
    const text = answerText('other-case.xml');
    expect(answerOf(`\ufeff${text}`)).toEqual(answerOf(text));
    expect(answerOf(`\r\n\r\n<?xml version="1.0"?>${text}`)).toEqual(answerOf(text));
  });
});

describe('a message', () => {
  test('without an id or a link is told from others by its own words', () => {
    const messages = messagesOf(
      overview(
        '<msg_from>a@x.example</msg_from><msg_subject>Hello</msg_subject>',
        '<msg_from>a@x.example</msg_from><msg_subject>Goodbye</msg_subject>',
      ),
    );
    expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
  });

  test('keeps markup in its words as words', () => {
    const [message] = messagesOf(
      overview('<msg_subject>&lt;img src=x onerror=alert(1)&gt; &amp;amp;</msg_subject>'),
    );
    expect(message?.subject).toBe('<img src=x onerror=alert(1)> &amp;');
  });

  test('may have no words at all', () => {
    expect(messagesOf(overview(''))).toMatchObject([{ subject: '', beginning: '' }]);
    expect(messagesOf(overview('<msg_date>soon</msg_date>'))[0]).not.toHaveProperty('date');
  });

  test('that the answer breaks off in is no reason to pass a part for the whole', () => {
    const whole = overview(
      '<msg_id>1</msg_id><msg_subject>First</msg_subject>',
      '<msg_id>2</msg_id><msg_subject>Second</msg_subject>',
    );
    const brokenOff = whole.slice(0, whole.indexOf('Second') + 3);
    expect(readAnswer(brokenOff, parseDocument)).toEqual({ kind: 'truncated' });
    const onlyClosed = whole.slice(0, whole.lastIndexOf('</msgs>'));
    expect(messagesOf(onlyClosed)).toEqual(messagesOf(whole));
  });

  test('keeps apart from another to which the server gives the same id', () => {
    const [first, second] = [
      '<msg_id>0</msg_id><msg_url_access>https://m.example/1</msg_url_access>',
      '<msg_id>0</msg_id><msg_url_access>https://m.example/2</msg_url_access>',
    ];
    const messages = messagesOf(overview(first, second, first));
    expect(messages.map(({ link }) => link)).toEqual(['https://m.example/1', 'https://m.example/2']);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(2);
  });
});

test('a long beginning is cut between characters', () => {
  const [message] = messagesOf(
    overview(`<msg_id>1</msg_id><msg_begin_body>${'a'.repeat(499)}😀</msg_begin_body>`),
  );
  expect(message?.beginning).toBe('a'.repeat(499));
});

describe('an error', () => {
  test('of privacy is the root, with the address of the privacy page', () => {
    expect(readAnswer(answerText('privacy-error.xml'), parseDocument)).toEqual({
      kind: 'api-error',
      code: -3,
      url: 'http://privacy.example/interaction.do?family=messages&serviceId=4711&attributes=,see',
    });
  });

  test.each([
    ['<error><code>-3</code><url>javascript:alert(1)</url></error>', { code: -3 }],
    ['<error><code> 900 </code></error>', { code: 900 }],
    ['<error><code>none</code></error>', { code: 0 }],
    ['<error/>', { code: 0 }],
    ['<ERROR><CODE>102</CODE></ERROR>', { code: 102 }],
    [
      '<error><code>-3</code><url>http://privacy.example/?a=1&b=2</url></error>',
      { code: -3, url: 'http://privacy.example/?a=1&b=2' },
    ],
    ['<getPersonalMessagesReturn><error><code>501</code></error></getPersonalMessagesReturn>', { code: 501 }],
  ])('is read from %s', (text, error) => {
    expect(readAnswer(text, parseDocument)).toEqual({ kind: 'api-error', ...error });
  });
});

describe('anything else', () => {
  test.each([
    answerText('captive-portal.html'),
    '<html><body>It works!</body></html>',
    '<HTML>\n<p>Bad gateway',
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
  ])('is a web page where it is one (%#)', text => {
    expect(readAnswer(text, parseDocument)).toEqual({ kind: 'web-page' });
  });

  test.each(['', '   ', '\n\t\ufeff'])('is empty: %j', text => {
    expect(readAnswer(text, parseDocument)).toEqual({ kind: 'empty' });
  });

  test('is an answer within an envelope', () => {
    expect(answerOf(`<Envelope><Body>${authorized('<NoSMS>2</NoSMS>')}</Body></Envelope>`).sms).toBe(2);
  });

  test.each(['OK', '{"unread": 3}', '<rss/>', '<', '&', '<msgs', '\u0000', '<!--', '<?xml?>'])(
    'is malformed: %j',
    text => {
      expect(readAnswer(text, parseDocument)).toEqual({ kind: 'malformed' });
    },
  );
});

test.each([
  ['no data', '<getPersonalMessagesReturn/>'],
  ['empty data', '<getPersonalMessagesReturn><Data/></getPersonalMessagesReturn>'],
  ['empty data alone', '<Data/>'],
  ['two empty sections', '<Data><UserAuthorizedData/><UserProtectedData/></Data>'],
  ['a privacy page alone', '<Data><PrivacyDashboardURL>https://p.example/</PrivacyDashboardURL></Data>'],
  ['words for counts', authorized('<NoEmails>many</NoEmails><NoUnReadMails/><NoSMS>-1</NoSMS>')],
  ['entities of nothing for counts', authorized('<NoEmails>&zz;</NoEmails><NoSMS>&yy;&zz;</NoSMS>')],
  ['words for an overview', authorized('<EmailsLastNDetailed>Service unavailable</EmailsLastNDetailed>')],
])('an answer with %s is malformed, for it tells nothing', (_what, text) => {
  expect(readAnswer(text, parseDocument)).toEqual({ kind: 'malformed' });
});

test('a well-formed answer is read as it stands, never repaired', () => {
  // What a repair would change: an element that is none of the API's is text to it.
  const text = authorized(
    '<EmailsLastNDetailed><msgs><msg><msg_id>1</msg_id><msg_subject>a <b>bold</b> word</msg_subject></msg></msgs></EmailsLastNDetailed>',
  );
  const seen: string[] = [];
  const watching: ParseDocument = (source, type) => {
    seen.push(source);
    return parseDocument(source, type);
  };
  expect(readAnswer(text, watching)).toMatchObject({
    answer: { messages: [{ subject: 'a bold word' }] },
  });
  expect(new Set(seen)).toEqual(new Set([text]));
});

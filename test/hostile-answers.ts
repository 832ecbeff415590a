type Part = string | ((index: number) => string);

/** Repeats `part` up to `length` characters; a function makes each repetition different. */
function many(part: Part, length: number): string {
  if (typeof part === 'string') return part.repeat(length / part.length);
  let text = '';
  for (let index = 0; text.length < length; index++) text += part(index);
  return text;
}

const answer = (content: string) =>
  `<getPersonalMessagesReturn><Data><NoUnReadMails>7</NoUnReadMails>${content}</Data></getPersonalMessagesReturn>`;
const overview = (content: string) => answer(`<EmailsLastNDetailed>${content}</EmailsLastNDetailed>`);
const list = (content: string) => overview(`<msgs>${content}</msgs>`);
const escaped = (xml: string) => xml.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** Adds a bare `&` at the start, which a strict parser rejects. */
const broken = (xml: string) => xml.replace('<NoUnReadMails>', '<detail>&</detail><NoUnReadMails>');
const name = (index: number) => index.toString(36).padStart(5, 'a');
const message = (index: number) =>
  `<msg><msg_id>${index}</msg_id><msg_subject>Message ${index}</msg_subject></msg>`;

/** Many messages with a share of the text in one field each. */
const inField = (field: string, part: Part) => (length: number) =>
  list(
    many(
      index => `<msg><msg_id>${index}</msg_id><${field}>${many(part, length / 200)}</${field}></msg>`,
      length,
    ),
  );
/** One message with the whole text in one field. */
const inOneField = (field: string, part: Part) => (length: number) =>
  list(`<msg><msg_id>1</msg_id><${field}>${many(part, length)}</${field}></msg>`);
const inData = (part: Part) => (length: number) => answer(many(part, length));
const inList = (part: Part) => (length: number) => list(many(part, length));
const brokenList = (part: Part) => (length: number) => broken(list(many(part, length)));

/**
 * Answers that could slow down or block a browser: a name and a function that builds about `length`
 * characters.
 */
export const HOSTILE_ANSWERS: readonly (readonly [string, (length: number) => string])[] = [
  ['distinct unknown entities in a field', inOneField('msg_subject', i => `&z${name(i)};`)],
  ['distinct unknown entities in an overview', length => overview(many(i => `&z${name(i)};`, length))],
  ['one entity in all fields', inField('msg_begin_body', '&eacute;')],
  ['references in a list', brokenList('&#233;')],
  ['escaped ampersands', length => overview(many('&amp;', length))],
  ['ampersands', inOneField('msg_begin_body', '&')],
  ['opening brackets', inOneField('msg_begin_body', '<')],
  ['ends of CDATA', inData(']]>')],
  ['comments', inData('<!---->')],
  ['comments before the root', length => many('<!---->', length) + answer('')],
  ['comments without an end', inData('<!--')],
  ['CDATA sections', inOneField('msg_subject', '<![CDATA[]]>')],
  ['CDATA without an end', inData('<![CDATA[')],
  ['processing instructions', length => answer('') + many('<?a?>', length)],
  ['prologs without an end', inData('<?')],
  ['a prolog without an end', length => `<?xml ${many('>', length)}${answer('')}`],
  [
    'entities that are declared',
    length => `<!DOCTYPE x [${many(i => `<!ENTITY z${name(i)} "a">`, length)}]>${answer('')}`,
  ],
  ['attributes', length => answer(`<x${many(i => ` z${name(i)}=""`, length)}/>`)],
  ['attributes of the API’s own elements', inList(i => `<msg a="${i}"><msg_id b="">${i}</msg_id></msg>`)],
  ['an attribute', length => answer(`<x a="${many('a', length)}"/>`)],
  ['namespaces', inData(i => `<x xmlns="u${i}"/>`)],
  ['prefixes', inData(i => `<z${name(i)}:x xmlns:z${name(i)}="u"/>`)],
  [
    'namespaces within each other',
    length => answer(many(i => `<x xmlns:z${name(i)}="u">`, length / 40) + many('<q:y/>', length)),
  ],
  ['a name without an end', length => answer(`<${many('a', length)}/>`)],
  ['unknown elements', inData('<b/>')],
  ['elements of all kinds', inData(i => `<z${name(i)}/>`)],
  ['counts', inData('<NoSMS>1</NoSMS>')],
  ['empty messages', inList('<msg/>')],
  ['messages without an end', brokenList('<msg>')],
  ['lists within lists', inList('<msgs>')],
  ['elements within elements', length => answer(many('<a>', length))],
  [
    'elements deep within',
    length =>
      list(`${'<msg><msg_subject>'.repeat(500)}${many('<b/>', length)}${'</msg_subject></msg>'.repeat(500)}`),
  ],
  [
    'words deep within',
    length =>
      list(`${'<msg><msg_subject>'.repeat(500)}${many('a', length)}${'</msg_subject></msg>'.repeat(500)}`),
  ],
  ['short messages', inList(message)],
  [
    'short messages, broken at the end',
    length => list(`${many(message, length)}<msg><msg_id>&nbsp;</msg_id></msg>`),
  ],
  ['short messages in CDATA', length => overview(`<![CDATA[<msgs>${many(message, length)}</msgs>]]>`)],
  [
    'short messages, escaped and broken',
    length => overview(escaped(`<msgs>&${many(message, length * 0.8)}</msgs>`)),
  ],
  ['groups of senders', inOneField('msg_from', 'g:a@b,')],
  ['groups of senders in all messages', inField('msg_from', 'g:a@b,')],
  ['groups within groups', inField('msg_from', 'a:')],
  ['quotes in senders', inField('msg_from', '"a\\')],
  ['encoded words', inField('msg_subject', '=?gbk?q?=e4?= ')],
  ['encoded words without an end', inField('msg_subject', '=?utf-8?q?a')],
  ['invisible characters', inField('msg_begin_body', '\u200b\u202e')],
  ['joiners', inField('msg_begin_body', 'a\u200d\u200d')],
  ['white space in fields', inField('msg_subject', ' \n')],
  ['white space in a count', length => answer(`<NoSMS>1${many(' ', length)}1</NoSMS>`)],
  ['white space before the root', length => many('\n', length) + answer('')],
  ['digits', length => answer(`<NoSMS>${many('1', length)}</NoSMS>`)],
  ['dates', inField('msg_date', '1 Jan 2026 1:1 ')],
  ['one word', inOneField('msg_subject', 'a')],
  ['emoji', inField('msg_subject', '😀')],
  ['hosts of links', inField('msg_url_access', 'https://é')],
  [
    'a link',
    length => answer(`<PrivacyDashboardURL>https://a/${many('é', length / 2)}</PrivacyDashboardURL>`),
  ],
  ['errors', length => `<error>${many('<code/>', length)}</error>`],
  ['words before the root', length => many('a ', length) + answer('')],
  ['comments before a web page', length => `${many('<!-- -->', length)}<html>`],
];

import type { Answer, Count, Message, Reading } from './answer';
import {
  cut,
  MAX_ADDRESS,
  MAX_BEGINNING,
  MAX_BEGINNING_SOURCE,
  MAX_COUNT,
  MAX_LISTED,
  MAX_NAME,
  MAX_SOURCE,
  MAX_SUBJECT,
} from './answer-limits';
import { byName, ElementPart, type Part, within } from './answer-part';
import { ELEMENT, ELEMENT_OF } from './api-vocabulary';
import { htmlEntities } from './html-entities';
import { type ListedMail, withIdentities } from './identity';
import { safeLink } from './link';
import { parseMailDate } from './mail-date';
import type { ParseDocument } from './parse-document';
import { readActions, readFolders, readResults } from './read-actions';
import { repairXml } from './repair-xml';
import { headerText, parseSender } from './sender';
import { visibleText } from './visible-text';

const WEB_PAGE = /^\s*(?:<\?[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)?<(?:!doctype\s+html|html)\b/i;

/** Parses a server's answer to a question or to an action: as strict XML first; if that fails, repairs it. Never throws. */
export function readAnswer(text: string, parse: ParseDocument): Reading {
  if (text.trim() === '') return { kind: 'empty' };
  if (WEB_PAGE.test(text)) return { kind: 'web-page' };
  const { root, cutOff } = parseXml(text, parse);
  if (cutOff) return { kind: 'truncated' };
  const part = root && answerPart(root);
  if (!part) return { kind: 'malformed' };
  const error = part.name === ELEMENT.error ? part : byName(part).get(ELEMENT.error);
  if (error) return readError(error);
  const results = dataIn(part).get(lower(ELEMENT.results));
  if (results) return { kind: 'results', results: readResults(results) };
  const answer = readData(part, parse);
  const { emails, unread, sms, messages } = answer;
  const saysNothing = [emails, unread, sms, messages].every(value => value === 'unreported');
  return saysNothing ? { kind: 'malformed' } : { kind: 'answer', answer };
}

const ROOTS = [ELEMENT.root, ELEMENT.error, ELEMENT.data, ELEMENT_OF.EmailsLastNDetailed].map(lower);

function answerPart(root: Part): Part | undefined {
  return ROOTS.includes(root.name) ? root : within(root, lower(ELEMENT.root)).next().value;
}

interface Parsed {
  root?: Part;
  /** The text is cut off inside a value or a message. */
  cutOff: boolean;
}

function parseXml(text: string, parse: ParseDocument, end = ''): Parsed {
  const root = strictRoot(text.trimStart() + end, parse);
  return root ? { root: new ElementPart(root), cutOff: false } : repairXml(text, htmlEntities(text, parse));
}

function strictRoot(text: string, parse: ParseDocument): Element | undefined {
  if (isHeavy(text)) return undefined;
  const document = parse(text, 'application/xml');
  const failed = document.getElementsByTagName('parsererror').length > 0;
  return failed ? undefined : (document.documentElement ?? undefined);
}

/** Whether it would take browsers' XML parsers minutes, or has a document type, which the API never uses. */
function isHeavy(text: string): boolean {
  return (
    !text.startsWith('<') ||
    /<!doctype/i.test(text) ||
    LONG_MARKUP.test(text) ||
    hasMore(text, /<[!?]|=\s*["']/g, MAX_EXTRAS) ||
    hasMore(text, /<[^/]/g, MAX_ELEMENTS)
  );
}

const LONG_MARKUP = /<[^<>]{1000}|<[!?][^<]{10000}|=\s*["'][^<"']{10000}/;

/** Elements. An answer of 4 MiB with so many has more than 10,000 messages. */
const MAX_ELEMENTS = 80_000;

const MAX_EXTRAS = 1_000;

function hasMore(text: string, pattern: RegExp, max: number): boolean {
  let found = 0;
  while (found <= max && pattern.test(text)) found += 1;
  return found > max;
}

function readError(error: Part): Reading {
  const parts = byName(error);
  const code = Number.parseInt(textOf(parts.get(ELEMENT.code)), 10);
  const url = linkIn(parts.get(ELEMENT.url));
  return { kind: 'api-error', code: Number.isSafeInteger(code) ? code : 0, ...(url && { url }) };
}

function dataIn(root: Part): Map<string, Part> {
  return byName(byName(root).get(lower(ELEMENT.data)) ?? root);
}

function readData(root: Part, parse: ParseDocument): Answer {
  const data = dataIn(root);
  const [authorized, withheld] = [ELEMENT.authorized, ELEMENT.protected].map(name => {
    const section = data.get(lower(name));
    return section && byName(section);
  });
  const find = (name: string): Part | 'withheld' | undefined =>
    authorized?.get(lower(name)) ??
    data.get(lower(name)) ??
    (withheld?.has(lower(name)) ? 'withheld' : undefined);
  const count = (name: string): Count => {
    const node = find(name);
    return node === 'withheld' ? node : readCount(textOf(node));
  };
  const overviewName = ELEMENT_OF.EmailsLastNDetailed;
  const overview = root.name === lower(overviewName) ? root : find(overviewName);
  const dashboard = linkIn(data.get(lower(ELEMENT.dashboard)));
  const actions = readActions(data.get(lower(ELEMENT.actions)));
  const folders = readFolders(data.get(lower(ELEMENT.folders)), readCount);
  return {
    emails: count(ELEMENT_OF.NoEMails),
    unread: count(ELEMENT_OF.NoUnReadMails),
    sms: count(ELEMENT_OF.NoSMS),
    messages: overview === 'withheld' ? overview : overview ? readMessages(overview, parse) : 'unreported',
    ...(dashboard && { dashboard }),
    ...(actions && { actions }),
    ...(folders && { folders }),
  };
}

function readCount(text: string): Count {
  const number = /^\+?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number <= MAX_COUNT ? number : 'unreported';
}

/** Nested XML (`ixml` on the API page): elements, CDATA or escaped text. */
function readMessages(overview: Part, parse: ParseDocument): Message[] | 'unreported' {
  const elements = listIn(overview);
  if (elements) return elements;
  const text = overview.text();
  if (!text.includes('<')) return 'unreported';
  const list = `<${ELEMENT.messages}>${text.replace(/^<\?[^>]*>/, '')}`;
  const { root, cutOff } = parseXml(list, parse, `</${ELEMENT.messages}>`);
  return (root && !cutOff && listIn(root)) || 'unreported';
}

/** Undefined if there is text instead of messages. */
function listIn(overview: Part): Message[] | undefined {
  const messages = [...within(overview, ELEMENT.message)];
  if (messages.length > 0) return withIdentities(newestOf(messages).map(readMessage));
  const list = overview.isBlank ? overview : within(overview, ELEMENT.messages).next().value;
  return list?.isBlank ? [] : undefined;
}

/** At most `MAX_LISTED` messages, from the end with the later date. */
function newestOf(messages: Part[]): Part[] {
  const [first, last] = [messages.at(0), messages.at(-1)].map(message => message && dateIn(byName(message)));
  return first !== undefined && last !== undefined && first < last
    ? messages.slice(-MAX_LISTED)
    : messages.slice(0, MAX_LISTED);
}

function dateIn(fields: ReadonlyMap<string, Part>): number | undefined {
  return parseMailDate(textOf(fields.get(ELEMENT.date)));
}

function readMessage(element: Part): ListedMail {
  const fields = byName(element);
  const field = (name: string, max?: number) => textOf(fields.get(name), max);
  const date = dateIn(fields);
  const link = linkIn(fields.get(ELEMENT.link));
  const subject = cut(headerText(field(ELEMENT.subject)), MAX_SUBJECT);
  const { name, address } = parseSender(field(ELEMENT.from));
  return {
    messageId: field(ELEMENT.id),
    from: { name: cut(name, MAX_NAME), address: cut(address, MAX_ADDRESS) },
    subject,
    beginning: cut(visibleText(field(ELEMENT.beginning, MAX_BEGINNING_SOURCE)), MAX_BEGINNING),
    ...(date !== undefined && { date }),
    ...(link && { link }),
  };
}

function linkIn(part: Part | undefined): string | undefined {
  return part && safeLink(part.text());
}

function textOf(part: Part | 'withheld' | undefined, max = MAX_SOURCE): string {
  return part && part !== 'withheld' ? part.text(max) : '';
}

function lower(name: string): string {
  return name.toLowerCase();
}

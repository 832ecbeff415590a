import type { Answer, Count, Message, Reading } from './answer';
import { type ListedMail, withIdentities } from './identity';
import { safeLink } from './link';
import { parseMailDate } from './mail-date';
import { ELEMENT, ELEMENT_OF } from './personal-messages';
import { localName, repairXml } from './repair-xml';
import { headerText, parseSender, visibleText } from './sender';

/** The browser's own parser: `(text, type) => new DOMParser().parseFromString(text, type)`. */
export type ParseDocument = (text: string, type: 'application/xml' | 'text/html') => Document;

/** No list shows more, in messages; storage is not for whole mailboxes. */
const MAX_LISTED = 500;

/** Characters of a body's beginning; the API is for an overview. */
const MAX_BEGINNING = 500;

/** No mailbox counts more; a larger number is a fault of the server. */
const MAX_COUNT = 2 ** 31 - 1;

/** How a web page begins, XHTML with its prolog included. */
const WEB_PAGE = /^\s*(?:<\?[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*)?<(?:!doctype\s+html|html)\b/i;

/**
 * Reads the text of a server's answer. Strict XML is read as it stands; only what a strict parser refuses is
 * repaired and tried once more. Never throws.
 */
export function readAnswer(text: string, parse: ParseDocument): Reading {
  if (text.trim() === '') return { kind: 'empty' };
  if (WEB_PAGE.test(text)) return { kind: 'web-page' };
  const { root, cutOff } = parseXml(text, parse);
  if (cutOff) return { kind: 'truncated' };
  const answer = root && answerElement(root);
  if (answer) {
    const error = localName(answer.tagName) === ELEMENT.error ? answer : child(answer, ELEMENT.error);
    return error ? readError(error) : { kind: 'answer', answer: readData(answer, parse) };
  }
  return { kind: 'malformed' };
}

const ROOTS = [ELEMENT.root, ELEMENT.error, ELEMENT.data, ELEMENT_OF.EmailsLastNDetailed].map(lower);

/** The element that is an answer: the root, the return node in some proxy's envelope, or a part that came bare. */
function answerElement(root: Element): Element | undefined {
  if (ROOTS.includes(localName(root.tagName))) return root;
  return descendants(root, ELEMENT.root)[0];
}

interface Parsed {
  root?: Element;
  /** Whether the text breaks off, so that reading on would pass a part for the whole. */
  cutOff: boolean;
}

function parseXml(text: string, parse: ParseDocument): Parsed {
  const root = strictRoot(text.trimStart(), parse);
  if (root) return { root, cutOff: false };
  const { xml, cutOff } = repairXml(text, htmlEntity(parse));
  const repaired = cutOff ? undefined : strictRoot(xml, parse);
  return { cutOff, ...(repaired && { root: repaired }) };
}

function strictRoot(text: string, parse: ParseDocument): Element | undefined {
  // The API has no document type. One could declare entities, which no parser is to be bothered with.
  if (/<!doctype/i.test(text)) return undefined;
  const document = parse(text, 'application/xml');
  const failed = document.getElementsByTagName('parsererror').length > 0;
  return failed ? undefined : (document.documentElement ?? undefined);
}

function htmlEntity(parse: ParseDocument): (name: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return name => {
    if (!known.has(name)) {
      const source = `&${name};`;
      const text = parse(source, 'text/html').body?.textContent ?? source;
      known.set(name, text === source ? undefined : text);
    }
    return known.get(name);
  };
}

function readError(error: Element): Reading {
  const code = Number.parseInt(textOf(child(error, ELEMENT.code)), 10);
  const url = safeLink(textOf(child(error, ELEMENT.url)));
  return { kind: 'api-error', code: Number.isSafeInteger(code) ? code : 0, ...(url && { url }) };
}

function readData(root: Element, parse: ParseDocument): Answer {
  const data = child(root, ELEMENT.data) ?? root;
  const authorized = child(data, ELEMENT.authorized);
  const withheld = child(data, ELEMENT.protected);
  /** The node that answers an info; one that the user withholds is no node, whatever it holds. */
  const find = (name: string): Element | 'withheld' | undefined => {
    const node = (authorized && child(authorized, name)) ?? child(data, name);
    if (node) return node;
    return withheld && child(withheld, name) ? 'withheld' : undefined;
  };
  const count = (name: string): Count => {
    const node = find(name);
    return node === 'withheld' ? node : readCount(textOf(node));
  };
  const overviewName = ELEMENT_OF.EmailsLastNDetailed;
  const overview = localName(root.tagName) === lower(overviewName) ? root : find(overviewName);
  const dashboard = safeLink(textOf(child(data, ELEMENT.dashboard)));
  return {
    emails: count(ELEMENT_OF.NoEMails),
    unread: count(ELEMENT_OF.NoUnReadMails),
    sms: count(ELEMENT_OF.NoSMS),
    messages: overview === 'withheld' ? overview : overview ? readMessages(overview, parse) : 'unreported',
    ...(dashboard && { dashboard }),
  };
}

function readCount(text: string): Count {
  const number = /^\+?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number <= MAX_COUNT ? number : 'unreported';
}

/** The overview is nested XML (`ixml` on the API page): real elements, or the same as CDATA or escaped text. */
function readMessages(overview: Element, parse: ParseDocument): Message[] {
  const elements = descendants(overview, ELEMENT.message);
  const text = overview.textContent ?? '';
  if (elements.length > 0 || !text.includes('<')) return readList(elements);
  const list = `<${ELEMENT.messages}>${text.replace(/^\s*<\?[^>]*>/, '')}</${ELEMENT.messages}>`;
  const { root } = parseXml(list, parse);
  return root ? readList(descendants(root, ELEMENT.message)) : [];
}

function readList(elements: Element[]): Message[] {
  return withIdentities(elements.slice(0, MAX_LISTED).map(readMessage));
}

function descendants(container: Element, name: string): Element[] {
  return [...container.getElementsByTagName('*')].filter(
    element => localName(element.tagName) === lower(name),
  );
}

function readMessage(element: Element): ListedMail {
  const field = (name: string) => textOf(child(element, name));
  const date = parseMailDate(field(ELEMENT.date));
  const link = safeLink(field(ELEMENT.link));
  const subject = headerText(field(ELEMENT.subject));
  return {
    messageId: field(ELEMENT.id),
    from: parseSender(field(ELEMENT.from)),
    subject,
    beginning: shorten(visibleText(field(ELEMENT.beginning))),
    ...(date !== undefined && { date }),
    ...(link && { link }),
  };
}

/** The start of a text, cut between two characters and not within one. */
function shorten(text: string): string {
  return text.slice(0, MAX_BEGINNING).replace(/\p{Surrogate}$/u, '');
}

function child(parent: Element, name: string): Element | undefined {
  for (let node = parent.firstElementChild; node; node = node.nextElementSibling)
    if (localName(node.tagName) === lower(name)) return node;
  return undefined;
}

function textOf(element: Element | 'withheld' | undefined): string {
  return element && element !== 'withheld' ? (element.textContent ?? '').trim() : '';
}

function lower(name: string): string {
  return name.toLowerCase();
}

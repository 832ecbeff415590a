import type { Answer, Count, Message, Reading } from './answer';
import { safeLink } from './link';
import { parseMailDate } from './mail-date';
import { ELEMENT, ELEMENT_OF } from './personal-messages';
import { localName, repairXml } from './repair-xml';
import { headerText, parseSender, visibleText } from './sender';

/** The browser's own parser: `(text, type) => new DOMParser().parseFromString(text, type)`. */
export type ParseDocument = (text: string, type: 'application/xml' | 'text/html') => Document;

/** No mailbox counts more; a larger number is a fault of the server. */
const MAX_COUNT = 2 ** 31 - 1;

/**
 * Reads the text of a server's answer. Strict XML is read as it stands; only what a strict parser refuses is
 * repaired and tried once more. Never throws.
 */
export function readAnswer(text: string, parse: ParseDocument): Reading {
  if (/^\s*<(!doctype\s+html|html)\b/i.test(text)) return { kind: 'web-page' };
  const root = parseXml(text, parse);
  if (!root) return { kind: 'malformed' };
  switch (localName(root.tagName)) {
    case 'html':
      return { kind: 'web-page' };
    case ELEMENT.error:
      return readError(root);
    case lower(ELEMENT.root):
    case lower(ELEMENT.data):
    case lower(ELEMENT_OF.EmailsLastNDetailed): {
      const error = child(root, ELEMENT.error);
      return error ? readError(error) : { kind: 'answer', answer: readData(root, parse) };
    }
    default:
      return { kind: 'malformed' };
  }
}

/** The root element of `text`, repaired if need be, or undefined where there is none to be had. */
function parseXml(text: string, parse: ParseDocument): Element | undefined {
  return strictRoot(text.trimStart(), parse) ?? strictRoot(repairXml(text, htmlEntity(parse)), parse);
}

function strictRoot(text: string, parse: ParseDocument): Element | undefined {
  const document = parse(text, 'application/xml');
  const failed = document.getElementsByTagName('parsererror').length > 0;
  return failed ? undefined : (document.documentElement ?? undefined);
}

function htmlEntity(parse: ParseDocument): (name: string) => string | undefined {
  return name => {
    const source = `&${name};`;
    const text = parse(source, 'text/html').body?.textContent ?? source;
    return text === source ? undefined : text;
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
  const elements = messageElements(overview);
  const text = overview.textContent ?? '';
  if (elements.length > 0 || !text.includes('<')) return elements.map(readMessage);
  const nested = parseXml(
    `<${ELEMENT.messages}>${text.replace(/^\s*<\?[^>]*>/, '')}</${ELEMENT.messages}>`,
    parse,
  );
  return nested ? messageElements(nested).map(readMessage) : [];
}

function messageElements(container: Element): Element[] {
  return [...container.getElementsByTagName('*')].filter(
    element => localName(element.tagName) === ELEMENT.message,
  );
}

function readMessage(element: Element): Message {
  const field = (name: string) => textOf(child(element, name));
  const date = parseMailDate(field(ELEMENT.date));
  const link = safeLink(field(ELEMENT.link));
  const subject = headerText(field(ELEMENT.subject));
  return {
    id: field(ELEMENT.id) || link || `${field(ELEMENT.from)} ${field(ELEMENT.date)} ${subject}`,
    from: parseSender(field(ELEMENT.from)),
    subject,
    beginning: visibleText(field(ELEMENT.beginning)),
    ...(date !== undefined && { date }),
    ...(link && { link }),
  };
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

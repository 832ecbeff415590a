import { cut, MAX_LISTED } from './answer-limits';
import { localName, type Part } from './answer-part';
import { ELEMENT, ELEMENT_OF } from './api-vocabulary';
import { replaceForbidden } from './xml-characters';

const lower = (names: readonly string[]) => names.map(name => name.toLowerCase());

/** Too common in other markup, as in the text of a mail. Servers with these send valid XML. */
const COMMON: readonly string[] = [ELEMENT.result, ELEMENT.status, ELEMENT.reason, ELEMENT.folderName];

const KNOWN = lower(
  [...Object.values(ELEMENT), ...Object.values(ELEMENT_OF)].filter(name => !COMMON.includes(name)),
);

/** Elements with text only. A known tag inside one means that its end tag is missing. */
const LEAVES = new Set(
  lower([
    ELEMENT.id,
    ELEMENT.from,
    ELEMENT.date,
    ELEMENT.subject,
    ELEMENT.beginning,
    ELEMENT.link,
    ELEMENT.code,
    ELEMENT.detail,
    ELEMENT.url,
    ELEMENT.dashboard,
    ELEMENT.actions,
    ELEMENT_OF.NoEMails,
    ELEMENT_OF.NoUnReadMails,
    ELEMENT_OF.NoSMS,
  ]),
);

const MAX_DEPTH = 16;
const MAX_PARTS = 1_000;

const DOCTYPE = /^\s*(?:<\?[^>]*>\s*)?<!doctype[^[>]*(?:\[[^\]]*\]\s*)?>/i;

const SECTION_END: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** Known tags and section starts. Group 1: the slash of an end tag. Group 2: the name. */
function tokens(sections: readonly string[]): RegExp {
  const name = `(?:${KNOWN.join('|')})`;
  const tag = `<(/?)(${name}(?![\\w.:-])|[a-z_][\\w.-]*:${name})(?:\\s[^<>]*|/)?>`;
  return new RegExp([tag, ...sections.map(start => start.replace(/[[?]/g, '\\$&'))].join('|'), 'gi');
}

const REFERENCE =
  /&(?!(?:amp|lt|gt|quot|apos);)(?:([a-zA-Z][a-zA-Z0-9]{1,31})|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));/g;

/** The ampersand comes last, because it may start another entity. */
const PREDEFINED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

const MAX_REFERENCES = 100_000;

type Entity = (name: string) => string | undefined;

export interface Repaired {
  /** Absent if the text contains no element of the API. */
  root?: Part;
  /** The text is cut off inside a value or a message. */
  cutOff: boolean;
}

/**
 * Parses invalid XML by the API's names, in linear time. Other `<` and bare `&` are text; HTML entities are
 * decoded; missing end tags are added. Drops forbidden characters, text outside the root, and messages beyond
 * `MAX_LISTED`.
 */
export function repairXml(text: string, entity: Entity): Repaired {
  const tree = new OpenElements(entity);
  let sections = Object.keys(SECTION_END);
  let token = tokens(sections);
  let position = DOCTYPE.exec(text)?.[0].length ?? 0;
  token.lastIndex = position;

  for (let match = token.exec(text); match && !tree.isComplete; match = token.exec(text)) {
    const [found, slash, tag] = match;
    if (tag !== undefined) {
      tree.write(text.slice(position, match.index));
      if (slash) tree.close(localName(tag));
      else tree.open(localName(tag), found.endsWith('/>'));
      position = token.lastIndex;
      continue;
    }
    const start = found.toUpperCase();
    const mark = SECTION_END[start] ?? '';
    const end = text.indexOf(mark, token.lastIndex);
    if (end < 0) {
      // The section has no end: its start is text.
      sections = sections.filter(other => other !== start);
      const { lastIndex } = token;
      token = tokens(sections);
      token.lastIndex = lastIndex;
      continue;
    }
    tree.write(text.slice(position, match.index));
    if (start === '<![CDATA[') tree.write(text.slice(token.lastIndex, end), true);
    position = token.lastIndex = end + mark.length;
  }
  tree.write(text.slice(position));
  return tree.finish();
}

/** Creates its arrays when needed: there may be half a million elements. */
class OpenElement implements Part {
  private children: OpenElement[] | undefined;
  private texts: { text: string; literal: boolean }[] | undefined;

  constructor(
    readonly name: string,
    private readonly entity: Entity,
  ) {}

  get parts(): readonly OpenElement[] {
    return this.children ?? [];
  }

  get isBlank(): boolean {
    const words = this.texts?.some(({ text }) => text.trim() !== '') ?? false;
    return !words && this.parts.every(part => part.isBlank);
  }

  add(part: OpenElement): void {
    this.children ??= [];
    if (this.children.length < MAX_PARTS) this.children.push(part);
  }

  write(text: string, literal: boolean): void {
    this.texts ??= [];
    this.texts.push({ text, literal });
  }

  text(max = Number.POSITIVE_INFINITY): string {
    let source = 0;
    let words = '';
    for (const { text, literal } of this.texts ?? []) {
      if (source >= max) break;
      const part = text.slice(0, max - source);
      source += part.length;
      words += literal ? part : decodeReferences(part, this.entity);
    }
    const own = replaceForbidden(words, '');
    return cut(this.parts.reduce((all, part) => all + part.text(max), own).trim(), max);
  }
}

class OpenElements {
  private readonly stack: OpenElement[] = [];
  private root: OpenElement | undefined;
  private messages = 0;

  constructor(private readonly entity: Entity) {}

  get isComplete(): boolean {
    return this.root !== undefined && this.stack.length === 0;
  }

  write(text: string, literal = false): void {
    if (text !== '') this.stack.at(-1)?.write(text, literal);
  }

  open(name: string, empty: boolean): void {
    const { stack } = this;
    while (LEAVES.has(stack.at(-1)?.name ?? '')) stack.pop();
    if (name === ELEMENT.message) this.close(name);
    if (stack.length >= MAX_DEPTH) return;
    const element = new OpenElement(name, this.entity);
    this.root ??= element;
    if (name !== ELEMENT.message || ++this.messages <= MAX_LISTED) stack.at(-1)?.add(element);
    if (!empty) stack.push(element);
  }

  close(name: string): void {
    const index = this.stack.findLastIndex(element => element.name === name);
    if (index >= 0) this.stack.length = index;
  }

  finish(): Repaired {
    const cutOff = this.stack.some(({ name }) => name === ELEMENT.message || LEAVES.has(name));
    return { ...(this.root && { root: this.root }), cutOff };
  }
}

function decodeReferences(text: string, entity: Entity): string {
  if (!text.includes('&')) return text;
  const reference = new RegExp(REFERENCE);
  let decoded = '';
  let position = 0;
  let left = MAX_REFERENCES;
  for (let match = reference.exec(text); match && left > 0; match = reference.exec(text)) {
    const [found, named, decimal, hex] = match;
    const characters = named
      ? (PREDEFINED.get(named.toLowerCase()) ?? entity(named) ?? found)
      : characterOf(decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16));
    decoded += text.slice(position, match.index) + characters.replaceAll('&', '&amp;');
    position = reference.lastIndex;
    left -= 1;
  }
  decoded += text.slice(position);
  for (const [name, character] of PREDEFINED) decoded = decoded.replaceAll(`&${name};`, character);
  return decoded;
}

function characterOf(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}

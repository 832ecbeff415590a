import { ELEMENT, ELEMENT_OF } from './personal-messages';
import { replaceForbidden } from './xml-characters';

const lower = (names: readonly string[]) => new Set(names.map(name => name.toLowerCase()));

const KNOWN = lower([...Object.values(ELEMENT), ...Object.values(ELEMENT_OF)]);

/** Elements that hold text alone: a known tag inside one means that its own end tag is missing. */
const LEAVES = lower([
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
  ELEMENT_OF.NoEMails,
  ELEMENT_OF.NoUnReadMails,
  ELEMENT_OF.NoSMS,
]);

/** No answer nests deeper; a limit keeps the work linear in the length of the text. */
const MAX_DEPTH = 16;

const DOCTYPE = /^\s*(?:<\?[^>]*>\s*)?<!doctype[^[>]*(?:\[[^\]]*\]\s*)?>/i;
const TOKEN =
  /<!--|<!\[CDATA\[|<\?|<(?<end>\/?)(?<tag>[a-z_][\w.:-]*)(?:\s[^<>]*?)?(?<empty>\/?)>|<|&(?:(?<named>[a-z][a-z0-9]{1,31})|#(?<decimal>\d{1,7})|#x(?<hex>[0-9a-f]{1,6}));|&|\]\]>/gi;

export interface Repaired {
  /** Empty where the text holds none of the API's elements. */
  xml: string;
  /** Whether the text ends amid a value or a message, so that there was more to come. */
  cutOff: boolean;
}

const PREDEFINED = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * Makes XML of an answer that a strict parser refused, as far as the API's vocabulary tells what was meant:
 * a `<` that opens none of the API's elements and a bare `&` become text, HTML's entities become their
 * characters, what XML forbids and what stands outside the root is dropped, missing end tags are added.
 * Takes time linear in the length of `text`.
 * @param entity the characters of an HTML entity, given by name, or undefined where HTML knows none such
 */
export function repairXml(text: string, entity: (name: string) => string | undefined): Repaired {
  const source = replaceForbidden(text, '').replace(DOCTYPE, '');
  const tree = new OpenElements();
  const sectionEnd = endFinder(source);
  const token = new RegExp(TOKEN);
  let position = 0;

  for (let match = token.exec(source); match; match = token.exec(source)) {
    const [found] = match;
    const { tag, end, empty, named, decimal, hex } = match.groups ?? {};
    tree.write(source.slice(position, match.index));
    position = token.lastIndex;

    if (tag !== undefined) {
      if (!KNOWN.has(localName(tag))) tree.write(escapeText(found));
      else if (end) tree.close(localName(tag));
      else tree.open(tag, empty !== '');
    } else if (named) {
      const predefined = PREDEFINED.has(named.toLowerCase());
      tree.write(predefined ? found.toLowerCase() : escapeText(entity(named) ?? found));
    } else if (decimal) tree.write(escapeText(character(Number.parseInt(decimal, 10))));
    else if (hex) tree.write(escapeText(character(Number.parseInt(hex, 16))));
    else {
      const section = sectionEnd(found, position);
      if (found.toUpperCase() === '<![CDATA[' && section)
        tree.write(escapeText(source.slice(position, section.start)));
      else if (!section) tree.write(escapeText(found));
      // A comment or a prolog is simply left out.
      if (section) token.lastIndex = position = section.end;
    }
  }
  tree.write(source.slice(position));
  return tree.finish();
}

/** The output so far and the elements open at its end. */
class OpenElements {
  private output = '';
  private readonly stack: { name: string; tag: string }[] = [];
  private rootClosed = false;

  write(text: string): void {
    if (this.stack.length > 0) this.output += text;
  }

  open(tag: string, empty: boolean): void {
    if (this.rootClosed) return;
    const name = localName(tag);
    // A prefix may be bound to nothing, and attributes be no XML; neither means anything in this API.
    const bare = tag.slice(tag.indexOf(':') + 1);
    while (LEAVES.has(this.stack.at(-1)?.name ?? '')) this.closeTop();
    if (name === ELEMENT.message) this.close(name);
    if (this.stack.length >= MAX_DEPTH) return;
    this.stack.push({ name, tag: bare });
    this.output += `<${bare}>`;
    if (empty) this.closeTop();
  }

  close(name: string): void {
    if (!this.stack.some(element => element.name === name)) return;
    while (this.stack.at(-1)?.name !== name) this.closeTop();
    this.closeTop();
  }

  finish(): Repaired {
    const cutOff = this.stack.some(({ name }) => name === ELEMENT.message || LEAVES.has(name));
    while (this.stack.length > 0) this.closeTop();
    return { xml: this.output, cutOff };
  }

  private closeTop(): void {
    const top = this.stack.pop();
    if (top) this.output += `</${top.tag}>`;
    this.rootClosed = this.stack.length === 0;
  }
}

const SECTION_END: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' };

/** Finds where a comment, CDATA section or prolog ends; an end that is not there is looked for once only. */
function endFinder(source: string) {
  const missing = new Set<string>();
  return (start: string, from: number): { start: number; end: number } | undefined => {
    const mark = SECTION_END[start.toUpperCase()];
    if (mark === undefined || missing.has(mark)) return undefined;
    const at = source.indexOf(mark, from);
    if (at >= 0) return { start: at, end: at + mark.length };
    missing.add(mark);
    return undefined;
  };
}

/** An element's name without its namespace prefix, in lower case. */
export function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1).toLowerCase();
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function character(code: number): string {
  return code > 0x10ffff ? '' : replaceForbidden(String.fromCodePoint(code), '');
}

import { beginningOfHtml, htmlToText } from './html-text';
import { shortenLinks, withoutLinkLines } from './lines/links';
import { type SortedLines, sortLines } from './lines/sort-lines';
import { leadsToWebPage } from './lines/view-online';
import { beginningOf } from './mail-text';
import { withoutPgpArmour } from './pgp';

const RULE = /[-_=*~#•·]{4,}/gu;

/** A heading in the plain text of newsletters. */
const HEADING_MARK = /^[^\S\r\n\u2028\u2029]*\*\* (?=\S)/gmu;

/** Where plain text had a picture: `[image: Logo]`, `[cid:image001.png@01DC…]`. */
const PICTURE = /\[(?:cid|image|imagen|imagine|bild|obraz|صورة)\s?:[^\]\n]{0,300}\]/giu;

/** Invisible characters that pad the first line of newsletters, except those in regional flags. */
const PADDING = /(?:\s|(?![\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}){3,}/gu;

/** Lines with letters among which newsletters lead to their web page. */
const TOP_LINES = 8;

/** Characters of HTML to try first, without styles: converting all of a newsletter takes some milliseconds. */
const FIRST_HTML = 4 * 1024;

/** The last lines of that, which lines that were cut off may say more about: a block of headers is no longer. */
const LINES_BELOW = 20;

/** Characters of the sender's own words to try first. */
const OWN_CHARACTERS = 600;

/** Characters of own words that surely hold a preview: some more, as the last ones may change with what follows. */
const ENOUGH = 240;
const TO_SPARE = 30;

/** Some programs send HTML as plain text. */
const IS_HTML =
  /^\s*(?:<!doctype html|<(?:html|head|body|meta|style)\b[^<>]*>|<(?:title|table|center|div|p|span|font|br)\b[^<>]*>[\s\S]*<\/(?:title|table|center|div|p|span|font|a|b)>)/iu;

/** A preview, or an empty text without words besides links to web pages. */
export interface Words {
  readonly text: string;
  /** Whether it is the same with more of a text that is cut. */
  readonly isSure: boolean;
}

/**
 * 200 characters on one line: the sender's own words, then quoted text, then the signature. Lines that only
 * lead to a web page are left out if there are other words.
 */
export function previewOf(text: string, type = 'text/plain'): string {
  return wordsOf(text, type).text || beginningOf(clean(isHtml(text, type) ? htmlToText(text) : text));
}

/** Like {@link previewOf}, but empty if there are no words besides links to web pages. */
export function wordsOf(text: string, type = 'text/plain', isCut = false): Words {
  if (!isHtml(text, type)) return wordsOfPlain(text, isCut);
  const first = beginningOfHtml(text, FIRST_HTML);
  const own = first === undefined ? undefined : ownWords(firstLines(linesOf(first), true));
  if (own !== undefined) return { text: own, isSure: true };
  const words = wordsOfPlain(htmlToText(text), isCut);
  return words.text !== '' ? words : wordsOfPlain(htmlToText(text, { pictures: true }), isCut);
}

function isHtml(text: string, type: string): boolean {
  return type === 'text/html' || IS_HTML.test(text);
}

function wordsOfPlain(text: string, isCut: boolean): Words {
  const lines = linesOf(text);
  const first = firstLines(lines, isCut);
  const own = ownWords(first);
  if (own !== undefined) return { text: own, isSure: true };
  return { text: allWords(first.isAll ? first : sortLines(lines)), isSure: !isCut };
}

const linesOf = (text: string) => withoutPgpArmour(text).split(/\r\n?|\n/u);

/** Enough of the lines for a preview, if the sender's own words come first. */
const firstLines = (lines: readonly string[], isCut: boolean) =>
  sortLines(lines, { ownCharacters: OWN_CHARACTERS, leaveOut: isCut ? LINES_BELOW : 0 });

/** The preview of a text that begins with enough of the sender's own words: what follows makes no difference. */
function ownWords({ own, ownCharacters }: SortedLines): string | undefined {
  if (ownCharacters < ENOUGH) return undefined;
  const words = beginningOf(textOf(withoutWayToWebPage(own)), ENOUGH);
  const preview = beginningOf(words);
  return words.length - preview.length < TO_SPARE ? undefined : preview;
}

function allWords({ own, quoted, signature }: SortedLines): string {
  const ordered = [withoutWayToWebPage(own), quoted, signature];
  return beginningOf(ordered.map(textOf).filter(Boolean).join(' '));
}

const textOf = (lines: readonly string[]) => clean(withoutLinkLines(lines).join('\n'));

function withoutWayToWebPage(own: readonly string[]): string[] {
  const withLetters = own.flatMap((line, i) => (/\p{L}/u.test(line) ? [i] : []));
  const top = new Set(withLetters.slice(0, TOP_LINES));
  return own.filter((line, i) => !(top.has(i) && leadsToWebPage(shortenLinks(line).trim())));
}

function clean(text: string): string {
  return shortenLinks(text.replace(PICTURE, ' '))
    .replace(HEADING_MARK, '')
    .replace(RULE, ' ')
    .replace(PADDING, ' ')
    .trim();
}

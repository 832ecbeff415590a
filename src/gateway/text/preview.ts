import { htmlToText } from './html-text';
import { shortenLinks, withoutLinkLines } from './lines/links';
import { sortLines } from './lines/sort-lines';
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

/** Some programs send HTML as plain text. */
const IS_HTML =
  /^\s*(?:<!doctype html|<(?:html|head|body|meta|style)\b[^<>]*>|<(?:title|table|center|div|p|span|font|br)\b[^<>]*>[\s\S]*<\/(?:title|table|center|div|p|span|font|a|b)>)/iu;

/**
 * 200 characters on one line: the sender's own words, then quoted text, then the signature. Lines that only
 * lead to a web page are left out if there are other words.
 */
export function previewOf(text: string, type = 'text/plain'): string {
  return wordsOf(text, type) || beginningOf(clean(isHtml(text, type) ? htmlToText(text) : text));
}

/** Like {@link previewOf}, but empty if there are no words besides links to web pages. */
export function wordsOf(text: string, type = 'text/plain'): string {
  if (!isHtml(text, type)) return wordsOfPlain(text);
  return wordsOfPlain(htmlToText(text)) || wordsOfPlain(htmlToText(text, { pictures: true }));
}

function isHtml(text: string, type: string): boolean {
  return type === 'text/html' || IS_HTML.test(text);
}

function wordsOfPlain(text: string): string {
  const { own, quoted, signature } = sortLines(withoutPgpArmour(text).split(/\r\n?|\n/u));
  const withLetters = own.flatMap((line, i) => (/\p{L}/u.test(line) ? [i] : []));
  const top = new Set(withLetters.slice(0, TOP_LINES));
  const words = own.filter((line, i) => !(top.has(i) && leadsToWebPage(shortenLinks(line).trim())));
  const ordered = [words, quoted, signature].map(lines => clean(withoutLinkLines(lines).join('\n')));
  return beginningOf(ordered.filter(Boolean).join(' '));
}

function clean(text: string): string {
  return shortenLinks(text.replace(PICTURE, ' '))
    .replace(HEADING_MARK, '')
    .replace(RULE, ' ')
    .replace(PADDING, ' ')
    .trim();
}

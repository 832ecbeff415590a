import { quotedHeadersAt } from './quoted-headers';
import { isProgramSignature } from './signature-lines';

const QUOTATION = /^\s*(?:>|[A-Z]{2,3}>(?=\s))/u;
const QUOTATION_MARK = /^(?:\s*[A-Z]{2,3}>)?[\s>]*/u;

const VERBS =
  'wrote|writes|a écrit|écrit|escribió|escribe|escreveu|ha scritto|schrieb|schreibt|schreef|napisał(?:\\(a\\)|a)?|pisze|a scris|scrie|كتبت?|تمت كتابة ما يلي بواسطة';

/** "On … wrote:", in up to three lines. The name may come before or after the verb. */
const ATTRIBUTION = new RegExp(
  String.raw`^[\s\p{Cf}]*(?:On|At|Le|El|Em|Il|Am|Op|W dniu|Dnia|(?:pon|wt|śr|czw|pt|sob|niedz)\.,|La|Pe|În|في).{0,200}(?:${VERBS})(?:\s.{0,120})?:[\s\p{Cf}]*$`,
  'su',
);

/**
 * The same in other words, in one line: "Ann Lee writes:", or what has a time and a year, such as "Excerpts from Ann’s
 * message of Mon Jan 05 10:00:30 +0100 2026:".
 */
const OTHER_ATTRIBUTION = new RegExp(
  String.raw`^(?=.{0,200}$)(?:.*(?<!\p{L})(?:${VERBS})(?:\s.{0,100}[\d@].{0,60})?|(?=.*\b(?:19|20)\d\d\b).*\d:\d\d.*):[\s\p{Cf}]*$`,
  'u',
);

/** Where the sender left out a part of the quotation. */
const OMISSION = /^[[(<]?(?:\.{2,}|…|snip)[\])>]?$/iu;

/** How both attributions end. Few lines do, and this is quicker to see. */
const COLON_AT_END = /:[\s\p{Cf}]*$/u;

/** Mail programs break lines that are longer, which may leave a word without its `>`. In characters. */
const LINE_LENGTH = 70;
const MAX_REMAINDER = 40;

/** The line above an old message that isn't marked line by line, as in Outlook. */
const OLD_MESSAGE = /^\s*(?:-{2,}\s?[^\s-].{0,60}\S\s?-{2,}|_{20,})\s*$/u;

/** The line above the headers of an old message, as Apple Mail and Orange's webmail write it. */
const ABOVE_HEADERS =
  /^\s*(?:Message du \d\d\/\d\d\/\d\d \d\d:\d\d|(?:Begin forwarded message|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|Początek przekazywanej wiadomości|Începutul mesajului redirecționat|بدء الرسالة المحولة|Anfang der weitergeleiteten Nachricht)\s*:)\s*$/iu;

export interface SortedLines {
  /** The sender's own words. */
  readonly own: readonly string[];
  /** Without the lines that say who wrote it, and without `>`. */
  readonly quoted: readonly string[];
  readonly signature: readonly string[];
  /** How many characters of them are the sender's own. */
  readonly ownCharacters: number;
  /** Whether no line is left out. */
  readonly isAll: boolean;
}

/** Which lines to sort: as many as give so many characters of the sender's own words, and not the last ones. */
export interface SortLimit {
  readonly ownCharacters: number;
  readonly leaveOut: number;
}

const ALL: SortLimit = { ownCharacters: Number.POSITIVE_INFINITY, leaveOut: 0 };

/** Sorts the lines of a plain text by who wrote them. The lines below a line can decide about it. */
export function sortLines(lines: readonly string[], limit = ALL): SortedLines {
  const sorted = { own: [] as string[], quoted: [] as string[], signature: [] as string[] };
  let section: keyof SortedLines = 'own';
  let ownCharacters = 0;
  let i = 0;
  for (; i < lines.length - limit.leaveOut && ownCharacters < limit.ownCharacters; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '') {
      sorted[section].push(line);
      continue;
    }
    if (isQuoted(line) || OMISSION.test(line.trim()) || isRemainder(lines, i)) {
      sorted.quoted.push(line.replace(QUOTATION_MARK, ''));
      continue;
    }
    const headers = quotedHeadersAt(lines, i);
    const attributionEnd = section === 'own' ? afterAttribution(lines, i, headers?.end) : undefined;
    if (attributionEnd !== undefined) {
      i = attributionEnd - 1;
    } else if (headers?.isComplete) {
      section = 'quoted';
      i = headers.end - 1;
    } else if (ABOVE_HEADERS.test(line)) {
      section = 'quoted';
    } else if (/^-- ?$/u.test(line)) {
      section = 'signature';
    } else if (isProgramSignature(line)) {
      sorted.signature.push(line);
    } else if (section === 'own' && OLD_MESSAGE.test(line) && sorted.own.some(it => it.trim() !== '')) {
      section = 'quoted';
    } else {
      sorted[section].push(line);
      if (section === 'own') ownCharacters += line.length;
    }
  }
  return { ...sorted, quoted: withoutHeaders(sorted.quoted), ownCharacters, isAll: i >= lines.length };
}

const isQuoted = (line = '') => QUOTATION.test(line);

/**
 * The index of the line after the one that says who wrote the quotation below; it may be broken into three, or be two
 * or more headers. Undefined without a quotation below, because then the sender wrote it.
 */
function afterAttribution(
  lines: readonly string[],
  at: number,
  headersEnd: number | undefined,
): number | undefined {
  const ends = [1, 2, 3].map(length => at + length).filter(it => COLON_AT_END.test(lines[it - 1] ?? ''));
  const end =
    ends.find(it => ATTRIBUTION.test(lines.slice(at, it).join('\n'))) ??
    (ends[0] === at + 1 && OTHER_ATTRIBUTION.test(lines[at] ?? '') ? at + 1 : headersEnd);
  if (end === undefined) return undefined;
  let next = end;
  while (lines[next]?.trim() === '') next++;
  return isQuoted(lines[next]) ? end : undefined;
}

/** Whether a line is the end of the quoted line above it, which was too long and was broken. */
function isRemainder(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const above = lines[at - 1] ?? '';
  if (line.length > MAX_REMAINDER || !isQuoted(above) || !isQuoted(lines[at + 1])) return false;
  return `${above.trimEnd()} ${line.trim().split(/\s/u)[0]}`.length > LINE_LENGTH;
}

function withoutHeaders(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const headers = quotedHeadersAt(lines, i);
    if (headers?.isComplete) i = headers.end - 1;
    else if (!ABOVE_HEADERS.test(lines[i] ?? '')) kept.push(lines[i] ?? '');
  }
  return kept;
}

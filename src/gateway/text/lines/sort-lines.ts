import { afterQuotedHeaders } from './quoted-headers';
import { isProgramSignature } from './signature-lines';

/** "On … wrote:", as common mail programs write it. The name may come before or after the verb. */
const ATTRIBUTION =
  /^[\s\p{Cf}]*(?:On|Le|El|Em|Il|Am|Op|W dniu|Dnia|(?:pon|wt|śr|czw|pt|sob|niedz)\.,|La|Pe|În|في).{0,200}(?:wrote|a écrit|escribió|escreveu|ha scritto|schrieb|schreef|napisał(?:\(a\)|a)?|pisze|a scris|كتبت?|تمت كتابة ما يلي بواسطة)(?:\s.{0,120})?:[\s\p{Cf}]*$/su;
const ATTRIBUTION_END = /:[\s\p{Cf}]*$/u;

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
}

/** Sorts the lines of a plain text by who wrote them. */
export function sortLines(lines: readonly string[]): SortedLines {
  const sorted = { own: [] as string[], quoted: [] as string[], signature: [] as string[] };
  let section: keyof SortedLines = 'own';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const isEmpty = line.trim() === '';
    const oldMessage = isEmpty ? undefined : afterQuotedHeaders(lines, i);
    if (isEmpty) {
      sorted[section].push(line);
    } else if (/^\s*>/u.test(line)) {
      sorted.quoted.push(line.replace(/^[\s>]+/u, ''));
    } else if (oldMessage !== undefined) {
      section = 'quoted';
      i = oldMessage - 1;
    } else if (ABOVE_HEADERS.test(line)) {
      section = 'quoted';
    } else if (section === 'own' && isAttribution(lines, i)) {
      while (!ATTRIBUTION_END.test(lines[i] ?? '')) i++;
    } else if (/^-- ?$/u.test(line)) {
      section = 'signature';
    } else if (isProgramSignature(line)) {
      sorted.signature.push(line);
    } else if (section === 'own' && OLD_MESSAGE.test(line) && sorted.own.some(it => it.trim() !== '')) {
      section = 'quoted';
    } else {
      sorted[section].push(line);
    }
  }
  return { ...sorted, quoted: withoutHeaders(sorted.quoted) };
}

/** Mail programs may break this line into two or three. Without a quotation below, the sender wrote it. */
function isAttribution(lines: readonly string[], at: number): boolean {
  for (const length of [1, 2, 3]) {
    if (!ATTRIBUTION.test(lines.slice(at, at + length).join('\n'))) continue;
    let next = at + length;
    while (lines[next]?.trim() === '') next++;
    return lines[next]?.trimStart().startsWith('>') ?? false;
  }
  return false;
}

function withoutHeaders(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const end = afterQuotedHeaders(lines, i);
    if (end !== undefined) i = end - 1;
    else if (!ABOVE_HEADERS.test(lines[i] ?? '')) kept.push(lines[i] ?? '');
  }
  return kept;
}

import { beginningOf } from './mail-text';

/**
 * The line above a quotation, in the languages of the extension and of their neighbours, as the usual mail programs
 * write it: the name comes before the verb or after it, and where it runs from the right marks of direction surround it.
 */
const ATTRIBUTION =
  /^[\s\p{Cf}]*(?:On|Le|El|Em|Il|Am|Op|W dniu|Dnia|(?:pon|wt|śr|czw|pt|sob|niedz)\.,|La|Pe|În|في).{0,200}(?:wrote|a écrit|escribió|escreveu|ha scritto|schrieb|schreef|napisał(?:\(a\)|a)?|pisze|a scris|كتبت?|تمت كتابة ما يلي بواسطة)(?:\s.{0,120})?:[\s\p{Cf}]*$/su;
const ATTRIBUTION_END = /:[\s\p{Cf}]*$/u;

/** What begins an old message that isn't marked line by line, as Outlook and others quote it. */
const OLD_MESSAGE = /^\s*(?:-{2,}\s?[^\s-].{0,60}\S\s?-{2,}|_{20,})\s*$/u;

/** The signature of a phone, in one line. */
const PHONE =
  /^\s*(?:Sent from my|Get Outlook for|Envoyé de(?:puis)? mon|Télécharger Outlook|Enviado desde mi|Wysłane z|Trimis de pe|أُرسلت من)\s.{0,60}$/iu;

/** An address that a plain text carries along for those who can't click. */
const LINK_IN_BRACKETS = /[<[(]\s*https?:\/\/[^\s>\])]{1,2000}\s*[>\])]/gu;

/** Rules drawn with characters. */
const RULE = /[-_=*~#•·]{4,}/gu;

/** The invisible characters that newsletters pad their first line with; those of the flags of regions show something. */
const PADDING = /(?:\s|(?![\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}){3,}/gu;

/**
 * The first 200 characters of a mail's text, on one line: the sender's own words first; then what is quoted, and the
 * signature last.
 */
export function previewOf(text: string): string {
  const { own, quoted, signature } = sortLines(text.split(/\r\n?|\n/u));
  const ordered = [own, quoted, signature].map(lines => clean(lines.join('\n'))).filter(Boolean);
  return beginningOf(ordered.join(' '));
}

interface Sorted {
  readonly own: string[];
  readonly quoted: string[];
  readonly signature: string[];
}

function sortLines(lines: readonly string[]): Sorted {
  const sorted: Sorted = { own: [], quoted: [], signature: [] };
  /** Where an unmarked line goes. */
  let section: keyof Sorted = 'own';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^\s*>/u.test(line)) {
      sorted.quoted.push(line.replace(/^[\s>]+/u, ''));
    } else if (section === 'own' && isAttribution(lines, i)) {
      // It says who is quoted, which a preview has no room for.
      while (!ATTRIBUTION_END.test(lines[i] ?? '')) i++;
    } else if (/^-- ?$/u.test(line)) {
      section = 'signature';
    } else if (PHONE.test(line)) {
      sorted.signature.push(line);
    } else if (section === 'own' && OLD_MESSAGE.test(line) && sorted.own.some(it => it.trim() !== '')) {
      section = 'quoted';
    } else {
      sorted[section].push(line);
    }
  }
  return sorted;
}

/** Mail programs break the line above a quotation where it gets long. Without a quotation below it is the sender's own. */
function isAttribution(lines: readonly string[], at: number): boolean {
  for (const length of [1, 2, 3]) {
    if (!ATTRIBUTION.test(lines.slice(at, at + length).join('\n'))) continue;
    return (
      lines
        .slice(at + length)
        .find(line => line.trim() !== '')
        ?.trimStart()
        .startsWith('>') ?? false
    );
  }
  return false;
}

function clean(text: string): string {
  return text.replace(LINK_IN_BRACKETS, ' ').replace(RULE, ' ').replace(PADDING, ' ').trim();
}

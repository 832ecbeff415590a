import { beginningOf } from './mail-text';

/** "On … wrote:", as common mail programs write it. The name may come before or after the verb. */
const ATTRIBUTION =
  /^[\s\p{Cf}]*(?:On|Le|El|Em|Il|Am|Op|W dniu|Dnia|(?:pon|wt|śr|czw|pt|sob|niedz)\.,|La|Pe|În|في).{0,200}(?:wrote|a écrit|escribió|escreveu|ha scritto|schrieb|schreef|napisał(?:\(a\)|a)?|pisze|a scris|كتبت?|تمت كتابة ما يلي بواسطة)(?:\s.{0,120})?:[\s\p{Cf}]*$/su;
const ATTRIBUTION_END = /:[\s\p{Cf}]*$/u;

/** The line above an old message that isn't marked line by line, as in Outlook. */
const OLD_MESSAGE = /^\s*(?:-{2,}\s?[^\s-].{0,60}\S\s?-{2,}|_{20,})\s*$/u;

const PHONE =
  /^\s*(?:Sent from my|Get Outlook for|Envoyé de(?:puis)? mon|Télécharger Outlook|Enviado desde mi|Wysłane z|Trimis de pe|أُرسلت من)\s.{0,60}$/iu;

/** A link's address in brackets. */
const LINK_IN_BRACKETS = /[<[(]\s*https?:\/\/[^\s>\])]{1,2000}\s*[>\])]/gu;

const RULE = /[-_=*~#•·]{4,}/gu;

/** Invisible characters that pad the first line of newsletters, except those in regional flags. */
const PADDING = /(?:\s|(?![\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}){3,}/gu;

/** 200 characters on one line: the sender's own words, then quoted text, then the signature. */
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
  let section: keyof Sorted = 'own';
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (/^\s*>/u.test(line)) {
      sorted.quoted.push(line.replace(/^[\s>]+/u, ''));
    } else if (section === 'own' && isAttribution(lines, i)) {
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

/** Mail programs may break this line into two or three. Without a quotation below, the sender wrote it. */
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

/** Longer lines say something else, too. In characters. */
const MAX_LENGTH = 160;

/**
 * The verb has to begin the line or a sentence, or to follow "Click here to". `(?=\p{L})` keeps `\P{L}*` from
 * overlapping with the runs after it, which would be slow.
 */
const START = String.raw`^\P{L}*(?=\p{L})(?:.{0,80}[?!.,;:|]\s*|(?:click|tap|press|cliquez|haz clic|haga clic|kliknij|faceți clic|apasă|klicken sie|hier klicken|اضغط|انقر)\b.{0,30}\s)?`;

const begins = (phrase: string) => new RegExp(START + phrase, 'iu');

/** Newsletters write this above a link to their web page, in English, German and the popular languages. */
const PHRASES: readonly RegExp[] = [
  String.raw`(?:view|read|see|open)\b.{0,60}\b(?:(?:in|with) (?:your |a |the )?(?:web ?)?browser|online|on the web|as a web ?page)\b`,
  String.raw`(?:view|read|see|open)\b.{0,40}\b(?:online|web|browser) version\b`,
  String.raw`(?:online|web|browser) version\b`,
  String.raw`(?:trouble|having (?:trouble|problems)|problems|difficulty) (?:viewing|reading|seeing) this\b`,
  String.raw`(?:voir|affiche[rz]|lire|lisez|consulte[rz]|ouvr(?:ir|ez)|visualise[rz])(?!\p{L}).{0,60}(?:en ligne|navigateur|version web)(?!\p{L})`,
  String.raw`version (?:en ligne|web|navigateur)(?!\p{L})`,
  `.{0,60}ne s[’']affiche pas (?:correctement|bien)`,
  String.raw`(?:ver|véa?lo|leer|abrir|visualizar|consultar)(?!\p{L}).{0,60}(?:navegador|en l[ií]nea|online|versi[oó]n web)(?!\p{L})`,
  String.raw`versi[oó]n (?:web|online|en l[ií]nea)(?!\p{L})`,
  String.raw`(?:zobacz|wyświetl|otwórz|czytaj|przeczytaj|pokaż|obejrzyj)(?!\p{L}).{0,60}(?:przeglądarce|online|wersj[aęi] (?:www|internetow\p{L}+))`,
  String.raw`wersja (?:online|internetowa|www)(?!\p{L})`,
  String.raw`(?:vezi|vede[tț]i|vizualiz\p{L}+|deschide\p{L}*|cite[sș]te|citi[tț]i|afi[sș]\p{L}+)(?!\p{L}).{0,60}(?:browser|online|navigator)(?!\p{L})`,
  String.raw`versiunea (?:online|web)(?!\p{L})`,
  String.raw`(?:عرض|اعرض|افتح|شاهد|اقرأ|قراءة|مشاهدة)(?!\p{L}).{0,60}(?:المتصفح|متصفح|الإنترنت|الويب)`,
  String.raw`.{0,60}im (?:web)?browser (?:ansehen|anzeigen|öffnen|lesen|betrachten)(?!\p{L})`,
  String.raw`.{0,60}online (?:ansehen|anzeigen|lesen)(?!\p{L})`,
  String.raw`(?:zur )?(?:online-?version|online-?ansicht|webversion)(?!\p{L})`,
].map(begins);

/** One of these is in each phrase. Few lines have one, and it is quicker to see. */
const WORDS =
  /browser|online|web|viewing|reading|seeing|ligne|navigateur|navegador|navigator|affiche|l[ií]nea|przeglądarce|wersj|متصفح|الإنترنت|الويب/iu;

/** Whether a line only leads to the web page of a newsletter. */
export function leadsToWebPage(line: string): boolean {
  return line.length <= MAX_LENGTH && WORDS.test(line) && PHRASES.some(phrase => phrase.test(line));
}

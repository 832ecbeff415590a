import type { LanguageName } from './translate';

/** Characters that must not occur in a language's texts. */
export const UNTIDY: Readonly<Record<LanguageName, RegExp>> = {
  en: /[«»„]/,
  // A no-break space for the colon and guillemets, a narrow one for the other marks.
  fr: /[“”„]|[^\u00a0]:(?!\/\/)|[^\u202f][;?!]|«[^\u00a0]|[^\u00a0]»/,
  es: /[“”„]|\s[:;?!]|^[^¿]*\?|^[^¡]*!/,
  pl: /[«»“]|\s[:;?!]/,
  // Romanian has letters with a comma below, not a cedilla.
  ro: /[«»“]|\s[:;?!]|[şţŞŢ]/,
  ar: /[“”„]|\s[:؛؟!]|[,;?]/,
};

import type { LanguageName } from './translate';

/** What no text of a language holds, for it is written otherwise there. */
export const UNTIDY: Readonly<Record<LanguageName, RegExp>> = {
  en: /[«»„]/,
  // A colon and guillemets keep a no-break space, the other marks a narrow one.
  fr: /[“”„]|[^\u00a0]:(?!\/\/)|[^\u202f][;?!]|«[^\u00a0]|[^\u00a0]»/,
  es: /[“”„]|\s[:;?!]|^[^¿]*\?|^[^¡]*!/,
  pl: /[«»“]|\s[:;?!]/,
  // Comma below, and no cedilla.
  ro: /[«»“]|\s[:;?!]|[şţŞŢ]/,
  ar: /[“”„]|\s[:؛؟!]|[,;?]/,
};

import { en, type Texts } from './texts/en';
import { fr } from './texts/fr';

/** The languages of the pages. */
export type Language = 'en' | 'fr';

export const TEXTS: Readonly<Record<Language, Texts>> = { en, fr };

/** The language a browser prefers among ours, by its `Accept-Language` (RFC 9110, 12.5.4); English if none. */
export function preferredLanguage(header: string | undefined): Language {
  let best: Language = 'en';
  let bestWeight = 0;
  for (const range of (header ?? '').toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.split(';').map(part => part.trim());
    const language = tag.split('-')[0];
    const quality = parameters.find(parameter => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if ((language === 'en' || language === 'fr') && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

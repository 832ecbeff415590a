import { ar } from './ar';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { pl } from './pl';
import { ro } from './ro';
import type { Texts } from './texts';

/** The languages of the pages. */
export type PageLanguage = 'en' | 'fr' | 'es' | 'pl' | 'ro' | 'ar';

export const TEXTS: Readonly<Record<PageLanguage, Texts>> = { en, fr, es, pl, ro, ar };

function isLanguage(tag: string): tag is PageLanguage {
  return Object.hasOwn(TEXTS, tag);
}

/** The language a browser prefers among ours, by its `Accept-Language` (RFC 9110, 12.5.4); English if none. */
export function preferredLanguage(header: string | undefined): PageLanguage {
  let best: PageLanguage = 'en';
  let bestWeight = 0;
  for (const range of (header ?? '').toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.split(';').map(part => part.trim());
    const [language = ''] = tag.split('-');
    const quality = parameters.find(parameter => parameter.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (isLanguage(language) && weight > bestWeight) {
      best = language;
      bestWeight = weight;
    }
  }
  return best;
}

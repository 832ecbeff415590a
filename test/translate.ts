import en from '../_locales/en/messages.json' with { type: 'json' };
import fr from '../_locales/fr/messages.json' with { type: 'json' };
import type { MessageKey, Translate } from '../src/core/text';
import { translator } from '../src/core/translator';

export const TEXTS: Readonly<Record<'en' | 'fr', Readonly<Record<MessageKey, { message: string }>>>> = {
  en,
  fr,
};

/** Translates as the extension does; a moment is written as `[ISO 8601]`. */
export function translateTo(locale: 'en' | 'fr'): Translate {
  return translator({
    locale,
    message: (key, args) =>
      TEXTS[locale][key].message.replace(/\$(\d)/g, (_found, n) => args[Number(n) - 1] ?? ''),
    time: time => `[${new Date(time).toISOString()}]`,
  });
}

export const t = translateTo('en');

import ar from '../_locales/ar/messages.json' with { type: 'json' };
import en from '../_locales/en/messages.json' with { type: 'json' };
import es from '../_locales/es/messages.json' with { type: 'json' };
import fr from '../_locales/fr/messages.json' with { type: 'json' };
import pl from '../_locales/pl/messages.json' with { type: 'json' };
import ro from '../_locales/ro/messages.json' with { type: 'json' };
import type { MessageKey, Translate } from '../src/core/text/text';
import { translator } from '../src/core/text/translator';

/** The language files: all keys of English, plus the plural forms of the language. */
export const TEXTS = { en, fr, es, pl, ro, ar } satisfies Record<string, Messages>;

type Messages = Readonly<Record<MessageKey, { message: string }>>;

export type LanguageName = keyof typeof TEXTS;

export const LANGUAGES = Object.keys(TEXTS) as LanguageName[];

/** A message by its key, as the browser finds it: in the language, else in English, else empty. */
export function messageOf(language: LanguageName, key: string): string {
  const files: Readonly<Record<string, { message: string }>>[] = [TEXTS[language], TEXTS.en];
  return files.find(file => key in file)?.[key]?.message ?? '';
}

/** Translates as the extension does; times become `[ISO 8601]` unless `time` is given. */
export function translateTo(
  language: LanguageName,
  time = (moment: number) => `[${new Date(moment).toISOString()}]`,
): Translate {
  return translator({
    locale: language,
    message: (key, args) =>
      messageOf(language, key).replace(/\$(\d)/g, (_found, n) => args[Number(n) - 1] ?? ''),
    time,
  });
}

export const t = translateTo('en');

import { clockTime } from '../../../src/core/friendly-date';
import type { MessageKey, Translate } from '../../../src/core/text';
import { translator } from '../../../src/core/translator';
import { NOW } from '../../make';

type Messages = Partial<Record<MessageKey, { message: string }>>;

const FILES = import.meta.glob<Messages>('../../../_locales/*/messages.json', {
  eager: true,
  import: 'default',
});

const MESSAGES = new Map(
  Object.entries(FILES).map(([path, messages]) => [path.split('/').at(-2) ?? '', messages] as const),
);

/** The languages that there are texts in, English first. */
export const LANGUAGES: readonly string[] = [...MESSAGES.keys()].sort(
  (a, b) => Number(b === 'en') - Number(a === 'en') || a.localeCompare(b),
);

/** Translates as the extension does, and notes in `said` each text that it gave. */
export function speaker(language: string, said: Set<string>): Translate {
  const messages = MESSAGES.get(language) ?? {};
  const translate = translator({
    locale: language,
    message: (key, args) =>
      (messages[key]?.message ?? '').replace(/\$(\d)/g, (_found, n) => args[Number(n) - 1] ?? ''),
    time: time => clockTime(time, NOW, language),
  });
  return text => {
    const words = translate(text);
    said.add(words);
    return words;
  };
}

/** The direction that a language is written in. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr';
}

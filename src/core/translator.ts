import type { Argument, MessageKey, Text, Translate } from './text';

export interface Language {
  /** BCP 47, for plural rules and numbers. */
  locale: string;
  /** The message of a key with `$1` … `$9` filled in; empty where the key has none. */
  message(key: MessageKey, args: string[]): string;
  /** A moment (ms since 1970) as people write it. */
  time(time: number): string;
}

/** Makes the function that puts texts into a language. */
export function translator({ locale, message, time }: Language): Translate {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const argument = (value: Argument): string => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return numbers.format(value);
    return 'time' in value ? time(value.time) : text(value);
  };
  const text = (value: MessageKey | Text): string => {
    if (typeof value === 'string') return message(value, []);
    if ('key' in value) return message(value.key, (value.args ?? []).map(argument));
    const args = [numbers.format(value.count)];
    const form = plurals.select(value.count) === 'one' ? 'one' : 'other';
    return message(`${value.plural}_${form}`, args);
  };
  return text;
}

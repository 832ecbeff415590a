import { isolate, writingDirection } from './direction';
import type { Argument, MessageKey, PluralForm, Text, Translate } from './text';

export interface Language {
  /** BCP 47 */
  locale: string;
  /** Empty if neither the language nor English has the key. Plural forms never fall back to English ones. */
  message(key: MessageKey | PluralForm, args: string[]): string;
  /** Formats a time (ms since 1970). */
  time(time: number): string;
}

export function translator({ locale, message, time }: Language): Translate {
  let plurals: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  const number = (value: number): string => {
    if (isWrittenAlike(value, locale)) return String(value);
    numbers ??= new Intl.NumberFormat(locale);
    return numbers.format(value);
  };
  const direction = writingDirection(locale);
  const argument = (value: Argument): string => {
    if (typeof value === 'string') return isolate(value, direction);
    if (typeof value === 'number') return number(value);
    return 'time' in value ? time(value.time) : text(value);
  };
  const text = (value: MessageKey | Text): string => {
    if (typeof value === 'string') return message(value, []);
    if ('key' in value) return message(value.key, (value.args ?? []).map(argument));
    const args = [number(value.count)];
    plurals ??= new Intl.PluralRules(locale);
    const form = plurals.select(value.count);
    // French and Spanish have a form for millions that reads like the other one.
    return message(`${value.plural}_${form}`, args) || message(`${value.plural}_other`, args);
  };
  return text;
}

/** Avoids the first `Intl` format of a process, which takes 4 MB and 10 ms. Arabic has other digits. */
function isWrittenAlike(value: number, locale: string): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1000 && !locale.startsWith('ar');
}

import { isolate, writingDirection } from './direction';
import type { Argument, MessageKey, PluralForm, Text, Translate } from './text';

export interface Language {
  /** BCP 47, for plural rules, numbers and the direction of writing. */
  locale: string;
  /**
   * The message of a key with `$1` … `$9` filled in; empty where neither the language nor English has the key. A
   * plural's form that English lacks is thus the language's own or empty, and never an English one.
   */
  message(key: MessageKey | PluralForm, args: string[]): string;
  /** A moment (ms since 1970) as people write it. */
  time(time: number): string;
}

/** Makes the function that puts texts into a language. */
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
    // French and Spanish count by the million in a form that reads as the other one.
    return message(`${value.plural}_${form}`, args) || message(`${value.plural}_other`, args);
  };
  return text;
}

/**
 * Whether all languages of Facteur but Arabic, which has digits of its own, write this number alike. The first thing that
 * a process formats costs it 4 MB and 10 ms; most badges and lists have no number of four digits.
 */
function isWrittenAlike(value: number, locale: string): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1000 && !locale.startsWith('ar');
}

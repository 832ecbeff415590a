import type { PageLanguage } from '../texts/language';
import { LOCALES } from './locales';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];

/** "1.2 MB". */
export function sizeText(bytes: number, language: PageLanguage): string {
  const power = Math.max(
    UNITS.findLastIndex((_, i) => bytes >= 1000 ** i),
    0,
  );
  const amount = bytes / 1000 ** power;
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}

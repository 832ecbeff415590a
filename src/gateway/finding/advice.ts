import { type PageLanguage, TEXTS } from '../texts/language';
import type { Provider } from './provider';

/** Whole sentences: what the provider needs before its mail can be read, or why it can't; undefined for nothing. */
export function hintOf({ name, needs = [] }: Provider, language: PageLanguage): string | undefined {
  const sentences = needs.map(need => TEXTS[language].advice[need](name));
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** The same in English, with the address where it is done: for a terminal, which has no links. */
export function terminalHint(provider: Provider | undefined): string | undefined {
  const hint = provider && hintOf(provider, 'en');
  const place = provider?.needs?.includes('no-passwords') ? 'docs/gateway.md' : provider?.help;
  return place === undefined || hint === undefined ? hint : `${hint} See ${place}.`;
}

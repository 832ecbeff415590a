import { writingDirection } from '../core/text/direction';
import { datesAt } from '../core/text/friendly-date';
import { localeFor } from '../core/text/locale';
import type { MessageKey, Text, Translate } from '../core/text/text';
import { translator } from '../core/text/translator';
import { browser } from './browser';

/** An empty text if the browser throws: mail and numbers can be shown without the texts. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

/** The browser's language, BCP 47; empty if unknown. */
export function uiLanguage(): string {
  return orEmpty(() => browser.i18n.getUILanguage());
}

let known: { locale: string; translate: Translate } | undefined;

/** Created on first use: most wake-ups of the background need no text, and `Intl` is slow to load. */
function language() {
  if (known) return known;
  const locale = localeFor(orEmpty(() => browser.i18n.getMessage('language')) || 'en', uiLanguage());
  const translate = translator({
    locale,
    message: (key, args) => orEmpty(() => browser.i18n.getMessage(key, args)),
    time: time => datesAt(Date.now(), locale).clock(time),
  });
  known = { locale, translate };
  return known;
}

/** The language of the texts, BCP 47, with the user's region if known ("en-GB" for texts in "en"). */
export function textLocale(): string {
  return language().locale;
}

/** Translates a text into the browser's language. */
export function translate(text: MessageKey | Text): string {
  return language().translate(text);
}

/** Sets `lang` and `dir` to those of the texts. (`@@bidi_dir` is that of the browser's language.) */
export function setPageLanguage(page: Document): void {
  const locale = textLocale();
  page.documentElement.lang = locale;
  page.documentElement.dir = writingDirection(locale);
}

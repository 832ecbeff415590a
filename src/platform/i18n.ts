import { writingDirection } from '../core/text/direction';
import { datesAt } from '../core/text/friendly-date';
import { dateLocaleFor, localeFor } from '../core/text/locale';
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

let known: { texts: string; locale: string; translate: Translate } | undefined;

/** Created on first use: most wake-ups of the background need no text, and `Intl` is slow to load. */
function language() {
  if (known) return known;
  const texts = orEmpty(() => browser.i18n.getMessage('language')) || 'en';
  const locale = localeFor(texts, uiLanguage());
  const translate = translator({
    locale,
    message: (key, args) => orEmpty(() => browser.i18n.getMessage(key, args)),
    time: time => datesAt(Date.now(), dateLocale()).clock(time),
  });
  known = { texts, locale, translate };
  return known;
}

/** The language of the texts, BCP 47, with the user's region if known ("en-GB" for texts in "en"). */
export function textLocale(): string {
  return language().locale;
}

let dates: string | undefined;

/**
 * The locale of dates and times, BCP 47: the language of the texts, written as in the user's region. Firefox can take
 * the region from the system.
 */
export function dateLocale(): string {
  dates ??= dateLocaleFor(language().texts, new Intl.DateTimeFormat().resolvedOptions().locale);
  return dates;
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

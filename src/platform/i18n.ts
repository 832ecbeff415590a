import { writingDirection } from '../core/text/direction';
import { datesAt } from '../core/text/friendly-date';
import { localeFor } from '../core/text/locale';
import type { MessageKey, Text, Translate } from '../core/text/text';
import { translator } from '../core/text/translator';
import { browser } from './browser';

/** What the browser says, or nothing where it fails: mail and numbers can be shown without its words. */
function said(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}

/** The browser's language, BCP 47; empty where the browser doesn't tell. */
export function uiLanguage(): string {
  return said(() => browser.i18n.getUILanguage());
}

let known: { locale: string; translate: Translate } | undefined;

/** Made when the first text is needed: most wake-ups of the background need none, and `Intl` is slow to load. */
function language() {
  if (known) return known;
  const locale = localeFor(said(() => browser.i18n.getMessage('language')) || 'en', uiLanguage());
  const translate = translator({
    locale,
    message: (key, args) => said(() => browser.i18n.getMessage(key, args)),
    time: time => datesAt(Date.now(), locale).clock(time),
  });
  known = { locale, translate };
  return known;
}

/** The language of the texts, BCP 47, in the user's regional variety where they have one ("en-GB" for the texts in "en"). */
export function textLocale(): string {
  return language().locale;
}

/** Puts a text into the browser's language. */
export function translate(text: MessageKey | Text): string {
  return language().translate(text);
}

/** Has a page written and read in the language of the texts. (`@@bidi_dir` is that of the browser's language.) */
export function setPageLanguage(page: Document): void {
  const locale = textLocale();
  page.documentElement.lang = locale;
  page.documentElement.dir = writingDirection(locale);
}

import { writingDirection } from '../core/direction';
import { datesAt } from '../core/friendly-date';
import { localeFor } from '../core/locale';
import { translator } from '../core/translator';
import { browser } from './browser';

/** What the browser says, or nothing where it fails: mail and numbers can be shown without its words. */
function said(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}

/** BCP 47; empty where the browser doesn't tell. */
export const uiLanguage = said(() => browser.i18n.getUILanguage());

/** The language of the texts, in the user's regional variety where they have one ("en-GB" for the texts in "en"). */
export const locale = localeFor(said(() => browser.i18n.getMessage('language')) || 'en', uiLanguage);

export const translate = translator({
  locale,
  message: (key, args) => said(() => browser.i18n.getMessage(key, args)),
  time: time => datesAt(Date.now(), locale).clock(time),
});

/** Has a page written and read in the language of the texts. (`@@bidi_dir` is that of the browser's language.) */
export function setPageLanguage(page: Document): void {
  page.documentElement.lang = locale;
  page.documentElement.dir = writingDirection(locale);
}

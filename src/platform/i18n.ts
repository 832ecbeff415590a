import browser from 'webextension-polyfill';
import { clockTime } from '../core/friendly-date';
import { translator } from '../core/translator';

/** The language of the texts, in the user's regional variety where they have one ("en-GB" for the texts in "en"). */
export const locale: string = (() => {
  const texts = browser.i18n.getMessage('language');
  const user = browser.i18n.getUILanguage();
  return user.split('-')[0] === texts ? user : texts;
})();

export const translate = translator({
  locale,
  message: (key, args) => browser.i18n.getMessage(key, args),
  time: time => clockTime(time, Date.now(), locale),
});

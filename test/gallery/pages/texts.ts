import { datesAt } from '../../../src/core/text/friendly-date';
import type { Translate } from '../../../src/core/text/text';
import { NOW } from '../../make';
import { type LanguageName, translateTo } from '../../translate';

/** Translates as the extension does, and notes in `said` each text that it gave. */
export function speaker(language: LanguageName, said: Set<string>): Translate {
  const translate = translateTo(language, time => datesAt(NOW, language).clock(time));
  return text => {
    const words = translate(text);
    said.add(words);
    return words;
  };
}
